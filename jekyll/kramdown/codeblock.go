package kramdown

import "strings"

// codeblockEnd matches CODEBLOCK_MATCH, which footnotes share: indented
// lines, blank lines between them, and lazy lines after them.
func (p *parser) codeblockEnd(pos int) int {
	s := p.src.s
	end := pos // of the match so far
	for end < len(s) {
		i := end
		if n := blankLines(s, i); n > 0 {
			i = n
		}
		if i >= len(s) || !isIndented(s, i) || !isCodeLine(s, i) {
			return end
		}
		for i < len(s) && isIndented(s, i) && isCodeLine(s, i) {
			i = lineEnd(s, i)
		}
		for i < len(s) && isCodeLine(s, i) && !p.isBlockIAL(i) && !isEOBMarker(s, i) {
			if j := i + optSpace(s, i); j < len(s) && s[j] == '<' && p.lazyHTML(s, j) {
				break
			}
			i = lineEnd(s, i)
		}
		end = i
	}
	return end
}

// isCodeLine matches [ \t]*\S at the start of a line.
func isCodeLine(s string, pos int) bool {
	i := skipBlanks(s, pos)
	return i < len(s) && !isSpace(s[i])
}

// parseCodeblock reads an indented code block.
func (p *parser) parseCodeblock() bool {
	src := p.src
	s, pos := src.s, src.pos
	end := p.codeblockEnd(pos)
	if end == pos {
		// A form feed or the like behind the indentation: kramdown
		// would not come to an end here.
		return false
	}
	e := p.block(Codeblock)
	var b strings.Builder
	b.Grow(end - pos)
	for i := pos; i < end; {
		next := lineEnd(s, i)
		sp := optSpace(s, i)
		lazy := i > pos && i+sp < next && !isSpace(s[i+sp])
		switch {
		case lazy:
		case s[i] == '\t':
			i++
		case isIndented(s, i):
			i += 4
		}
		line := s[i:next]
		i = next
		// A lazy line is joined to the one before it.
		if i < end {
			if sp := optSpace(s, i); i+sp < end && !isSpace(s[i+sp]) {
				b.WriteString(line[:len(line)-1])
				b.WriteByte(' ')
				continue
			}
		}
		b.WriteString(line)
	}
	e.Value = b.String()
	p.tree.add(e)
	src.pos = end
	return true
}

// unindent takes one INDENT off every line.
func unindent(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		next := lineEnd(s, i)
		if s[i] == '\t' {
			i++
		} else if isIndented(s, i) {
			i += 4
		}
		b.WriteString(s[i:next])
		i = next
	}
	return b.String()
}

// parseFencedCodeblock reads code between fences: tildes, and backticks in
// GFM. A fence may be shorter than the marks at the line's start; the rest of
// these then belong to the language, as kramdown's regular expression has it.
func (p *parser) parseFencedCodeblock() bool {
	src := p.src
	s, pos := src.s, src.pos
	i := pos
	if p.gfm {
		i += optSpace(s, pos)
	}
	run := countFence(s, i)
	if !p.gfm {
		run = countByte(s, i, '~', len(s))
	}
	if run < 3 {
		return false
	}
	if src.fences == nil {
		src.fences = newFenceIndex(s, p.gfm)
	}
	eol := lineEnd(s, i)
	lang, name, size := "", "", 0
	var closing fence
	// With the whole run as fence there may be a language behind it; with a
	// part of it the rest of the run begins the language.
	info := strings.TrimFunc(s[i+run:eol], func(r rune) bool { return r < 0x80 && isSpace(byte(r)) })
	if strings.IndexFunc(info, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) }) >= 0 {
		return false
	}
	if run < 0x10000 {
		for size = run; size >= 3; size-- {
			if size < run && i+run < eol && isSpace(s[i+run]) && info != "" {
				return false // the language would have a space in it
			}
			if f, ok := src.fences.find(s[i:i+size], eol); ok {
				closing = f
				break
			}
		}
	}
	if size < 3 || closing.end == 0 {
		return false
	}
	if size < run {
		lang = s[i+size:i+run] + info
	} else {
		lang = info
	}
	name = lang
	if q := strings.IndexByte(lang, '?'); q > 0 {
		name = lang[:q]
	} else if q == 0 {
		if q = strings.IndexByte(lang[1:], '?'); q >= 0 {
			name = lang[:q+1]
		}
	}
	e := p.block(Codeblock)
	e.Value = s[eol:closing.start]
	if lang = strip(lang); lang != "" {
		e.ext().lang = lang
		e.set("class", "language-"+name)
	}
	p.tree.add(e)
	src.pos = closing.end
	return true
}

// countFence counts tildes and backticks.
func countFence(s string, i int) int {
	n := 0
	for i+n < len(s) && (s[i+n] == '~' || s[i+n] == '`') {
		n++
	}
	return n
}

// fence is a line that may end a fenced code block.
type fence struct{ start, end, size, longest int } // longest: of this and all later ones of its kind

// fenceIndex knows all closing fences of a text, by what stands before their
// last run of equal marks and that mark.
type fenceIndex struct{ byCore map[string][]fence }

// fenceCore is a fence with its last run of equal marks cut to one.
func fenceCore(f string) string {
	n := len(f)
	for n > 1 && f[n-2] == f[len(f)-1] {
		n--
	}
	return f[:n]
}

func newFenceIndex(s string, gfm bool) *fenceIndex {
	x := &fenceIndex{make(map[string][]fence)}
	for pos := 0; pos < len(s); pos = lineEnd(s, pos) {
		i := pos
		if gfm {
			i += optSpace(s, pos)
		}
		n := countFence(s, i)
		if n < 3 || !gfm && s[i] != '~' {
			continue
		}
		if !gfm {
			n = countByte(s, i, '~', len(s))
		}
		if end, ok := restBlank(s, i+n); ok {
			core := fenceCore(s[i : i+n])
			x.byCore[core] = append(x.byCore[core], fence{pos, end, n, n})
		}
	}
	for _, list := range x.byCore {
		for k := len(list) - 2; k >= 0; k-- {
			list[k].longest = max(list[k].size, list[k+1].longest)
		}
	}
	return x
}

// find looks for the first fence from position pos on that starts with mark
// and goes on with mark's last character.
func (x *fenceIndex) find(mark string, pos int) (fence, bool) {
	list := x.byCore[fenceCore(mark)]
	lo, hi := 0, len(list)
	for lo < hi {
		if m := (lo + hi) / 2; list[m].start < pos {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(list) || list[lo].longest < len(mark) {
		return fence{}, false
	}
	for list[lo].size < len(mark) {
		lo++
	}
	return list[lo], true
}
