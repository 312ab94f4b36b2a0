package lint

import (
	"strings"

	"github.com/galleypress/galley/jekyll/frontmatter"
)

// A heading is a heading of the body.
type heading struct {
	level    int
	text, id string
	at       frontmatter.Span
}

// headings are those of the body, from the top.
func (f *file) headings() []heading {
	if f.headed {
		return f.heads
	}
	f.headed = true
	body, _ := f.body()
	offset := f.matter.Body
	fence := ""
	for _, line := range strings.SplitAfter(string(body), "\n") {
		start := offset
		offset += len(line)
		text := strings.TrimRight(line, "\r\n \t")
		if mark := fenceOf(text); mark != "" {
			if fence == "" {
				fence = mark
			} else if strings.HasPrefix(mark, fence) {
				fence = ""
			}
			continue
		}
		level := len(text) - len(strings.TrimLeft(text, "#"))
		if fence != "" || level == 0 || level > 6 {
			continue
		}
		words, id := strings.TrimSpace(strings.Trim(text, "#")), ""
		if before, after, ok := strings.Cut(words, "{#"); ok {
			words, id = strings.TrimSpace(before), strings.TrimSuffix(after, "}")
		}
		f.heads = append(f.heads, heading{level: level, text: words, id: id, at: f.span(start, start+len(text))})
	}
	return f.heads
}

func fenceOf(line string) string {
	t := strings.TrimLeft(line, " ")
	for _, c := range []string{"`", "~"} {
		if n := len(t) - len(strings.TrimLeft(t, c)); n >= 3 {
			return t[:n]
		}
	}
	return ""
}
