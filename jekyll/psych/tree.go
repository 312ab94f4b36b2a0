package psych

import (
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Tree is a document's nodes together with where each of them stands in the text.
type Tree struct {
	// Root is nil for a text without a document.
	Root   *yaml.Node
	chunks [][]placed
}

// placed is a node with its stretch of the text, in bytes.
type placed struct {
	yaml.Node
	start, end int
}

// Span returns the stretch of the text, in bytes, in which a node of the tree stands: with quotes, brackets, anchor and tag, and the header of a block.
// A block collection ends with its last value. An empty node has no length.
func (t *Tree) Span(node *yaml.Node) (start, end int, ok bool) {
	for _, chunk := range t.chunks {
		for i := range chunk {
			if &chunk[i].Node == node {
				return chunk[i].start, chunk[i].end, true
			}
		}
	}
	return 0, 0, false
}

// ParseTree reads the first document of a text. Errors are *SyntaxError and *LimitError.
func ParseTree(src []byte, opts Options) (*Tree, error) {
	opts = opts.withDefaults()
	if len(src) > opts.MaxBytes {
		return nil, &LimitError{Limit: ErrTooLong, Max: opts.MaxBytes, Line: 1, Column: 1}
	}
	if err := checkCharacters(src); err != nil {
		return nil, err
	}
	p := parsers.Get().(*parser)
	defer p.release()
	p.s.reset(string(src), opts.MaxDepth)
	p.opts = opts
	return p.document()
}

var parsers = sync.Pool{New: func() any { return new(parser) }}

// parser makes nodes of tokens.
type parser struct {
	s       scanner
	opts    Options
	tree    *Tree
	free    []placed // of the last chunk
	count   int
	depth   int
	end     int          // where the last node that was finished ends
	stack   []*yaml.Node // children of collections that are not finished
	anchors map[string]*yaml.Node
	tags    map[string]string
}

func (p *parser) release() {
	p.s.src = ""
	clear(p.s.tokens[:cap(p.s.tokens)])
	clear(p.stack[:cap(p.stack)])
	*p = parser{s: p.s, stack: p.stack[:0]}
	parsers.Put(p)
}

func (p *parser) document() (tree *Tree, err error) {
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case syntaxFault:
			tree, err = nil, fault.err
		default:
			panic(fault)
		}
	}()
	p.tree = &Tree{}
	explicit := false
	for {
		t := p.s.peek()
		if t.kind == tokenDirective {
			p.directive(*t)
			explicit = true
			p.s.drop()
			continue
		}
		if t.kind == tokenDocumentStart {
			p.s.drop()
		} else if explicit {
			fail("", mark{}, "did not find expected <document start>", t.start)
		}
		break
	}
	if p.s.peek().kind == tokenEnd && p.s.taken == 0 {
		return p.tree, nil
	}
	switch k := p.s.peek().kind; {
	case k == tokenEnd, p.s.taken > 0 && (k == tokenDirective || k == tokenDocumentStart || k == tokenDocumentEnd):
		p.tree.Root = p.empty(p.s.peek().start)
	default:
		p.tree.Root = p.node(true, false)
	}
	p.s.peek()
	return p.tree, nil
}

func (p *parser) directive(t token) {
	if t.text != "TAG" {
		return
	}
	handle, prefix, _ := strings.Cut(t.suffix, " ")
	if p.tags == nil {
		p.tags = map[string]string{}
	}
	p.tags[handle] = strings.TrimSpace(prefix)
}

// firstChunk is how many nodes are made at once for a document, which is what common front matter needs.
const firstChunk = 24

func (p *parser) new(kind yaml.Kind, start mark) *placed {
	if p.count++; p.count > p.opts.MaxNodes {
		panic(syntaxFault{&LimitError{Limit: ErrTooMany, Max: p.opts.MaxNodes, Line: start.line + 1, Column: start.column + 1}})
	}
	if len(p.free) == 0 {
		p.free = make([]placed, firstChunk<<min(len(p.tree.chunks), 8))
		p.tree.chunks = append(p.tree.chunks, p.free)
	}
	n := &p.free[0]
	p.free = p.free[1:]
	n.Kind, n.Line, n.Column = kind, start.line+1, start.column+1
	n.start = start.offset
	return n
}

// empty is a value that is not there: null.
func (p *parser) empty(at mark) *yaml.Node {
	n := p.new(yaml.ScalarNode, at)
	n.end = at.offset
	return &n.Node
}

