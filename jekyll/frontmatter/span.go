package frontmatter

import "go.yaml.in/yaml/v3"

// Span is a stretch of a file: bytes [Start, End), and the same as lines and columns from 1, columns in characters, the end exclusive.
type Span struct {
	Start, End         int
	Line, Column       int
	EndLine, EndColumn int
}

// Span returns where a node of Root stands in the file: with its quotes, brackets, anchor and tag and the header of a block, without comments.
// A collection in block style ends with its last value, an empty value has no length. The span of a node that is not of this tree is zero.
func (m *Matter) Span(node *yaml.Node) Span {
	if m.tree == nil {
		return Span{}
	}
	start, end, ok := m.tree.Span(node)
	if !ok {
		return Span{}
	}
	s := Span{Start: m.Start + start, End: m.Start + end}
	s.Line, s.Column = m.Position(s.Start)
	s.EndLine, s.EndColumn = m.Position(s.End)
	return s
}
