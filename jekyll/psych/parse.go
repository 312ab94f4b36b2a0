package psych

import "go.yaml.in/yaml/v3"

// Parse reads the first document of a text into nodes. It returns nil for a text without one. Errors are *SyntaxError and *LimitError.
func Parse(src []byte, opts Options) (*yaml.Node, error) {
	tree, err := ParseTree(src, opts)
	if err != nil {
		return nil, err
	}
	return tree.Root, nil
}

// Load reads the first document of a text into a value (see the package's comment for the types).
func Load(src []byte, opts Options) (any, error) {
	node, err := Parse(src, opts)
	if err != nil || node == nil {
		return nil, err
	}
	return Decode(node, opts)
}
