package kramdown

// Result is what a conversion gives.
type Result struct {
	HTML []byte

	// Warnings are kramdown's remarks on the source, in its words, such as
	// "No link definition for link ID 'x' found on line 3".
	Warnings []string
}

// Heading is a header of a document.
type Heading struct {
	Level int    // 1…6, as written
	Text  string // its text without markup
	ID    string // the id in the printed HTML; "" for none
	Line  int    // from 1, in the source that was given
}
