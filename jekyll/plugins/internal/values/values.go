// Package values reads and writes Liquid's values for plugins that print in Go what their gems print with a template.
package values

import (
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Get is a property of a value, or nil: value.key in a template.
func Get(value any, key string) any {
	v, _ := liquid.Lookup(value, key)
	return liquid.Resolve(v)
}

// Default is Liquid's filter default: other where value is nil, false or empty.
func Default(value, other any) any {
	if !liquid.Truthy(value) || liquid.IsEmpty(value) {
		return other
	}
	return value
}

// First is the first item of a list, or nil.
func First(value any) any {
	if items, ok := liquid.Resolve(value).([]any); ok && len(items) > 0 {
		return items[0]
	}
	return nil
}

// Contains says whether a list has an item that prints as wanted does, or is that text itself; the filter where compares so.
func Contains(list, wanted any) bool {
	text := liquid.ToString(wanted)
	items, ok := liquid.Resolve(list).([]any)
	if !ok {
		return list != nil && liquid.ToString(list) == text
	}
	for _, item := range items {
		if liquid.ToString(item) == text {
			return true
		}
	}
	return false
}

// Writer writes a page with the help of Liquid's filters. The first error ends it: what follows writes nothing that counts.
type Writer struct {
	C   *liquid.Context
	Err error
}

// Write writes text as it is.
func (w *Writer) Write(s string) { w.C.Write(s) }

// Filter applies a Liquid filter.
func (w *Writer) Filter(name string, input any, args ...any) any {
	v, err := w.C.Filter(name, input, args...)
	if err != nil && w.Err == nil {
		w.Err = err
	}
	return v
}

// Get is a property as the page that is being written sees it.
func (w *Writer) Get(value any, key string) any {
	v, _ := render.Lookup(w.C, value, key)
	return liquid.Resolve(v)
}

// Date is a date as XML wants it.
func (w *Writer) Date(v any) string { return liquid.ToString(w.Filter("date_to_xmlschema", v)) }

// Element writes an element that holds a value's text.
func (w *Writer) Element(name string, v any) {
	w.Write("<" + name + ">" + render.EscapeXML(liquid.ToString(v)) + "</" + name + ">")
}
