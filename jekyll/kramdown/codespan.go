package kramdown

import "strings"

// parseCodespan reads code between runs of backticks.
func (sp *spanner) parseCodespan() {
	s, start := sp.s, sp.pos
	n := countByte(s, start, '`', len(s))
	end := start + n
	if n == 1 && (start == 0 || isSpace(s[start-1])) && end < len(s) && isSpace(s[end]) {
		sp.addText(start, end)
		sp.pos = end
		return
	}
	k := sp.findTicks(end, n)
	if k < 0 {
		sp.addText(start, end)
		sp.pos = end
		return
	}
	text := s[end:k]
	if n > 1 {
		text = strings.TrimPrefix(text, " ")
		text = strings.TrimSuffix(text, " ")
	}
	e := sp.p.new(Codespan)
	e.Value = text
	sp.add(e)
	sp.pos = k + n
}

// findTicks finds n backticks in a row from position i on; more will do.
func (sp *spanner) findTicks(i, n int) int {
	s := sp.s
	if sp.ticks != nil && sp.ticks.longest(i) < n {
		return -1
	}
	for k := i; k < len(s); {
		m := strings.IndexByte(s[k:], '`')
		if m < 0 {
			break
		}
		k += m
		if countByte(s, k, '`', n) == n {
			return k
		}
		k += countByte(s, k, '`', n)
	}
	if sp.ticks == nil {
		sp.ticks = newTickIndex(s)
	}
	return -1
}

// tickIndex knows the runs of backticks in a text.
type tickIndex struct{ start, most []int } // most: the longest of this run and all later ones

func newTickIndex(s string) *tickIndex {
	x := new(tickIndex)
	for i := 0; i < len(s); {
		m := strings.IndexByte(s[i:], '`')
		if m < 0 {
			break
		}
		i += m
		n := countByte(s, i, '`', len(s))
		x.start = append(x.start, i)
		x.most = append(x.most, n)
		i += n
	}
	for k := len(x.most) - 2; k >= 0; k-- {
		x.most[k] = max(x.most[k], x.most[k+1])
	}
	return x
}

// longest is the length of the longest run that starts at i or later.
func (x *tickIndex) longest(i int) int {
	lo, hi := 0, len(x.start)
	for lo < hi {
		if m := (lo + hi) / 2; x.start[m] < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(x.start) {
		return 0
	}
	return x.most[lo]
}
