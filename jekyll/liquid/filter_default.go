package liquid

// filterDefault gives another value for nil, false and what is empty; with allow_false, false stays.
func filterDefault(_ *Context, input any, args []any) (any, error) {
	allowFalse := false
	positional, keywords := Keywords(args)
	if keywords != nil && len(args) == 2 { // alone, a mapping is the value to give
		v, _ := keywords.Get("allow_false")
		allowFalse = Truthy(v)
	} else {
		positional = args
	}
	var other any = ""
	if len(positional) > 0 {
		other = positional[0]
	}
	missing := !Truthy(input)
	if allowFalse {
		missing = input == nil
	}
	if missing || IsEmpty(input) {
		return other, nil
	}
	return input, nil
}
