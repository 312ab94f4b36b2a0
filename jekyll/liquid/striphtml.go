package liquid

// StripHTML is the filter strip_html for callers in Go.
func StripHTML(html string) string {
	text, _ := filterStripHTML(nil, nil, html, nil) // it fails for no text
	return string(text)
}