// node reads a node. Block says that it may be in block style, indentless that a sequence may stand at its key's indentation.
func (p *parser) node(block, indentless bool) *yaml.Node {
	t := p.s.peek()
	start := t.start
	if t.kind == tokenAlias {
		n := p.new(yaml.AliasNode, start)
		n.Value, n.end, p.end = t.text, t.end.offset, t.end.offset
		n.Alias = p.anchors[t.text]
		p.s.drop()
		return &n.Node
	}
	anchor, tag := p.properties()
	t = p.s.peek()
	var n *placed
	switch {
	case t.kind == tokenScalar:
		n = p.scalar(start, *t)
		p.s.drop()
	case indentless && t.kind == tokenBlockEntry:
		n = p.new(yaml.SequenceNode, start)
		p.anchor(n, anchor)
		p.sequence(n, p.indentlessItem)
	case t.kind == tokenFlowSequence:
		n = p.new(yaml.SequenceNode, start)
		n.Style = yaml.FlowStyle
		p.anchor(n, anchor)
		p.flowSequence(n)
	case t.kind == tokenFlowMapping:
		n = p.new(yaml.MappingNode, start)
		n.Style = yaml.FlowStyle
		p.anchor(n, anchor)
		p.flowMapping(n)
	case block && t.kind == tokenBlockSequence:
		n = p.new(yaml.SequenceNode, start)
		p.anchor(n, anchor)
		p.blockSequence(n)
	case block && t.kind == tokenBlockMapping:
		n = p.new(yaml.MappingNode, start)
		p.anchor(n, anchor)
		p.blockMapping(n)
	case anchor != "" || tag != "":
		n = p.new(yaml.ScalarNode, start)
		n.end = t.start.offset
	case block:
		fail("while parsing a block node", start, "did not find expected node content", t.start)
	default:
		fail("while parsing a flow node", start, "did not find expected node content", t.start)
	}
	if n.Kind == yaml.ScalarNode {
		p.anchor(n, anchor)
	}
	if tag != "" {
		n.Tag = tag
		n.Style |= yaml.TaggedStyle
	}
	return &n.Node
}

// properties reads a node's anchor and tag, in either order.
func (p *parser) properties() (anchor, tag string) {
	for range 2 {
		switch t := p.s.peek(); {
		case t.kind == tokenAnchor && anchor == "":
			anchor = t.text
		case t.kind == tokenTag && tag == "":
			tag = p.tag(*t)
		default:
			return anchor, tag
		}
		p.s.drop()
	}
	return anchor, tag
}

// tag writes out a tag's handle; YAML's own tags are shortened to "!!str" and the like, as yaml/v3 has them.
func (p *parser) tag(t token) string {
	switch t.text {
	case "":
		if rest, ok := strings.CutPrefix(t.suffix, "tag:yaml.org,2002:"); ok {
			return "!!" + rest
		}
		return t.suffix
	case "!", "!!":
		if prefix, ok := p.tags[t.text]; !ok || prefix == "tag:yaml.org,2002:" {
			return t.text + t.suffix
		}
	}
	prefix, ok := p.tags[t.text]
	if !ok {
		fail("while parsing a node", t.start, "found undefined tag handle", t.start)
	}
	return prefix + t.suffix
}

func (p *parser) anchor(n *placed, name string) {
	if name == "" {
		return
	}
	n.Anchor = name
	if p.anchors == nil {
		p.anchors = map[string]*yaml.Node{}
	}
	p.anchors[name] = &n.Node
}

func (p *parser) scalar(start mark, t token) *placed {
	n := p.new(yaml.ScalarNode, start)
	n.Value, n.end, p.end = t.text, t.end.offset, t.end.offset
	switch t.style {
	case '\'':
		n.Style = yaml.SingleQuotedStyle
	case '"':
		n.Style = yaml.DoubleQuotedStyle
	case '|':
		n.Style = yaml.LiteralStyle
	case '>':
		n.Style = yaml.FoldedStyle
	}
	return n
}

// collect makes the children that were pushed since base those of a node.
func (p *parser) collect(n *placed, base, end int) {
	n.Content = append(make([]*yaml.Node, 0, len(p.stack)-base), p.stack[base:]...)
	p.stack = p.stack[:base]
	n.end, p.end = end, end
	p.depth--
}

func (p *parser) enter(n *placed) (base int) {
	if p.depth++; p.depth > p.opts.MaxDepth {
		panic(syntaxFault{&LimitError{Limit: ErrTooDeep, Max: p.opts.MaxDepth, Line: n.Line, Column: n.Column}})
	}
	return len(p.stack)
}

func (p *parser) push(n *yaml.Node) { p.stack = append(p.stack, n) }

// lastEnd is where the last child ends; what is missing has no end.
func (p *parser) lastEnd(n *placed, base int) int {
	if len(p.stack) == base {
		return n.start
	}
	return max(n.start, p.end)
}

func (p *parser) sequence(n *placed, item func() bool) {
	base := p.enter(n)
	for item() {
	}
	p.collect(n, base, p.lastEnd(n, base))
}

func (p *parser) indentlessItem() bool {
	t := p.s.peek()
	if t.kind != tokenBlockEntry {
		return false
	}
	end := t.end
	p.s.drop()
	switch p.s.peek().kind {
	case tokenBlockEntry, tokenKey, tokenValue, tokenBlockEnd:
		p.push(p.empty(end))
	default:
		p.push(p.node(true, false))
	}
	return true
}

