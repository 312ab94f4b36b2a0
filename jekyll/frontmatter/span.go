package frontmatter

import "go.yaml.in/yaml/v3"

// Span is a stretch of a file: bytes [Start, End), and the same as lines and columns from 1, columns in characters, the end exclusive.
type Span struct {
	Start, End         int
	Line, Column       int
	EndLine, EndColumn int
}

// Span returns where a node of Root stands in the file, with its quotes, brackets and block header, without comments.
func (m *Matter) Span(node *yaml.Node) Span {
	start := m.Offset(node.Line, node.Column)
	return m.spanOf(start, m.nodeEnd(node, start))
}

func (m *Matter) spanOf(start, end int) Span {
	s := Span{Start: start, End: end}
	s.Line, s.Column = m.Position(start)
	s.EndLine, s.EndColumn = m.Position(end)
	return s
}

func (m *Matter) nodeEnd(node *yaml.Node, start int) int {
	return start + len(node.Value)
}
