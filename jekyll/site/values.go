package site

import (
	"fmt"
	"strings"

	"github.com/galleypress/galley/jekyll/psych"
)

// The functions in this file do with front matter what Ruby does with its values.

// truthy is Ruby's idea of a condition: everything but nil and false.
func truthy(v any) bool { return v != nil && v != false }

// arrayOf is Ruby's Array(): nil is empty, a list itself, a mapping a list of pairs, and anything else a list of one.
func arrayOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case *psych.Map:
		var pairs []any
		for key, value := range v.All() {
			pairs = append(pairs, []any{key, value})
		}
		return pairs
	}
	return []any{v}
}

// words is Ruby's split without arguments.
func words(s string) []any {
	fields := strings.FieldsFunc(s, func(r rune) bool { return isRubySpace(r) || r == 0 })
	list := make([]any, len(fields))
	for i, f := range fields {
		list[i] = f
	}
	return list
}

func flatten(list []any, into []any) []any {
	for _, v := range list {
		if nested, ok := v.([]any); ok {
			into = flatten(nested, into)
		} else {
			into = append(into, v)
		}
	}
	return into
}

func compact(list []any) []any {
	kept := make([]any, 0, len(list))
	for _, v := range list {
		if v != nil {
			kept = append(kept, v)
		}
	}
	return kept
}

// uniq drops what came before, by Ruby's eql?: 1 and "1" differ, and 1 and 1.0.
func uniq(list []any) []any {
	kept := make([]any, 0, len(list))
	for _, v := range list {
		if !contains(kept, v) {
			kept = append(kept, v)
		}
	}
	return kept
}

func contains(list []any, v any) bool {
	s, isString := v.(string)
	for _, other := range list {
		o, otherString := other.(string)
		if isString && otherString && s == o {
			return true
		}
		if !isString && !otherString && fmt.Sprintf("%T", v) == fmt.Sprintf("%T", other) && psych.Inspect(v) == psych.Inspect(other) {
			return true
		}
	}
	return false
}

// pluralized is Utils.pluralized_array_from_hash: the singular key's value as it is, else the plural's, a string of which is split.
func pluralized(data *psych.Map, singular, plural string) []any {
	value := data.Value(singular)
	if !truthy(value) {
		switch v := data.Value(plural).(type) {
		case string:
			value = words(v)
		case []any:
			value = compact(v)
		default:
			value = nil
		}
	}
	return compact(flatten([]any{value}, nil))
}

func stringList(list []any) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = psych.ToS(v)
	}
	return out
}
