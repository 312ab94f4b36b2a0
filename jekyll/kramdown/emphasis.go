package kramdown

import "unicode/utf8"

// parseEmphasis reads em and strong.
func (sp *spanner) parseEmphasis() {
	s, start := sp.s, sp.pos
	c := s[start]
	n := 1
	if start+1 < len(s) && s[start+1] == c {
		n = 2
	}
	end := start + n
	typ, bit := Em, inEm
	if n == 2 {
		typ, bit = Strong, inStrong
	}
	if c == '_' && sp.insideWord(start) || end < len(s) && isSpace(s[end]) || sp.ctx&bit != 0 {
		sp.addText(start, end)
		sp.pos = end
		return
	}
	if r, ok := sp.memo.lookup(start, sp.ctx, 'e'); ok {
		sp.reuse(r, start)
		return
	}
	el := sp.tryEmphasis(end, c, n, typ)
	if el == nil && typ == Strong && sp.ctx&directEm == 0 {
		el = sp.tryEmphasis(start+1, c, 1, Em)
	}
	if el == nil {
		sp.pos = end
	}
	sp.memo.store(start, sp.ctx, 'e', el, sp.pos)
	if el != nil {
		sp.add(el)
	} else {
		sp.addText(start, end)
	}
}

// reuse takes what an earlier attempt at start gave.
func (sp *spanner) reuse(r result, start int) {
	sp.pos = int(r.end)
	if r.el != nil {
		if r.el.Type == Image && sp.f.brackets {
			sp.memo.imageRead()
		}
		sp.add(r.el)
	} else {
		sp.addText(start, sp.pos)
	}
}

// tryEmphasis reads an element of typ from position from on, up to n times c.
// It returns nil if there is no end.
func (sp *spanner) tryEmphasis(from int, c byte, n int, typ Type) *Element {
	if sp.marks[c&1].next(sp.src.m, sp.s, from, string(c)) < 0 {
		return nil
	}
	kind := stopStar
	if c == '_' {
		kind = stopUnderscore
	}
	if n == 2 {
		kind++
	}
	ctx := sp.ctx
	sp.ctx &^= directEm | directRaw
	if typ == Em {
		sp.ctx |= inEm | directEm
	} else {
		sp.ctx |= inStrong
	}
	sp.pos = from
	el := sp.p.new(typ)
	found := sp.run(el, stop{kind: kind}, sp.set)
	sp.ctx = ctx
	if !found {
		return nil
	}
	sp.pos += n
	return el
}

// stopsAt tells whether emphasis or an HTML element ends at q.
func (sp *spanner) stopsAt(st stop, q int) bool {
	s := sp.s
	if st.kind == stopTag {
		return sp.tagEnd(st, q) > 0
	}
	c, n := byte('*'), 1
	if st.kind == stopUnderscore || st.kind == stopUnderscores {
		c = '_'
	}
	if st.kind == stopStars || st.kind == stopUnderscores {
		n = 2
	}
	if countByte(s, q, c, n) < n || q > 0 && isSpace(s[q-1]) || sp.f.empty() {
		return false
	}
	if n == 1 && countByte(s, q, c, 3) == 2 {
		return false
	}
	if c == '_' && q+n < len(s) {
		r, _ := utf8.DecodeRuneInString(s[q+n:])
		return !isAlnumRune(r)
	}
	return true
}

// insideWord matches [[:alpha:]]-?[[:alpha:]]* at the end of what is before;
// since 2.5, underscores may stand in between.
func (sp *spanner) insideWord(pos int) bool {
	s := sp.s
	if sp.p.opts.modern() {
		pos = sp.beforeUnderscores(pos)
	}
	r, n := utf8.DecodeLastRuneInString(s[:pos])
	if n == 0 {
		return false
	}
	if r == '-' {
		r, _ = utf8.DecodeLastRuneInString(s[:pos-n])
	}
	return isAlphaRune(r)
}

// beforeUnderscores moves back over the underscores before pos.
func (sp *spanner) beforeUnderscores(pos int) int {
	i := pos
	for i > 0 && sp.s[i-1] == '_' {
		if i-1 < sp.lastRun.to && i-1 >= sp.lastRun.from {
			i = sp.lastRun.from // looked at before
			break
		}
		i--
	}
	sp.lastRun.from, sp.lastRun.to = i, pos
	return i
}
