// Package liquid compiles and runs Liquid templates with the semantics of Ruby's Liquid, for Jekyll's layouts and includes.
// It imports nothing of this module and knows nothing of sites: Jekyll's own tags and filters are registered from outside.
//
// # Use
//
// An [Environment] holds filters and tags. It parses a source into a [Template], once; the template is run any number of
// times, from any number of goroutines:
//
//	env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll, Mode: liquid.Warn})
//	tpl, err := env.Parse("_layouts/post.html", source, liquid.ParseOptions{Line: firstLine})
//	page, err := tpl.Render(ctx, vars, liquid.RenderOptions{Registers: …, Now: now, Location: zone})
//
// Variables are Go's own values; value.go lists them, and the small interfaces for objects ([Getter]), lists that are no
// slices ([Iterable]) and what is costly and perhaps not needed ([Lazy]).
//
// A render ends at the first error (Liquid's render!, which Jekyll calls), unless RenderOptions.InPlace is set. Errors are
// [*Error]: with template, line and column, the tag or filter, the nearest known name, and the chain of includes.
// [Limits] bound what a template may cost; exceeding one is [ErrSteps], [ErrOutput], [ErrNesting] or [ErrIncludes].
//
// # Adding a filter
//
// RegisterFilter takes a name, the least and most number of arguments, and a function of the input and the arguments:
//
//	env.RegisterFilter("relative_url", 0, 0, func(c *liquid.Context, input any, args []any) (any, error) {
//		return baseURL + liquid.ToString(input), nil
//	})
//
// [ToString], [Truthy], [Equal], [Compare], [ToNumber], [Lookup] and their like are what Ruby's methods of the value would
// do, and [Environment.ParseCondition] and [Context.Scope] are what where_exp is made of (see the example).
// RegisterAppendFilter is the form for a filter whose result is always text: where it stands last, it writes straight to
// the page.
//
// # Adding a tag
//
// RegisterTag takes a name and a [TagParser], which reads the tag's markup when the template is parsed and returns a
// [Node], whose Render writes when the template runs. The parser compiles values ([Parser.Expression]), conditions and
// `name: value` attributes, and for a block reads on to its end ([Parser.Body], [Parser.Raw]; RegisterBlock is the short
// form). A node reads variables and registers from its [Context], writes, captures, opens scopes, and runs other templates
// ([Context.Include]). The examples have Jekyll's include and highlight in short.
//
// # Inside
//
// A template is a tree: a [Body] is a list of entries (text, outputs, tags), an output an expression and its filters, bound
// to their functions when parsed. Names of variables are numbered, and scope.go finds a variable's value by its number. A
// render appends to one byte slice; capture cuts its text off the end. Everything that a render needs is kept for the next.
//
// The files: tokenizer.go and parser.go cut a template and build the tree; markup.go, expression.go, output.go and
// condition.go read what stands inside the braces, as Ruby's regular expressions do, and strict.go as its strict parser
// does. context.go, scope.go and limits.go are a running render. tag_*.go and filter_*.go have a tag or a family of filters
// each; tags.go and filters.go list them. print.go, compare.go, number.go and lookup.go are Ruby's values: how they print,
// compare, count, and what they hold. strftime.go, time_parse.go and date_find.go are Ruby's dates.
//
// # Dialects
//
// Jekyll 4 runs on Liquid 4.0, Debian's Jekyll on 5.4 with the word empty as in 4.0; the golden-liquid suite describes the
// newest. Where they differ:
//
//	                                 Jekyll (4.0 and 5.4)                  Shopify (the newest)
//	x == blank                       never true                            nil, false, white space, what is empty
//	empty and blank as arguments     Literal, to be told from ""           ""
//	a[b[c]]                          ends at the first ], so undefined     brackets nest
//	has, find, find_index, reject,   not there: Jekyll has a find of its   there
//	sum, and the tag doc             own, and ignores unknown filters
//	sort_natural of two nils         the later first                       in their order
//	tablerow without cols            no column is the last                 the last is
//	{% endraw -%}                    strips nothing                        strips white space behind
//
// Of what only one of 4.0 and 5.4 has, the Jekyll dialect has all: the tags echo, liquid, render and #, base64 filters,
// allow_false.
//
// In both dialects, on purpose:
//
//   - What stands in a comment is not parsed; Liquid up to 5.4 refuses a template for a malformed tag in a comment.
//   - {%- endraw -%} ends a raw, and liquid tags may stand in liquid tags, both of which 5.4 refuses.
//   - break ends a tablerow, and an include with for; in 5.4 the loop goes on in pieces.
//   - truncatewords takes any number of words; 5.4 refuses more than 2³¹.
//   - Dates before 1582 are counted in the Gregorian calendar, where Ruby's Date (not its Time) turns to the Julian.
//   - A date filter's directives may ask for a million characters together; Ruby's for two thousand million each.
package liquid
