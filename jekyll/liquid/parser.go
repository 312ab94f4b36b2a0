package liquid

import (
	"errors"
	"fmt"
	"strings"
)

// Tag is a tag as it stands in the source: `{% Name Markup %}`, without white space around Markup.
type Tag struct {
	Name, Markup string
	Line, Column int
}

// TagParser makes a node of a tag. A block reads on to its end with p.Body or p.Raw.
type TagParser func(p *Parser, tag Tag) (Node, error)

// BlockParser makes a node of a block whose body has been parsed up to `end` + name.
type BlockParser func(p *Parser, tag Tag, body *Body) (Node, error)

// Parser is what a TagParser reads its tag with.
type Parser struct {
	env      *Environment
	name     string
	mode     Mode
	tokens   tokenizer
	place    place
	trim     bool  // the tag before ended with a hyphen: white space after it goes
	open     []Tag // the tags being parsed, outermost first
	depth    int
	warnings []*Error
}

func newParser(e *Environment, name, src string, line int, mode Mode) *Parser {
	return &Parser{
		env:    e,
		name:   name,
		mode:   mode,
		tokens: tokenizer{src: src, end: len(src)},
		place:  place{src: src, line: line, column: 1},
	}
}

// Environment is where the template is parsed.
func (p *Parser) Environment() *Environment { return p.env }

// Mode is the mode in which the template is parsed.
func (p *Parser) Mode() Mode { return p.mode }

// Name is the template's name.
func (p *Parser) Name() string { return p.name }

// Errorf makes a syntax error at the tag being parsed. %w wraps.
func (p *Parser) Errorf(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: SyntaxError, Message: err.Error(), Err: errors.Unwrap(err)}
}

// document parses the whole template.
func (p *Parser) document() (*Body, error) {
	body, end, err := p.body()
	if err == nil && end.Name != "" {
		err = p.unexpected(end)
	}
	return body, err
}

// Body parses on to the first of the tags in stops, and returns what stands before it and that tag.
// It is an error when the template ends first.
func (p *Parser) Body(stops ...string) (*Body, Tag, error) {
	body, end, err := p.body()
	if err != nil {
		return nil, Tag{}, err
	}
	for _, stop := range stops {
		if end.Name == stop {
			return body, end, nil
		}
	}
	if end.Name == "" {
		return nil, Tag{}, p.neverClosed()
	}
	return nil, Tag{}, p.unexpected(end)
}

func (p *Parser) neverClosed() error {
	tag := p.open[len(p.open)-1]
	return p.locate(&Error{Kind: SyntaxError, Message: "'" + tag.Name + "' tag was never closed"}, tag)
}

// unexpected is the error for a tag that neither the environment nor the block around it knows.
func (p *Parser) unexpected(tag Tag) error {
	e := &Error{Kind: SyntaxError}
	inLiquid := p.tokens.lines && (len(p.open) == 0 || p.open[len(p.open)-1].Name == "liquid")
	switch {
	case len(p.open) == 0 && (tag.Name == "else" || tag.Name == "end"):
		e.Message = "Unexpected outer '" + tag.Name + "' tag"
	case len(p.open) > 0 && tag.Name == "else":
		e.Message = p.open[len(p.open)-1].Name + " tag does not expect 'else' tag"
	case len(p.open) > 0 && strings.HasPrefix(tag.Name, "end"):
		block := p.open[len(p.open)-1].Name
		end := "end" + block
		if inLiquid {
			end = "%}"
		}
		e.Message = "'" + tag.Name + "' is not a valid delimiter for " + block + " tags. use " + end
	default:
		e.Message = "Unknown tag '" + tag.Name + "'"
		e.Hint = nearest(tag.Name, p.env.tags)
	}
	return p.locate(e, tag)
}

// locate gives a syntax error its place, unless it has one.
func (p *Parser) locate(err error, tag Tag) error {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Kind: SyntaxError, Message: err.Error(), Err: err}
	}
	if !e.placed {
		e.Template, e.Line, e.Column, e.placed = p.name, tag.Line, tag.Column, true
		if e.Tag == "" {
			e.Tag = tag.Name
		}
	}
	return e
}

