package lint

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
)

// A kind says what a file is, or was meant to be.
type kind int

const (
	post     kind = iota // in a folder _posts, or in one that was meant to be it
	draft                // in a folder _drafts, or in one that was meant to be it
	document             // of another collection
	page                 // any other file with front matter
)

// A file is one file of the site as the rules see it.
type file struct {
	path   string
	kind   kind
	matter *frontmatter.Matter
	doc    *site.Document // what Jekyll makes of a post, draft or document, or would make of one that is astray; nil for others
	target string         // where it is written in the destination; "" where it is not
	stray  bool           // its folder or its name keeps Jekyll from reading it as the post or draft that it was meant to be
	page   *site.Page     // what Jekyll makes of a page; nil where it is none
	source fs.FS
	memory // what rules have asked for
}

// A memory keeps what one rule has asked for, for the others.
type memory struct {
	bytes           []byte  // the whole file
	entries         []entry // of the front matter, the last first
	listed          bool
	filedTags       []entry
	filedCategories []entry
	dates           map[string]written
	diagnosed       *diagnosed // why the front matter cannot be read
	heads           []heading  // the headings of the body
	headed          bool
	sketched        *sketch // of the headings
}

// isPost tells whether the file is a post or a draft, or was meant to be one.
func (f *file) isPost() bool { return f.kind == post || f.kind == draft }

// name is the file's name without its folders.
func (f *file) name() string { return path.Base(f.path) }

// isMarkdownOrHTML tells by the extension whether readers get the file as a page.
func (f *file) isMarkdownOrHTML() bool {
	switch strings.ToLower(path.Ext(f.path)) {
	case ".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm":
		return true
	}
	return false
}

// own is what the file's own front matter says; nil, which reads as empty, where it says nothing.
func (f *file) own() *psych.Map { return f.matter.Data }

// merged is the front matter with the site's defaults.
func (f *file) merged(key string) any {
	switch {
	case f.doc != nil && f.doc.Data != nil:
		return f.doc.Data.Value(key)
	case f.page != nil:
		if v, ok := f.page.Data.Get(key); ok {
			return v
		}
		return f.page.Defaults.Value(key)
	}
	return f.own().Value(key)
}

// An entry is a key of the file's own front matter with its value.
type entry struct {
	name       string
	key, value *yaml.Node
	data       any // the value as Ruby reads it
}

// entry returns the entry of that name at the top of the front matter, of several the last; ok is false where the file has none.
func (f *file) entry(name string) (e entry, ok bool) {
	if !f.listed {
		f.list()
	}
	for i := range f.entries {
		if f.entries[i].name == name {
			return f.entries[i], true
		}
	}
	return entry{}, false
}

// list makes the entries. Keys that come through a merge key are not the file's to be faulted for.
func (f *file) list() {
	f.listed = true
	root := f.matter.Root
	if root == nil || root.Kind != yaml.MappingNode || f.matter.Data == nil {
		return
	}
	f.entries = make([]entry, 0, len(root.Content)/2)
	for i := len(root.Content) - 2; i >= 0; i -= 2 {
		key, value := root.Content[i], root.Content[i+1]
		if key.Kind != yaml.ScalarNode || len(f.entries) == mostEntries {
			continue
		}
		data, ok := f.matter.Data.Get(key.Value)
		if !ok {
			continue
		}
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		f.entries = append(f.entries, entry{key.Value, key, value, data})
	}
}

// mostEntries is how many keys of one file are looked at; nobody writes more by hand.
const mostEntries = 1000

// content is the whole file. A file that cannot be read any more is empty: that was reported when the site was read.
func (f *file) content() []byte {
	if f.bytes == nil {
		b, err := fs.ReadFile(f.source, f.path)
		if err != nil || b == nil {
			b = []byte{}
		}
		f.bytes = b
	}
	return f.bytes
}

// around returns a part of the file that holds the given place: the head that is at hand, or all of it.
func (f *file) around(offset int) (part []byte, start int) {
	if f.bytes == nil && offset >= f.matter.Start && offset < f.matter.Start+len(f.matter.Text) {
		return f.matter.Text, f.matter.Start
	}
	return f.content(), 0
}

// span measures a part of the file, in bytes from its beginning.
func (f *file) span(start, end int) frontmatter.Span {
	s := frontmatter.Span{Start: start, End: max(start, end)}
	s.Line, s.Column = f.place(s.Start)
	s.EndLine, s.EndColumn = f.place(s.End)
	return s
}

// place returns the line and the column, from 1, of a byte of the file.
func (f *file) place(offset int) (line, column int) {
	part, start := f.around(offset)
	before := part[:min(max(offset-start, 0), len(part))]
	lineStart := bytes.LastIndexByte(before, '\n') + 1
	if lineStart == 0 {
		lineStart = min(len(before), bomLength(before))
	}
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[lineStart:]) + 1
}

// bomLength is 3 for a text that begins with a byte order mark: it is no character of the first line.
func bomLength(b []byte) int {
	if bytes.HasPrefix(b, []byte("\ufeff")) {
		return len("\ufeff")
	}
	return 0
}

// line returns the line that a place is in, without its line end.
func (f *file) line(offset int) string {
	part, start := f.around(offset)
	at := min(max(offset-start, 0), len(part))
	from := bytes.LastIndexByte(part[:at], '\n') + 1
	to := len(part)
	if n := bytes.IndexByte(part[at:], '\n'); n >= 0 {
		to = at + n
	}
	line := strings.TrimPrefix(string(part[from:to]), "\ufeff")
	return strings.TrimSuffix(line, "\r")
}

// lineBreak is the way in which the front matter's first line ends.
func (f *file) lineBreak() string {
	text := f.matter.Text
	if i := bytes.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// text returns what the file says in a span.
func (f *file) text(s frontmatter.Span) string {
	part, start := f.around(s.Start)
	if s.End-start > len(part) {
		part, start = f.content(), 0
	}
	from, to := max(s.Start-start, 0), min(s.End-start, len(part))
	if from >= to {
		return ""
	}
	return string(part[from:to])
}

// body is the text behind the front matter and its first line's number.
func (f *file) body() (body []byte, firstLine int) {
	all := f.content()
	return all[min(f.matter.Body, len(all)):], f.matter.BodyLine
}

// forget lets go of it, so that memory does not grow with the number of files.
func (f *file) forget() { f.memory = memory{} }
