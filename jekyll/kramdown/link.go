package kramdown

import (
	"strings"
	"unicode/utf8"
)

// linkTarget is where a link leads and where it ends in the text.
type linkTarget struct {
	url, title string
	hasTitle   bool
	ial        *attrList
	end        int
}

// parseLink reads a link or an image whose text starts width behind the
// current position.
func (sp *spanner) parseLink(width int) {
	start := sp.pos
	from := start + width
	image := width == 2
	fail := func() {
		sp.addText(start, from)
		sp.pos = from
	}
	if !image && sp.ctx&inLink != 0 || image && sp.level >= maxNested {
		fail()
		return
	}
	if r, ok := sp.memo.lookup(start, sp.ctx, 'l'); ok {
		sp.reuse(r, start)
		return
	}
	if sp.brackets.next(sp.src.m, sp.s, from, "]") < 0 {
		fail()
		return
	}
	ctx := sp.ctx
	inner := ctx&^(directEm|directRaw) | inLink
	var target linkTarget
	resolved := false
	if at, known := sp.memo.bracketEnd(from, inner); known && !sp.p.opts.HTMLToNative {
		if at >= 0 {
			target, resolved = sp.resolveLink(from, at)
		}
		if !resolved {
			fail()
			sp.memo.store(start, ctx, 'l', nil, from)
			return
		}
	}
	el := sp.p.new(Link)
	if image {
		el.Type = Image
	}
	sp.ctx = inner
	sp.pos = from
	sp.level++
	found := sp.run(el, stop{kind: stopBracket}, sp.set)
	sp.level--
	sp.ctx = ctx
	end := sp.pos
	if found {
		at := end
		if !resolved {
			target, resolved = sp.resolveLink(from, at)
		}
		if resolved {
			sp.finishLink(el, target, sp.s[from:at])
			sp.pos = target.end
			sp.memo.store(start, ctx, 'l', el, sp.pos)
			if image && sp.f.brackets {
				sp.memo.imageRead()
			}
			sp.add(el)
			return
		}
	}
	fail()
	sp.memo.store(start, ctx, 'l', nil, from)
	if found && ctx == inner && sp.f.brackets {
		sp.adopt(el, end)
	}
}

// adopt goes on behind what was read into el, the text of an image that came
// to nothing, in the text of a link: that would be read there just the same.
func (sp *spanner) adopt(el *Element, end int) {
	sp.memo.steps += len(el.Children)
	if len(el.Children) == 1 && el.Children[0].Type == Text && len(el.Children[0].Value) == end-sp.pos {
		sp.addText(sp.pos, end)
		sp.pos = end
		return
	}
	for _, c := range el.Children {
		if c.Type == sp.textType {
			sp.addString(c.Value)
			continue
		}
		if c.Type == Image {
			sp.f.depth++
		}
		sp.add(c)
	}
	sp.pos = end
}

// finishLink sets the attributes of a link or an image.
func (sp *spanner) finishLink(el *Element, t linkTarget, text string) {
	el.ial = t.ial
	if t.ial != nil {
		sp.p.applyIAL(el, t.ial)
	}
	if el.Type == Link {
		el.set("href", t.url)
	} else {
		el.set("src", t.url)
		el.set("alt", unescape(text))
		el.Children = nil
	}
	if t.hasTitle {
		el.set("title", t.title)
	}
}

// unescape takes away the backslashes of ESCAPED_CHARS.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(escapable, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// resolveLink reads what follows a link text s[from:at]: an id in brackets,
// nothing, or an address in parentheses.
func (sp *spanner) resolveLink(from, at int) (t linkTarget, ok bool) {
	s := sp.s
	i := at + 1
	if j := skipSpace(s, i); j < len(s) && s[j] == '[' {
		if k := sp.brackets.next(sp.src.m, s, j+1, "]"); k >= 0 {
			return sp.resolveReference(from, at, s[j+1:k], k+1)
		}
	}
	if i >= len(s) || s[i] != '(' {
		return sp.resolveReference(from, at, "", i)
	}
	titleAt := 0
	if strings.HasPrefix(s[i:], "(<") {
		if k := sp.angle.next(sp.src.m, s, i+2, ">"); k >= 0 && strings.IndexByte(s[i+2:k], '\n') < 0 {
			t.url = s[i+2 : k]
			if k+1 < len(s) && s[k+1] == ')' {
				t.end = k + 2
				return t, true
			}
			titleAt = k + 1
		}
	}
	if titleAt == 0 {
		end, white := sp.closeParen(i)
		if end >= 0 {
			t.url, t.end = strip(s[i+1:end]), end+1
			return t, true
		}
		if white < 0 {
			return t, false
		}
		t.url = strip(s[i+1 : white])
		titleAt = white + 1
	}
	title, end := sp.scanTitle(titleAt)
	if end < 0 {
		return t, false
	}
	t.title, t.hasTitle, t.end = title, true, end
	return t, true
}

