package render

import "github.com/galleypress/galley/jekyll/liquid"

// A filter as Jekyll adds it to Liquid's own, with how many arguments it takes besides its input.
type filter struct {
	name     string
	min, max int
	apply    liquid.FilterFunc
}

// filters are those of Jekyll::Filters and its three modules.
var filters = []filter{
	{"markdownify", 0, 0, markdownify},
	{"smartify", 0, 0, smartify},
	{"sassify", 0, 0, sassify},
	{"scssify", 0, 0, scssify},
	{"slugify", 0, 1, slugifyFilter},
	{"xml_escape", 0, 0, xmlEscape},
	{"cgi_escape", 0, 0, cgiEscape},
	{"uri_escape", 0, 0, uriEscape},
	{"normalize_whitespace", 0, 0, normalizeWhitespace},
	{"number_of_words", 0, 1, numberOfWords},
	{"array_to_sentence_string", 0, 1, arrayToSentence},
	{"jsonify", 0, 0, jsonify},
	{"inspect", 0, 0, inspectFilter},
	{"to_integer", 0, 0, toInteger},

	{"where", 2, 2, where},
	{"where_exp", 2, 2, whereExp},
	{"find", 2, 2, find},
	{"find_exp", 2, 2, findExp},
	{"group_by", 1, 1, groupBy},
	{"group_by_exp", 2, 2, groupByExp},
	{"sort", 0, 2, sortFilter},
	{"pop", 0, 1, pop},
	{"push", 1, 1, push},
	{"shift", 0, 1, shift},
	{"unshift", 1, 1, unshift},
	{"sample", 0, 1, sample},

	{"date_to_string", 0, 2, dateToString},
	{"date_to_long_string", 0, 2, dateToLongString},
	{"date_to_xmlschema", 0, 0, dateToXMLSchema},
	{"date_to_rfc822", 0, 0, dateToRFC822},

	{"absolute_url", 0, 0, absoluteURLFilter},
	{"relative_url", 0, 0, relativeURLFilter},
	{"strip_index", 0, 0, stripIndex},
}

// arg is a filter's nth argument, or nil where it was not given.
func arg(args []any, n int) any {
	if n < len(args) {
		return liquid.Resolve(args[n])
	}
	return nil
}
