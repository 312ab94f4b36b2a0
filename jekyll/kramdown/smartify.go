package kramdown

import "strings"

// Smartify sets smart quotes, dashes, dots and guillemets in a text, as
// Jekyll's smartify filter does with Kramdown::Parser::SmartyPants. Entities
// and HTML are read, Markdown is not, and there is no paragraph around. A nil
// o means [DefaultOptions].
func Smartify(src string, o *Options) string {
	if o == nil {
		def := DefaultOptions()
		o = &def
	}
	p := new(parser)
	p.start(o)
	p.gfm, p.quirkEnd = false, false
	smarty := spanSet{html: true, smart: true, entity: true, symbols: true}
	p.sets = &spanSets{normal: smarty.withStarts("\"'&-.><")}
	p.sets.rawHTML = spanSet{html: true}.withStarts("<")
	p.src = p.newSource(adaptSource([]byte(src)), 1)
	p.tree = p.root
	for !p.src.eos() {
		s, pos := p.src.s, p.src.pos
		if i := pos + optSpace(s, pos); i < len(s) && s[i] == '<' {
			if done, _ := p.parseBlockHTML(); done {
				continue
			}
		}
		end := lineEnd(s, pos)
		p.addRawText(p.root, s[pos:end])
		p.src.pos = end
	}
	p.updateTree(p.root)
	c := &converter{o: p.opts, p: p}
	return strings.TrimSuffix(string(c.convert(p.root)), "\n")
}