// resolveReference looks an id up; without one the link text is the id.
func (sp *spanner) resolveReference(from, at int, id string, end int) (linkTarget, bool) {
	explicit := id != ""
	if !explicit {
		// No definition has a bracket in its id; most brackets that are no
		// links end here without a look at their text.
		if k := sp.brackets.next(sp.src.m, sp.s, from, "]"); k < at && !sp.p.oddDefs {
			return linkTarget{}, false
		}
		id = unescape(sp.s[from:at])
	}
	id = normalizeLinkID(id)
	if len(sp.p.linkDefs) > 0 {
		if d := sp.p.linkDefs[id]; d != nil {
			t := linkTarget{url: d.url, title: d.title, hasTitle: d.hasTitle, end: end}
			if d.eob != nil {
				t.ial = d.eob.ial
			}
			return t, true
		}
	}
	if !explicit {
		sp.p.warn("No link definition for link ID '%.200s' found on line %d", id, sp.lineAt(from))
	}
	return linkTarget{}, false
}

// closeParen finds the parenthesis that closes the one at i, or the white
// space before a quote if that comes first.
func (sp *spanner) closeParen(i int) (end, white int) {
	s := sp.s
	white = sp.nextTitle(i)
	stop := len(s)
	if white >= 0 {
		stop = white
	}
	if sp.parens == nil {
		depth := 0
		sp.src.m.add(min(stop-i, 4096))
		for k := i; k < stop; k++ {
			if s[k] == '(' {
				depth++
			} else if s[k] == ')' {
				if depth--; depth == 0 {
					return k, white
				}
			}
			if k-i > 4096 {
				break
			}
		}
		if stop-i <= 4096 && sp.spent(stop-i) {
			return -1, white
		}
		sp.matchParens()
	}
	if k := int(sp.parens[i]); k >= 0 && k < stop {
		return k, white
	}
	return -1, white
}

// spent counts work against the bound of short searches.
func (sp *spanner) spent(n int) bool {
	sp.searched += n
	return sp.searched < 1<<14
}

// matchParens finds the partner of every parenthesis of the text.
func (sp *spanner) matchParens() {
	s := sp.s
	sp.parens = make([]int32, len(s))
	var open []int32
	for i := range len(s) {
		sp.parens[i] = -1
		switch s[i] {
		case '(':
			open = append(open, int32(i))
		case ')':
			if n := len(open); n > 0 {
				sp.parens[open[n-1]] = int32(i)
				open = open[:n-1]
			}
		}
	}
}

// nextTitle finds white space with a quote behind it.
func (sp *spanner) nextTitle(from int) int {
	f := &sp.titleStart
	if f.covers(from) {
		return f.at
	}
	at := -1
	s := sp.s
	for i := from + 1; i < len(s); i++ {
		if (s[i] == '"' || s[i] == '\'') && isSpace(s[i-1]) {
			at = i - 1
			break
		}
	}
	f.keep(sp.src.m, sp.s, from, at)
	return at
}

// scanTitle matches LINK_INLINE_TITLE_RE: a title in quotes and the closing
// parenthesis.
func (sp *spanner) scanTitle(i int) (title string, end int) {
	s := sp.s
	i = skipSpace(s, i)
	if i >= len(s) || s[i] != '"' && s[i] != '\'' {
		return "", -1
	}
	quote := s[i]
	from := i + 1
	if from >= len(s) {
		return "", -1
	}
	_, n := utf8.DecodeRuneInString(s[from:])
	k := sp.titleEnd(from+n, quote)
	if k < 0 {
		return "", -1
	}
	return s[from:k], skipSpace(s, k+1) + 1
}

// titleEnd finds a quote that only white space parts from a parenthesis.
func (sp *spanner) titleEnd(from int, quote byte) int {
	f := &sp.titles[quote>>2&1] // " is 0x22, ' is 0x27
	if f.covers(from) {
		return f.at
	}
	at := -1
	s := sp.s
	for i := from; i < len(s); i++ {
		if s[i] == quote {
			if k := skipSpace(s, i+1); k < len(s) && s[k] == ')' {
				at = i
				break
			}
		}
	}
	f.keep(sp.src.m, sp.s, from, at)
	return at
}
