package liquid

// standardFilter is a filter that environments start with; where shopify is set, only one of that dialect.
type standardFilter struct {
	filter
	shopify bool
}

// standardFilters, in the order of the files that have them.
var standardFilters = []standardFilter{
	// filter_string.go
	{filter: filter{name: "append", min: 1, max: 1, app: filterAppend}},
	{filter: filter{name: "prepend", min: 1, max: 1, app: filterPrepend}},
	{filter: filter{name: "upcase", fn: onString(upcase)}},
	{filter: filter{name: "downcase", fn: onString(downcase)}},
	{filter: filter{name: "capitalize", fn: onString(capitalize)}},
	{filter: filter{name: "strip", fn: onString(trimSpace)}},
	{filter: filter{name: "lstrip", fn: onString(trimLeft)}},
	{filter: filter{name: "rstrip", fn: onString(trimRight)}},
	{filter: filter{name: "strip_newlines", app: filterStripNewlines}},
	{filter: filter{name: "newline_to_br", app: filterNewlineToBr}},
	{filter: filter{name: "split", min: 1, max: 1, fn: filterSplit}},
	{filter: filter{name: "slice", min: 1, max: 2, fn: filterSlice}},
	{filter: filter{name: "truncate", max: 2, fn: filterTruncate}},
	{filter: filter{name: "truncatewords", max: 2, fn: filterTruncateWords}},

	// filter_replace.go
	{filter: filter{name: "replace", min: 1, max: 2, app: filterReplace}},
	{filter: filter{name: "replace_first", min: 1, max: 2, app: filterReplaceFirst}},
	{filter: filter{name: "replace_last", min: 2, max: 2, app: filterReplaceLast}},
	{filter: filter{name: "remove", min: 1, max: 1, app: filterReplace}},
	{filter: filter{name: "remove_first", min: 1, max: 1, app: filterReplaceFirst}},
	{filter: filter{name: "remove_last", min: 1, max: 1, app: filterReplaceLast}},

	// filter_html.go
	{filter: filter{name: "escape", fn: filterEscape, app: appendEscape}},
	{filter: filter{name: "h", fn: filterEscape, app: appendEscape}},
	{filter: filter{name: "escape_once", app: filterEscapeOnce}},
	{filter: filter{name: "strip_html", app: filterStripHTML}},

	// filter_url.go
	{filter: filter{name: "url_encode", fn: filterURLEncode}},
	{filter: filter{name: "url_decode", fn: filterURLDecode}},
	{filter: filter{name: "base64_encode", fn: onString(base64Encode)}},
	{filter: filter{name: "base64_decode", fn: filterBase64Decode}},
	{filter: filter{name: "base64_url_safe_encode", fn: onString(base64URLEncode)}},
	{filter: filter{name: "base64_url_safe_decode", fn: filterBase64URLDecode}},

	// filter_array.go
	{filter: filter{name: "size", fn: filterSize}},
	{filter: filter{name: "join", max: 1, app: filterJoin}},
	{filter: filter{name: "first", fn: filterFirst}},
	{filter: filter{name: "last", fn: filterLast}},
	{filter: filter{name: "reverse", fn: filterReverse}},
	{filter: filter{name: "concat", min: 1, max: 1, fn: filterConcat}},

	// filter_sort.go
	{filter: filter{name: "sort", max: 1, fn: filterSort}},
	{filter: filter{name: "sort_natural", max: 1, fn: filterSortNatural}},

	// filter_select.go
	{filter: filter{name: "map", min: 1, max: 1, fn: filterMap}},
	{filter: filter{name: "where", min: 1, max: 2, fn: filterWhere}},
	{filter: filter{name: "uniq", max: 1, fn: filterUniq}},
	{filter: filter{name: "compact", max: 1, fn: filterCompact}},
	{filter: filter{name: "reject", min: 1, max: 2, fn: filterReject}, shopify: true},
	{filter: filter{name: "has", min: 1, max: 2, fn: filterHas}, shopify: true},
	{filter: filter{name: "find", min: 1, max: 2, fn: filterFind}, shopify: true},
	{filter: filter{name: "find_index", min: 1, max: 2, fn: filterFindIndex}, shopify: true},
	{filter: filter{name: "sum", max: 1, fn: filterSum}, shopify: true},

	// filter_math.go
	{filter: filter{name: "abs", fn: filterAbs}},
	{filter: filter{name: "plus", min: 1, max: 1, fn: arithmeticFilter('+')}},
	{filter: filter{name: "minus", min: 1, max: 1, fn: arithmeticFilter('-')}},
	{filter: filter{name: "times", min: 1, max: 1, fn: arithmeticFilter('*')}},
	{filter: filter{name: "divided_by", min: 1, max: 1, fn: arithmeticFilter('/')}},
	{filter: filter{name: "modulo", min: 1, max: 1, fn: arithmeticFilter('%')}},
	{filter: filter{name: "round", max: 1, fn: filterRound}},
	{filter: filter{name: "ceil", fn: filterCeil}},
	{filter: filter{name: "floor", fn: filterFloor}},
	{filter: filter{name: "at_least", min: 1, max: 1, fn: filterAtLeast}},
	{filter: filter{name: "at_most", min: 1, max: 1, fn: filterAtMost}},

	// filter_date.go
	{filter: filter{name: "date", min: 1, max: 1, fn: filterDate, app: appendDate, prepare: prepareDate}},

	// filter_default.go
	{filter: filter{name: "default", max: 2, fn: filterDefault}},
}

// onString makes a filter of a function from string to string.
func onString(f func(string) string) FilterFunc {
	return func(_ *Context, input any, _ []any) (any, error) { return f(ToString(input)), nil }
}

// arg is the i-th argument, or nil.
func arg(args []any, i int) any {
	if i < len(args) {
		return args[i]
	}
	return nil
}