// body parses until the source ends or a tag comes that is not registered; that tag is returned.
func (p *Parser) body() (*Body, Tag, error) {
	if exceeds(p.depth+1, p.env.limits.Nesting) {
		return nil, Tag{}, limitError(ErrNesting)
	}
	p.depth++
	defer func() { p.depth-- }()
	b := &Body{blank: true}
	var end Tag
	var err error
	if p.tokens.lines {
		end, err = p.parseLines(b)
	} else {
		end, err = p.parseTokens(b)
	}
	return b, end, err
}

func (p *Parser) parseTokens(b *Body) (Tag, error) {
	for {
		tok, ok := p.tokens.next()
		if !ok {
			return Tag{}, nil
		}
		switch {
		case tok.isTag():
			p.control(b, tok)
			name, markup, offset, ok := tok.tag()
			tag := Tag{Name: name, Markup: trimRight(markup)}
			tag.Line, tag.Column = p.place.at(tok.start + offset)
			if !ok {
				return Tag{}, p.locate(p.Errorf("Tag '%s' was not properly terminated with regexp: /\\%%\\}/", tok.text), tag)
			}
			if name == "liquid" {
				if err := p.liquidTag(b, tag, tok.start+strings.Index(tok.text, markup)); err != nil {
					return Tag{}, err
				}
				continue
			}
			parse := p.env.tags[name]
			if parse == nil {
				return tag, nil
			}
			if err := p.parseTag(b, tag, parse); err != nil {
				return Tag{}, err
			}
		case tok.isOutput():
			p.control(b, tok)
			if err := p.parseOutput(b, tok); err != nil {
				return Tag{}, err
			}
		default:
			s := tok.text
			if p.trim {
				s = trimLeft(s)
				p.trim = false
			}
			b.blank = b.blank && isWhite(s)
			if s != "" {
				b.add(entry{node: text(s)})
			}
		}
	}
}

func isWhite(s string) bool { return skipSpace(s, 0) == len(s) }

// control carries out the hyphens of {%- and -%}.
func (p *Parser) control(b *Body, tok token) {
	before, after := tok.trims()
	if before {
		b.trimLast()
	}
	p.trim = after
}

// parseLines is parseTokens inside a {% liquid %} tag.
func (p *Parser) parseLines(b *Body) (Tag, error) {
	for {
		tok, ok := p.tokens.next()
		if !ok {
			return Tag{}, nil
		}
		if isWhite(tok.text) {
			continue
		}
		name, markup, ok := tok.lineTag()
		tag := Tag{Name: name, Markup: trimRight(markup)}
		tag.Line, tag.Column = p.place.at(tok.start + skipSpace(tok.text, 0))
		if !ok {
			tag.Name = tok.text
			return tag, nil
		}
		if name == "liquid" {
			if err := p.liquidTag(b, tag, tok.start+len(tok.text)-len(markup)); err != nil {
				return Tag{}, err
			}
			continue
		}
		parse := p.env.tags[name]
		if parse == nil {
			return tag, nil
		}
		if err := p.parseTag(b, tag, parse); err != nil {
			return Tag{}, err
		}
	}
}

func (p *Parser) parseTag(b *Body, tag Tag, parse TagParser) error {
	p.open = append(p.open, tag)
	node, err := parse(p, tag)
	p.open = p.open[:len(p.open)-1]
	if err != nil {
		return p.locate(err, tag)
	}
	b.blank = b.blank && isBlankNode(node)
	b.add(entry{node, tag.Name, int32(tag.Line), int32(tag.Column)})
	return nil
}

// liquidTag parses the lines of a {% liquid %} tag into the body around it. from is where its markup starts.
func (p *Parser) liquidTag(b *Body, tag Tag, from int) error {
	if exceeds(p.depth+1, p.env.limits.Nesting) {
		return p.locate(limitError(ErrNesting), tag)
	}
	p.depth++
	outer := p.tokens
	p.tokens = tokenizer{src: outer.src, pos: from, end: from + len(tag.Markup), lines: true}
	p.open = append(p.open, tag)
	end, err := p.parseLines(b)
	if err == nil && end.Name != "" {
		err = p.unexpected(end)
	}
	p.open = p.open[:len(p.open)-1]
	p.tokens = outer
	p.depth--
	return err
}