func (p *parser) blockSequence(n *placed) {
	start := p.s.next().start
	p.sequence(n, func() bool {
		t := p.s.peek()
		switch t.kind {
		case tokenBlockEntry:
			end := t.end
			p.s.drop()
			if k := p.s.peek().kind; k == tokenBlockEntry || k == tokenBlockEnd {
				p.push(p.empty(end))
			} else {
				p.push(p.node(true, false))
			}
			return true
		case tokenBlockEnd:
			p.s.drop()
			return false
		}
		fail("while parsing a block collection", start, "did not find expected '-' indicator", t.start)
		return false
	})
}

func (p *parser) blockMapping(n *placed) {
	start := p.s.next().start
	base := p.enter(n)
	for {
		t := p.s.peek()
		if t.kind == tokenBlockEnd {
			p.s.drop()
			break
		}
		if t.kind != tokenKey {
			fail("while parsing a block mapping", start, "did not find expected key", t.start)
		}
		end := t.end
		p.s.drop()
		p.push(p.blockPart(end))
		if t = p.s.peek(); t.kind == tokenValue {
			end = t.end
			p.s.drop()
			p.push(p.blockPart(end))
		} else {
			p.push(p.empty(t.start))
		}
	}
	p.collect(n, base, p.lastEnd(n, base))
}

// blockPart is a key or a value of a block mapping; it may be missing.
func (p *parser) blockPart(end mark) *yaml.Node {
	switch p.s.peek().kind {
	case tokenKey, tokenValue, tokenBlockEnd:
		return p.empty(end)
	}
	return p.node(true, true)
}

func (p *parser) flowSequence(n *placed) {
	start := p.s.next().start
	base := p.enter(n)
	for first := true; ; first = false {
		t := p.s.peek()
		if t.kind != tokenFlowSequenceEnd && !first {
			if t.kind != tokenFlowEntry {
				fail("while parsing a flow sequence", start, "did not find expected ',' or ']'", t.start)
			}
			p.s.drop()
			t = p.s.peek()
		}
		switch t.kind {
		case tokenFlowSequenceEnd:
			end := t.end.offset
			p.s.drop()
			p.collect(n, base, end)
			return
		case tokenKey:
			p.push(p.flowPair())
		default:
			p.push(p.node(false, false))
		}
	}
}

// flowPair is a mapping of one key inside of a flow sequence: [a: b].
func (p *parser) flowPair() *yaml.Node {
	t := p.s.next()
	n := p.new(yaml.MappingNode, t.start)
	n.Style = yaml.FlowStyle
	base := p.enter(n)
	switch p.s.peek().kind {
	case tokenValue, tokenFlowEntry, tokenFlowSequenceEnd:
		// libyaml drops this token, and so refuses [a, ?, b].
		p.s.drop()
		p.push(p.empty(t.end))
	default:
		p.push(p.node(false, false))
	}
	p.push(p.flowValue(tokenFlowSequenceEnd))
	p.collect(n, base, p.lastEnd(n, base))
	return &n.Node
}

// flowValue is the value behind a key in flow style; it may be missing.
func (p *parser) flowValue(end tokenKind) *yaml.Node {
	t := p.s.peek()
	if t.kind != tokenValue {
		return p.empty(t.start)
	}
	after := t.end
	p.s.drop()
	if k := p.s.peek().kind; k == tokenFlowEntry || k == end {
		return p.empty(after)
	}
	return p.node(false, false)
}

func (p *parser) flowMapping(n *placed) {
	start := p.s.next().start
	base := p.enter(n)
	for first := true; ; first = false {
		t := p.s.peek()
		if t.kind != tokenFlowMappingEnd && !first {
			if t.kind != tokenFlowEntry {
				fail("while parsing a flow mapping", start, "did not find expected ',' or '}'", t.start)
			}
			p.s.drop()
			t = p.s.peek()
		}
		switch t.kind {
		case tokenFlowMappingEnd:
			end := t.end.offset
			p.s.drop()
			p.collect(n, base, end)
			return
		case tokenKey:
			after := t.end
			p.s.drop()
			switch p.s.peek().kind {
			case tokenValue, tokenFlowEntry, tokenFlowMappingEnd:
				p.push(p.empty(after))
			default:
				p.push(p.node(false, false))
			}
			p.push(p.flowValue(tokenFlowMappingEnd))
		default:
			p.push(p.node(false, false))
			p.push(p.empty(p.s.peek().start))
		}
	}
}

// checkCharacters refuses what libyaml does: bytes that are not UTF-8, and control characters.
func checkCharacters(src []byte) error {
	for i := 0; i < len(src); {
		c := src[i]
		if c >= ' ' && c < 0x7F || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		problem := ""
		switch {
		case r == utf8.RuneError && size <= 1:
			problem = "invalid leading UTF-8 octet"
		case r < 0xA0 && r != 0x85, r == 0xFFFE, r == 0xFFFF:
			problem = "control characters are not allowed"
		}
		if problem != "" {
			before := string(src[:i])
			line := strings.Count(before, "\n")
			column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
			return &SyntaxError{Line: line + 1, Column: column + 1, Problem: problem}
		}
		i += size
	}
	return nil
}
