package kramdown

import "strings"

// source is a text that blocks are read from: the document, or what a
// blockquote or list item holds once its marks are taken away.
type source struct {
	s    string
	pos  int
	line int // the line number of s[0] in the document

	countedTo, counted int // newlines in s[:countedTo]

	brace, quote1, quote2, comment, cdata, pi, dollars finder

	fences     *fenceIndex
	extensions map[string][]int
	closeTags  map[string]*finder
}

func newSource(s string, line int) *source { return &source{s: s, line: line} }

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
	escaped := false
	first := -1
	for j := i; ; {
		k := src.brace.next(s, j, "}")
		if k < 0 {
			break
		}
		if k > i && s[k-1] == '\\' {
			escaped = true
			j = k + 1
			first = k
			continue
		}
		if k >= i+least && (tail == nil || tail(k+1)) {
			return k
		}
		if k < i+least {
			return -1
		}
		break
	}
	if !escaped {
		return -1
	}
	for k := first; k >= i+least; k = strings.LastIndexByte(s[:k], '}') {
		if s[k-1] != '\\' || k <= i {
			break
		}
		if tail == nil || tail(k+1) {
			return k
		}
	}
	return -1
}
