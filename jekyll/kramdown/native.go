package kramdown

// toNative turns an HTML element into kramdown's own.
func (p *parser) toNative(e *Element) {}
