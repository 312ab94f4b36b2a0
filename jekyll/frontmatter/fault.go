package frontmatter

// Kind names an oddity of a file's head.
type Kind string

const (
	// ByteOrderMark: the file begins with one. Jekyll reads posts in spite of it, but takes a page for a static file.
	ByteOrderMark Kind = "byte-order-mark"
	// NotFirst: blank lines or spaces come before what looks like the opening line, so that Jekyll finds no front matter.
	NotFirst Kind = "not-first"
	// NotClosed: the opening line is there, but no closing one. Jekyll finds no front matter.
	NotClosed Kind = "not-closed"
	// NotMapping: the YAML is a list or a text. Jekyll gives up on the front matter of a post, and stops at a page.
	NotMapping Kind = "not-mapping"
	// NotUTF8: a byte that is not UTF-8, in the head or the body. Jekyll skips the post.
	NotUTF8 Kind = "not-utf-8"
	// MixedLineEnds: some lines end in CRLF and some in LF. Jekyll does not mind.
	MixedLineEnds Kind = "mixed-line-ends"
	// Foreign: the file begins with +++ (TOML) or { (JSON) as other generators want it. To Jekyll that is text.
	Foreign Kind = "foreign"
)

// Fault is an oddity and its place in the file: line and column from 1, the column in characters.
type Fault struct {
	Kind         Kind
	Line, Column int
}

// Fault returns the fault of a kind, and whether there is one.
func (m *Matter) Fault(kind Kind) (Fault, bool) {
	for _, f := range m.Faults {
		if f.Kind == kind {
			return f, true
		}
	}
	return Fault{}, false
}
