package kramdown

import (
	"strings"
)

// attrList is the content of an inline attribute list or its definition.
type attrList struct {
	attrs []Attribute
	refs  []string
}

// isBlockIAL matches IAL_BLOCK_START at the start of a line.
func (p *parser) isBlockIAL(pos int) bool {
	s := p.src.s
	i := pos + optSpace(s, pos)
	return i < len(s) && s[i] == '{' && p.ialEnd(i) >= 0
}

// ialEnd matches IAL_BLOCK at position i; it returns the position of the
// closing brace, or -1.
func (p *parser) ialEnd(i int) int {
	s := p.src.s
	if !strings.HasPrefix(s[i:], "{:") || i+2 >= len(s) || s[i+2] == ':' || s[i+2] == '/' {
		return -1
	}
	return p.src.braceEnd(i+2, 1, p.src.blankAfter)
}

func (src *source) blankAfter(i int) bool {
	_, ok := restBlank(src.s, i)
	return ok
}

// parseBlockExtension reads an ALD, a block IAL or an extension.
func (p *parser) parseBlockExtension() bool {
	src := p.src
	s, pos := src.s, src.pos
	i := pos + optSpace(s, pos)
	if !strings.HasPrefix(s[i:], "{:") {
		return false
	}
	if id := scanID(s, i+2); id > i+2 && id < len(s) && s[id] == ':' {
		if k := src.braceEnd(id+1, 1, src.blankAfter); k >= 0 {
			name := s[i+2 : id]
			if p.alds == nil {
				p.alds = make(map[string]*attrList)
			}
			if p.alds[name] == nil {
				p.alds[name] = new(attrList)
			}
			p.parseAttributeList(s[id+1:k], p.alds[name])
			p.addEOB(eobOther)
			src.pos, _ = restBlank(s, k+1)
			return true
		}
	}
	if tag, ok := scanExtension(src, i, src.blankAfter); ok {
		tag.end, _ = restBlank(s, tag.end)
		return p.parseBlockExtensionTag(tag)
	}
	k := p.ialEnd(i)
	if k < 0 {
		return false
	}
	attrs := s[i+2 : k]
	src.pos, _ = restBlank(s, k+1)
	last := p.tree.last()
	if last != nil && last.Type != Blank &&
		(last.Type != eob || last.code == eobLinkDef || last.code == eobAbbrevDef || last.code == eobFootnoteDef) {
		if last.ial == nil {
			last.ial = new(attrList)
		}
		p.parseAttributeList(attrs, last.ial)
		if !p.isBlockIAL(src.pos) {
			p.addEOB(eobOther)
		}
	} else {
		if p.blockIAL == nil {
			p.blockIAL = new(attrList)
		}
		p.parseAttributeList(attrs, p.blockIAL)
	}
	return true
}

// extensionTag is {::name attrs}, {::name attrs /} or {:/name}.
type extensionTag struct {
	name, attrs string
	stop        bool // {:/name}
	closed      bool
	end         int
}

// scanExtension matches EXT_START_STR or EXT_STOP_STR at position i.
func scanExtension(src *source, i int, tail func(int) bool) (extensionTag, bool) {
	s := src.s
	if strings.HasPrefix(s[i:], "{:/") {
		j := scanID(s, i+3)
		if j < len(s) && s[j] == '}' && (tail == nil || tail(j+1)) {
			return extensionTag{name: s[i+3 : j], stop: true, end: j + 1}, true
		}
		return extensionTag{}, false
	}
	if !strings.HasPrefix(s[i:], "{::") {
		return extensionTag{}, false
	}
	j := i + 3
	for j < len(s) && isWord(s[j]) {
		j++
	}
	if j == i+3 || j >= len(s) {
		return extensionTag{}, false
	}
	tag := extensionTag{name: s[i+3 : j]}
	k := -1
	switch {
	case s[j] == '}', s[j] == '/' && j+1 < len(s) && s[j+1] == '}':
		k = strings.IndexByte(s[j:], '}') + j
		if tail != nil && !tail(k+1) {
			k = -1
		}
	case isSpace(s[j]):
		k = src.braceEnd(j+1, 0, tail)
	}
	if k < 0 {
		return extensionTag{}, false
	}
	tag.end = k + 1
	if k > j && s[k-1] == '/' {
		tag.closed = true
		k--
	}
	if k > j {
		tag.attrs = s[j+1 : k]
	}
	return tag, true
}

