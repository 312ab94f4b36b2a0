package liquid

// ContextGetter is a Getter whose properties depend on the render that asks, such as a page whose content is converted for some and not yet for
// others. Paths in templates and the filter map use GetIn; other filters use Get.
type ContextGetter interface {
	Getter
	GetIn(c *Context, key string) (value any, ok bool)
}

// getIn is the property of a ContextGetter; asked is false for any other value.
func getIn(c *Context, v, key any) (value any, ok, asked bool) {
	switch v.(type) {
	case nil, *Map, map[string]any, []any, string, int:
		return nil, false, false
	}
	g, isGetter := v.(ContextGetter)
	name, isName := key.(string)
	if !isGetter || !isName {
		return nil, false, false
	}
	value, ok = g.GetIn(c, name)
	return resolve(value), ok, ok
}