func (p *Parser) parseOutput(b *Body, tok token) error {
	line, column := p.place.at(tok.start)
	tag := Tag{Line: line, Column: column}
	s := tok.text
	if len(s) < 4 || !strings.HasSuffix(s, "}}") {
		return p.locate(p.Errorf("Variable '%s' was not properly terminated with regexp: /\\}\\}/", s), tag)
	}
	s = strings.TrimPrefix(s[2:len(s)-2], "-")
	out, err := p.output(strings.TrimSuffix(s, "-"), "{{"+s+"}}", tag)
	if err != nil {
		return p.locate(err, tag)
	}
	b.blank = false
	b.add(entry{out, "", int32(line), int32(column)})
	return nil
}

// Raw returns the unparsed text up to the tag end, which is consumed.
func (p *Parser) Raw(end string) (string, error) {
	var b strings.Builder
	for {
		tok, ok := p.tokens.next()
		if !ok {
			return "", p.neverClosed()
		}
		if p.tokens.lines {
			if name, _, _ := tok.lineTag(); name == end {
				return b.String(), nil
			}
			b.WriteString(tok.text)
			b.WriteByte('\n')
			continue
		}
		if before, name, ok := tok.lastTag(); ok && name == end {
			// Up to Liquid 5.4 the hyphen of the opening tag strips behind the end, and that of the end nothing.
			if p.env.dialect != Jekyll {
				_, p.trim = tok.trims()
			}
			b.WriteString(before)
			return b.String(), nil
		}
		b.WriteString(tok.text)
	}
}

// Attribute is a `name: value` of a tag.
type Attribute struct {
	Name  string
	Value *Expression
}

// Attributes compiles every `name: value` in markup.
func (p *Parser) Attributes(markup string) []Attribute {
	var list []Attribute
	scanAttributes(markup, func(name, value string) {
		list = append(list, Attribute{name, p.Expression(value)})
	})
	return list
}

// Expression is a compiled value.
type Expression struct{ expr }

// Eval works out the value.
func (e *Expression) Eval(c *Context) (any, error) { return e.eval(c) }

// Expression compiles a value: a literal, a variable with its path, or a range; no filters.
func (p *Parser) Expression(markup string) *Expression { return &Expression{p.env.expression(markup)} }

// Output compiles what may stand between {{ and }}: a value and filters.
func (p *Parser) Output(markup string) (*Expression, error) {
	out, err := p.output(markup, markup, p.current())
	if err != nil {
		return nil, err
	}
	return &Expression{out}, nil
}

// Condition compiles a condition as it stands in an if tag, in the parser's mode.
func (p *Parser) Condition(markup string) (*Condition, error) { return p.condition(markup) }

// Template compiles src as a template of its own, for tags with templates in their markup (Jekyll's
// {% include {{ page.x }} %}).
func (p *Parser) Template(src string) (*Template, error) {
	tag := p.current()
	return p.env.Parse(p.name, src, ParseOptions{Line: tag.Line, Mode: p.mode, ModeSet: true})
}

// current is the tag being parsed.
func (p *Parser) current() Tag {
	if len(p.open) == 0 {
		return Tag{}
	}
	return p.open[len(p.open)-1]
}

// lenient runs the strict parser, and the lax one where the mode allows and the strict one refuses.
func lenient[T any](p *Parser, markup string, tag Tag, strict, lax func() (T, error)) (T, error) {
	v, err := strict()
	if err == nil {
		return v, nil
	}
	var e *Error
	if errors.As(err, &e) && e.Kind == SyntaxError {
		e.Message += " in \"" + trimSpace(markup) + "\""
	}
	if p.mode == Strict || errors.Is(err, ErrNesting) {
		return v, err
	}
	if p.mode == Warn {
		p.warn(err, tag)
	}
	return lax()
}

func (p *Parser) warn(err error, tag Tag) {
	var e *Error
	if errors.As(p.locate(err, tag), &e) {
		p.warnings = append(p.warnings, e)
	}
}