// extensionStop finds the next {:/name} or {:/}, of any kind that ok accepts.
func (src *source) extensionStop(name string, from int, ok func(start, end int) bool) (start, end int) {
	if src.extensions == nil {
		src.extensions = make(map[string][]int)
		s := src.s
		for i := 0; ; {
			n := strings.Index(s[i:], "{:/")
			if n < 0 {
				break
			}
			i += n
			j := scanID(s, i+3)
			if j < len(s) && s[j] == '}' {
				id := s[i+3 : j]
				src.extensions[id] = append(src.extensions[id], i)
			}
			i += 3
		}
	}
	start = -1
	for _, id := range [2]string{name, ""} {
		list := src.extensions[id]
		lo, hi := 0, len(list)
		for lo < hi {
			if m := (lo + hi) / 2; list[m] < from {
				lo = m + 1
			} else {
				hi = m
			}
		}
		for ; lo < len(list) && (start < 0 || list[lo] < start); lo++ {
			if e := list[lo] + len("{:/}") + len(id); ok == nil || ok(list[lo], e) {
				start, end = list[lo], e
				break
			}
		}
	}
	return start, end
}

// parseBlockExtensionTag reads the body of a block extension and carries it
// out.
func (p *parser) parseBlockExtensionTag(tag extensionTag) bool {
	src := p.src
	s, pos := src.s, src.pos
	line := src.lineAt(pos)
	if tag.stop {
		p.warnStopTag(tag, line)
		return false
	}
	var opts attrList
	p.parseAttributeList(tag.attrs, &opts)
	body, hasBody, after := "", false, tag.end
	if !tag.closed {
		lineStart := 0
		ok := func(start, end int) bool {
			i := start
			for i > tag.end && start-i < 3 && s[i-1] == ' ' {
				i--
			}
			if i != tag.end && s[i-1] != '\n' {
				return false
			}
			e := end + countByte(s, end, ' ', len(s))
			if e >= len(s) || s[e] != '\n' {
				return false
			}
			lineStart, after = i, e+1
			return true
		}
		start, _ := src.extensionStop(tag.name, tag.end, ok)
		if start < 0 {
			p.warn("No stop tag for extension '%s' found on line %d - ignoring it", tag.name, line)
			return false
		}
		ok(start, start+strings.IndexByte(s[start:], '}')+1)
		body, hasBody = strings.TrimSuffix(s[tag.end:lineStart], "\n"), true
	}
	switch tag.name {
	case "comment", "nomarkdown":
		if hasBody {
			p.tree.add(p.extensionElement(tag.name, &opts, body, Block, line))
		}
	case "options":
		p.setInlineOptions(&opts)
		p.addEOB(eobOther)
	default:
		p.warn("Invalid extension with name '%s' specified on line %d - ignoring it", tag.name, line)
		return false
	}
	src.pos = after
	return true
}

// warnStopTag uses kramdown's words, its two spaces included.
func (p *parser) warnStopTag(tag extensionTag, line int) {
	name := ""
	if tag.name != "" {
		name = "for '" + tag.name + "' "
	}
	p.warn("Invalid extension stop tag %s found on line %d - ignoring it", name, line)
}

// extensionElement makes what {::comment} and {::nomarkdown} stand for.
func (p *parser) extensionElement(name string, opts *attrList, body string, cat Category, line int) *Element {
	e := p.new(Comment)
	e.Value, e.Category, e.line = body, cat, int32(line)
	if name == "nomarkdown" {
		e.Type = Raw
		if t, _ := getAttr(opts.attrs, "type"); strings.TrimSpace(t) != "" {
			e.ext().types = strings.Fields(t)
		}
	}
	return e
}

