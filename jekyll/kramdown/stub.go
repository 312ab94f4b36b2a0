package kramdown

// Convert turns source into HTML. Any bytes are fine; invalid UTF-8 becomes U+FFFD.
func Convert(src []byte, o *Options) Result { return Result{} }

// Parse gives the element tree of a source.
func Parse(src []byte, o *Options) *Document { return &Document{} }

// Headings lists the headers of a source in the order in which they are printed.
func Headings(src []byte, o *Options) []Heading { return nil }

// Smartify sets smart quotes, dashes and the like in text, as Jekyll's smartify filter does.
func Smartify(src string, o *Options) string { return src }

// RemoveHTMLTags takes HTML tags out of the tree, keeping what is between them.
func (d *Document) RemoveHTMLTags(o *Options) {}
