package liquid

// ParseOutput compiles what may stand between {{ and }}: a value and filters, as Jekyll's group_by_exp reads them.
func (e *Environment) ParseOutput(src string) (*Expression, error) {
	return newParser(e, "", src, 1, e.mode).Output(src)
}