// setInlineOptions carries out {::options}.
func (p *parser) setInlineOptions(opts *attrList) {
	if !p.ownOpts {
		own := *p.opts
		p.opts, p.ownOpts = &own, true
	}
	for _, a := range opts.attrs {
		if a.Key == "forbidden_inline_options" || contains(p.opts.ForbiddenInlineOptions, a.Key) {
			p.warn("Option %s may not be set inline", a.Key)
			continue
		}
		if err := p.opts.Set(a.Key, a.Value); err != nil {
			if _, unknown := err.(*UnknownOptionError); unknown {
				p.warn("Unknown kramdown option '%s'", a.Key)
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// parseAttributeList reads keys and values, ids, classes and references from
// an IAL or ALD into l.
func (p *parser) parseAttributeList(str string, l *attrList) {
	if t := strip(str); t == "" || t == ":" {
		return
	}
	found := false
	var noEnd [2]bool // no value ends behind here, by quote
	for i := 0; i < len(str); {
		j := i
		if isSpace(str[i]) {
			j++
		} else if i > 0 {
			i++
			continue
		}
		end := p.scanAttribute(str, j, l, &noEnd)
		if end < 0 && i == 0 && j > i { // \A may match before a space, too, but nothing starts with one
			end = -1
		}
		if end < 0 {
			i++
			continue
		}
		found = true
		i = end
	}
	if !found {
		p.warn("No or invalid attributes found in IAL/ALD content: %.200s", str)
	}
}

// scanAttribute matches one alternative of ALD_TYPE_ANY at j and stores it;
// it returns its end, or -1.
func (p *parser) scanAttribute(str string, j int, l *attrList, noEnd *[2]bool) int {
	atEnd := func(i int) bool { return i >= len(str) || isSpace(str[i]) }
	if j >= len(str) {
		return -1
	}
	if c := str[j]; c == '#' || c == '.' {
		end := j
		for end < len(str) && (str[end] == '#' || str[end] == '.') {
			k := end + 1
			if str[end] == '#' {
				if k >= len(str) || !isASCIILetter(str[k]) {
					break
				}
				for k < len(str) && (isWord(str[k]) || str[k] == ':' || str[k] == '-') {
					k++
				}
			} else {
				for k < len(str) && !isSpace(str[k]) && str[k] != '.' && str[k] != '#' {
					k++
				}
				if k == end+1 {
					break
				}
			}
			end = k
		}
		if end == j || !atEnd(end) {
			return -1
		}
		for k := j; k < end; {
			m := k + 1
			for m < end && str[m] != '#' && str[m] != '.' {
				m++
			}
			if str[k] == '#' {
				l.attrs = setAttr(l.attrs, "id", str[k+1:m])
			} else {
				l.attrs = addClass(l.attrs, str[k+1:m])
			}
			k = m
		}
		return end
	}
	end := scanID(str, j)
	if end == j {
		return -1
	}
	if end+1 < len(str) && str[end] == '=' && (str[end+1] == '"' || str[end+1] == '\'') {
		quote := str[end+1]
		q := 0
		if quote == '\'' {
			q = 1
		}
		if !noEnd[q] {
			if k := valueEnd(str, end+2, quote); k >= 0 {
				val := str[end+2 : k]
				if strings.IndexByte(val, '\\') >= 0 {
					val = strings.NewReplacer(`\}`, "}", `\`+string(quote), string(quote)).Replace(val)
				}
				l.attrs = setAttr(l.attrs, str[j:end], val)
				return k + 1
			}
			noEnd[q] = true
		}
	}
	if atEnd(end) {
		l.refs = append(l.refs, str[j:end])
		return end
	}
	return -1
}

// valueEnd finds the quote that ends a value: one before white space or the
// end, and if possible not after a backslash.
func valueEnd(str string, i int, quote byte) int {
	escaped := -1
	for k := i; k < len(str); k++ {
		switch {
		case str[k] == 2 || str[k] == '}' && (k == i || str[k-1] != '\\'):
			return escaped
		case str[k] == quote && (k+1 >= len(str) || isSpace(str[k+1])):
			if k > i && str[k-1] == '\\' {
				escaped = k
			} else {
				return k
			}
		}
	}
	return escaped
}

// maxClass and maxAttributes bound what one element can have, so that lists
// of attributes take linear time.
const (
	maxClass      = 1 << 12
	maxAttributes = 250
)

// addClass appends to the class attribute.
func addClass(attrs []Attribute, class string) []Attribute {
	old, _ := getAttr(attrs, "class")
	if len(old) > maxClass {
		return attrs
	}
	return setAttr(attrs, "class", lstrip(old+" "+class))
}

// mergeIAL adds an IAL to one that the element has already.
func (l *attrList) merge(other *attrList) {
	l.refs = append(l.refs, other.refs...)
	for _, a := range other.attrs {
		if a.Key == "class" {
			l.attrs = addClass(l.attrs, a.Value)
		} else {
			l.attrs = setAttr(l.attrs, a.Key, a.Value)
		}
	}
}

// maxIALSteps bounds how many attribute lists the references of one document
// lead to; references in a circle would never end.
func (p *parser) maxIALSteps() int { return 20_000 + p.size }

// applyIAL gives an element the attributes of an IAL and of the ALDs that it
// refers to.
func (p *parser) applyIAL(e *Element, ial *attrList) { p.applyList(e, ial, 0) }

func (p *parser) applyList(e *Element, ial *attrList, depth int) {
	if p.ialSteps++; p.ialSteps > p.maxIALSteps() || depth > 50 {
		return
	}
	for _, ref := range ial.refs {
		if ald := p.alds[ref]; ald != nil {
			p.applyList(e, ald, depth+1)
		}
	}
	for _, a := range ial.attrs {
		if a.Key == "class" {
			e.Attr = addClass(e.Attr, a.Value)
		} else {
			e.set(a.Key, a.Value)
		}
	}
}

// parseSpanExtension reads an extension or a span IAL.
func (sp *spanner) parseSpanExtension() {
	s, pos := sp.s, sp.pos
	if tag, ok := scanExtension(&sp.src, pos, nil); ok {
		sp.parseSpanExtensionTag(tag)
		return
	}
	if k := sp.src.braceEnd(pos+2, 1, nil); k >= 0 {
		f := sp.f
		if last := f.el.last(); last != nil && !f.hasText() && last.Type != sp.textType {
			var attr attrList
			sp.p.parseAttributeList(s[pos+2:k], &attr)
			// The element may also be part of what the memo keeps.
			c := *last
			c.Attr = append([]Attribute(nil), last.Attr...)
			ial := new(attrList)
			if last.ial != nil {
				ial.merge(last.ial)
			}
			ial.merge(&attr)
			c.ial = ial
			f.el.Children[len(f.el.Children)-1] = &c
			sp.p.applyIAL(&c, &attr)
			sp.pos = k + 1
			return
		}
		sp.p.warn("Found span IAL after text - ignoring it")
	}
	sp.addText(pos, pos+1)
	sp.pos = pos + 1
}

// parseSpanExtensionTag reads the body of a span extension and carries it out.
func (sp *spanner) parseSpanExtensionTag(tag extensionTag) {
	s, pos := sp.s, sp.pos
	p := sp.p
	ignore := func(format string, args ...any) {
		p.warn(format, args...)
		sp.addText(pos, pos+1)
		sp.pos = pos + 1
	}
	line := sp.lineAt(pos)
	if tag.stop {
		p.warnStopTag(tag, line)
		sp.addText(pos, pos+1)
		sp.pos = pos + 1
		return
	}
	var opts attrList
	p.parseAttributeList(tag.attrs, &opts)
	body, hasBody, after := "", false, tag.end
	if !tag.closed {
		start, end := sp.src.extensionStop(tag.name, tag.end, nil)
		if start < 0 {
			ignore("No stop tag for extension '%s' found on line %d - ignoring it", tag.name, line)
			return
		}
		body, hasBody, after = s[tag.end:start], true, end
	}
	switch tag.name {
	case "comment", "nomarkdown":
		if hasBody {
			sp.add(p.extensionElement(tag.name, &opts, body, Span, line))
		}
	case "options":
		p.setInlineOptions(&opts)
	default:
		ignore("Invalid extension with name '%s' specified on line %d - ignoring it", tag.name, line)
		return
	}
	sp.pos = after
}
