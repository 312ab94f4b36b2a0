package kramdown

// Document is a parsed source: an element tree and what belongs to it.
type Document struct {
	Root     *Element
	Warnings []string
}

// Element is a node of the tree.
type Element struct {
}
