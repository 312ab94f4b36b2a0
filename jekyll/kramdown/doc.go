// Package kramdown turns Markdown into HTML as kramdown 2.4 and its GFM
// parser 1.1 do, which is what Jekyll prints. It imports nothing of the rest
// of the house.
//
// [Convert] is the whole way from source to HTML. [Parse] stops at the
// element tree, [Headings] at the headings with their ids, and [Smartify]
// sets the smart quotes of a single line, as Jekyll's smartify filter does.
// [Options] are those of kramdown; [JekyllDefaults] gives the values that
// Jekyll 4.3 starts from, [Options.Set] takes one key of `_config.yml`'s
// `kramdown:` mapping.
//
// # Where to find what
//
// The way of a document is: options.go, parser.go (blocks), span.go (spans),
// gfm.go (what GFM input changes afterwards), converter.go (HTML). Every
// block and span element has a file of its own, named after it as kramdown
// names it: blockquote.go, codeblock.go, list.go, deflist.go, table.go,
// header.go, paragraph.go, htmlblock.go, math.go, footnote.go, linkdef.go,
// abbreviation.go, extension.go; emphasis.go, codespan.go, link.go,
// autolink.go, htmlspan.go, entity.go, smartquotes.go, typography.go,
// strikethrough.go. element.go is the tree in between, html.go knows the
// lexical rules of tags, native.go is the option html_to_native, toc.go and
// footnotes.go print what stands at the end or elsewhere.
//
// # Fidelity and time
//
// kramdown is a set of regular expressions tried in a fixed order, with
// backtracking. This package asks the same questions in the same order with
// hand-written matchers; where kramdown tries the same stretch of text over
// and over, memo.go remembers what the first attempt found, so that
// conversion takes time linear in the input. Where the two differ on purpose
// is listed in DIFFERENCES.md.
package kramdown
