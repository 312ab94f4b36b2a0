// Package frontmatter finds the front matter at the head of a file by Jekyll's rule and reads it, keeping the position of every key and
// value, so that a fault can be pointed at and mended in the text.
//
// Jekyll's rule (Document::YAML_FRONT_MATTER_REGEXP) is a stricter one than that of github.com/adrg/frontmatter: it begins with "---" in
// the very first line, and ends at the first line that begins with "---" or "..." in the first column. The tests compare the two and
// show where they part: adrg skips blank lines before, takes an indented "---" (in a block of text) for the end, and knows no "...".
// Following it would make posts of files that Jekyll prints as they are, and cut other posts short; hence the rule is our own.
//
// The package reads bytes. It knows nothing of paths, sites and dates in file names.
package frontmatter

import (
	"bytes"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/psych"
)

// DefaultOptions bound front matter, which nobody writes longer than this by hand.
var DefaultOptions = psych.Options{MaxBytes: 1 << 20, MaxDepth: 100, MaxNodes: 50_000}

// Matter is the head of one file as Jekyll reads it.
type Matter struct {
	// Present says that there is front matter: the file begins with it, and it is closed.
	Present bool
	// Header says that Jekyll takes a page, or a file of a collection other than posts, for one with front matter
	// (Utils.has_yaml_header?). It looks at the first line only, and not past a byte order mark.
	Header bool
	// Text is the file from its first byte (without a byte order mark) to the end of the closing line, and Start is where it begins in the
	// file, in bytes: 3 after a byte order mark, else 0. It is empty when there is no front matter.
	Text  []byte
	Start int
	// YAML is the part of Text that is YAML: from the opening "---" up to the closing line.
	YAML []byte
	// Body is where the text behind the front matter begins in the file, in bytes, and BodyLine in which line, from 1. Jekyll drops the
	// blank lines that follow the closing line.
	Body, BodyLine int
	// Root is the tree of what the YAML says, with lines of the file and columns in characters, both from 1. It is nil when there is none.
	Root *yaml.Node
	// Value is what the YAML says, and Data is the same where it is a mapping, else nil.
	Value any
	Data  *psych.Map
	// Err says why the YAML cannot be read: *psych.SyntaxError or *psych.LimitError, with lines of the file.
	Err error
	// Faults are the oddities of the head, in the order of their place. What is wrong inside of the YAML is in Err.
	Faults []Fault

	tree *psych.Tree
}

// Parse reads the front matter of a file's text. It is enough to give the head of the file when Closed says that it holds the closing line;
// what follows is looked at only for Faults about the encoding and line ends. Options that are zero are those of DefaultOptions.
func Parse(src []byte, opts psych.Options) *Matter {
	m := Split(src)
	m.Read(opts)
	return m
}

// Read reads the YAML of a matter that Split has found, into Root, Value, Data and Err.
func (m *Matter) Read(opts psych.Options) {
	if !m.Present {
		return
	}
	opts = withDefaults(opts)
	tree, err := psych.ParseTree(m.YAML, opts)
	if err != nil {
		m.Err = err
		return
	}
	root := tree.Root
	m.tree, m.Root = tree, root
	m.Value, m.Err = psych.Decode(root, opts)
	m.Data, _ = m.Value.(*psych.Map)
	if m.Err == nil && m.Data == nil && m.Value != nil && m.Value != false {
		m.Faults = append(m.Faults, Fault{Kind: NotMapping, Line: root.Line, Column: root.Column})
	}
}

func withDefaults(o psych.Options) psych.Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultOptions.MaxBytes
	}
	if o.MaxDepth == 0 {
		o.MaxDepth = DefaultOptions.MaxDepth
	}
	if o.MaxNodes == 0 {
		o.MaxNodes = DefaultOptions.MaxNodes
	}
	return o
}

// Key returns the nodes of a key and its value at the top of the front matter; of equal keys the last, which is the one that counts.
// Both are nil when the key is not there.
func (m *Matter) Key(name string) (key, value *yaml.Node) {
	if m.Root == nil || m.Root.Kind != yaml.MappingNode {
		return nil, nil
	}
	content := m.Root.Content
	for i := len(content) - 2; i >= 0; i -= 2 {
		if content[i].Value == name && content[i].Kind == yaml.ScalarNode {
			return content[i], content[i+1]
		}
	}
	return nil, nil
}

// Offset turns a line and column (from 1, in characters) of the front matter into an offset in the file, in bytes.
func (m *Matter) Offset(line, column int) int {
	i := m.lineStart(line)
	for ; column > 1 && i < len(m.Text); column-- {
		_, size := utf8.DecodeRune(m.Text[i:])
		i += size
	}
	return m.Start + i
}

// Position turns an offset in the file, in bytes, into a line and a column of the front matter (from 1, in characters).
func (m *Matter) Position(offset int) (line, column int) {
	offset = min(max(offset-m.Start, 0), len(m.Text))
	before := m.Text[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

func (m *Matter) lineStart(line int) int {
	i := 0
	for ; line > 1; line-- {
		n := bytes.IndexByte(m.Text[i:], '\n')
		if n < 0 {
			return len(m.Text)
		}
		i += n + 1
	}
	return i
}

// Detach copies what the matter needs of the text that it was split from, so that the text can be forgotten. Root may not be read yet.
func (m *Matter) Detach() {
	m.Text = bytes.Clone(m.Text)
	m.YAML = m.Text[:len(m.YAML)]
}
