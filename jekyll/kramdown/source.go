package kramdown

import "strings"

// source is a text that blocks are read from: the document, or what a
// blockquote or list item holds once its marks are taken away.
type source struct {
	s    string
	pos  int
	line int // the line number of s[0] in the document
	m    *meter

	countedTo, counted int // newlines in s[:countedTo]

	backtracked int // by braceEnd

	brace, quote1, quote2, comment, cdata, pi, dollars finder

	fences     *fenceIndex
	extensions map[string][]int
	closeTags  map[string]*finder
}

func (p *parser) newSource(s string, line int) *source {
	p.m.add(len(s))
	return &source{s: s, line: line, m: &p.m}
}

// lineAt is the document's line number at position i.
func (src *source) lineAt(i int) int {
	if i < src.countedTo {
		src.countedTo, src.counted = 0, 0
	}
	src.counted += strings.Count(src.s[src.countedTo:i], "\n")
	src.countedTo = i
	return src.line + src.counted
}

func (src *source) eos() bool { return src.pos >= len(src.s) }

// braceEnd finds the end of ALD_ANY_CHARS+ from position i: the position of
// the closing brace. A brace after a backslash is content, but where no other
// will do, kramdown's regular expression falls back on it. tail, if given,
// says whether what follows the brace is as needed.
func (src *source) braceEnd(i, least int, tail func(after int) bool) int {
	s := src.s
	end := src.plainBrace(i)
	if end >= 0 {
		if end < i+least {
			return -1
		}
		if tail == nil || tail(end+1) {
			return end
		}
	} else {
		end = len(s)
	}
	for k := end; src.backtracked < maxBacktrack+len(s); {
		n := strings.LastIndexByte(s[i:k], '}')
		if n < 0 {
			src.backtracked += k - i
			return -1
		}
		src.backtracked += k - i - n
		k = i + n
		if k >= i+least && (tail == nil || tail(k+1)) {
			return k
		}
	}
	return -1
}

// maxBacktrack bounds how far braceEnd goes back in one text in search of
// escaped braces.
const maxBacktrack = 1 << 16

// plainBrace finds the next brace without a backslash before it; one at i
// itself counts.
func (src *source) plainBrace(i int) int {
	f := &src.brace
	if i < len(src.s) && src.s[i] == '}' {
		return i
	}
	if f.covers(i) {
		return f.at
	}
	at := -1
	for j := i + 1; j < len(src.s); j++ {
		n := strings.IndexByte(src.s[j:], '}')
		if n < 0 {
			break
		}
		j += n
		if src.s[j-1] != '\\' {
			at = j
			break
		}
	}
	f.keep(src.m, src.s, i, at)
	return at
}
