package lint

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/psych"
)

// A heading is a heading of the body.
type heading struct {
	level    int
	text, id string
	at       frontmatter.Span
}

// headings are those of the body, from the top, as kramdown finds them. That takes reading all of the Markdown, so rules first look at
// the sketch, and ask for the headings only where it leaves a suspicion.
func (f *file) headings(w *world) []heading {
	if f.headed {
		return f.heads
	}
	f.headed = true
	if f.isHTML() {
		return nil
	}
	body, firstLine := f.body()
	found := kramdown.Headings(withoutVerbatim(body), w.kramdown())
	if len(found) == 0 {
		return nil
	}
	starts := lineStarts(f.content()) // looked up once: a body may have a hundred thousand headings
	for _, h := range found {
		number := min(firstLine+h.Line-1, len(starts))
		start := starts[number-1]
		line := strings.TrimRight(f.line(start), " \t")
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		f.heads = append(f.heads, heading{h.Level, h.Text, h.ID, frontmatter.Span{
			Start: start + indent, End: start + len(line),
			Line: number, Column: indent + 1, EndLine: number, EndColumn: utf8.RuneCountInString(line) + 1,
		}})
	}
	return f.heads
}

// lineStarts gives the offset of each line's first character.
func lineStarts(text []byte) []int {
	starts := []int{bomLength(text)}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func (f *file) isHTML() bool {
	return strings.HasSuffix(strings.ToLower(f.path), ".html") || strings.HasSuffix(strings.ToLower(f.path), ".htm")
}

// kramdownOptions are the site's options for kramdown. What it does not know is no matter of headings.
func kramdownOptions(data *psych.Map) *kramdown.Options {
	o := kramdown.JekyllDefaults()
	if own, ok := data.Value("kramdown").(*psych.Map); ok {
		own.Each(func(key string, value any) bool {
			switch value.(type) {
			case string, bool:
				_ = o.Set(key, value)
			}
			return true
		})
	}
	return &o
}

// verbatim are the Liquid tags whose content is no Markdown: a # in a shell script is no heading.
var verbatim = []string{"highlight", "raw", "comment"}

// withoutVerbatim empties the lines inside of such tags, so that the numbers of the others stay.
func withoutVerbatim(body []byte) []byte {
	if !bytes.Contains(body, []byte("{%")) {
		return body
	}
	out := body
	for _, tag := range verbatim {
		for from := 0; ; {
			start := findTag(out, tag, from)
			if start < 0 {
				break
			}
			end := findTag(out, "end"+tag, start)
			if end < 0 {
				break
			}
			if &out[0] == &body[0] {
				out = bytes.Clone(body)
			}
			for i := start; i < end; i++ {
				if out[i] != '\n' && out[i] != '\r' {
					out[i] = ' '
				}
			}
			from = end
		}
	}
	return out
}

// findTag returns where the next tag of that name begins, or -1.
func findTag(text []byte, name string, from int) int {
	for {
		n := bytes.Index(text[from:], []byte("{%"))
		if n < 0 {
			return -1
		}
		at := from + n
		rest := bytes.TrimLeft(text[at+2:], "- \t")
		if bytes.HasPrefix(rest, []byte(name)) && (len(rest) == len(name) || !isWordByte(rest[len(name)])) {
			return at
		}
		from = at + 2
	}
}

// A sketch is what a quick look at a body tells of its headings.
type sketch struct {
	some  bool // there is a heading for certain
	jumps bool // levels may be skipped
	twins bool // two may share an anchor
}

// sketch looks only at the beginnings of lines.
func (f *file) sketch() sketch {
	if f.sketched != nil {
		return *f.sketched
	}
	body, _ := f.body()
	var s sketch
	above, fence := 0, ""
	texts := map[string]bool{}
	repeated, numbered := false, false
	liquid := bytes.Contains(body, []byte("{%"))
	for line := range bytes.Lines(body) {
		switch {
		case line[0] == '`' || line[0] == '~' || line[0] == ' ':
			if mark := fenceOf(line); mark != "" {
				if fence == "" {
					fence = mark
				} else if strings.HasPrefix(mark, fence) {
					fence = ""
				}
			}
		case fence != "":
		case line[0] == '=' || line[0] == '-' && bytes.HasPrefix(line, []byte("--")), line[0] == '<':
			s.jumps = true // perhaps a heading that is underlined, or one in HTML
		case line[0] == '#':
			text := bytes.TrimSpace(line)
			level := len(text) - len(bytes.TrimLeft(text, "#"))
			if !liquid && len(text) > level && level <= 6 {
				s.some = true
			}
			if above > 0 && level > above+1 {
				s.jumps = true
			}
			above = level
			// kramdown numbers equal headings, -1, -2 …; anchors meet only where another ends in that number, or has one of its own.
			words := string(bytes.Trim(text, "# "))
			s.twins = s.twins || strings.Contains(words, "{#")
			repeated = repeated || texts[words]
			numbered = numbered || words != "" && isDigit(words[len(words)-1])
			texts[words] = true
		}
	}
	s.twins = s.twins || repeated && numbered
	f.sketched = &s
	return s
}

// fenceOf returns the marks that open or close a block of code in a line.
func fenceOf(line []byte) string {
	t := bytes.TrimLeft(line, " ")
	for _, c := range []string{"`", "~"} {
		if n := len(t) - len(bytes.TrimLeft(t, c)); n >= 3 {
			return string(t[:n])
		}
	}
	return ""
}
