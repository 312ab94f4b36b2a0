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
// Code is highlighted by a hook, [Options.Highlight], so that a program that
// only wants the headings need not carry the lexers; the package highlight
// below this one has the hook that prints as Rouge does. The package translit
// is the like for [Options.Transliterate].
//
// # Where to find what
//
// A document goes through options.go, parser.go (blocks, source.go is what
// they are read from), span.go (spans), gfm.go (what GFM input changes
// afterwards) and converter.go (HTML); element.go is the tree in between.
//
// Every block and span element has a file of its own, named as kramdown names
// it. Blocks: blockquote.go, codeblock.go, deflist.go, extension.go (with
// attribute lists), footnote.go, header.go, hr.go, htmlblock.go, linkdef.go,
// list.go, math.go, paragraph.go, table.go, abbreviation.go. Spans:
// autolink.go, codespan.go, emphasis.go, entity.go, htmlspan.go, link.go,
// smartquotes.go, strikethrough.go, typography.go.
//
// Further, chars.go has Ruby's character classes, html.go the lexical rules of
// tags, native.go the option html_to_native; code.go, footnotes.go and toc.go
// print code, footnotes and the table of contents.
//
// # Fidelity
//
// kramdown is a set of regular expressions that are tried in a fixed order,
// with backtracking. This package asks the same questions in the same order,
// with hand-written matchers; the comments name the constant of kramdown
// whose meaning a matcher has. Tests hold it against kramdown's own cases
// and, where Ruby is installed, against kramdown itself on generated
// documents. Where the two differ on purpose is listed in DIFFERENCES.md.
//
// # Time
//
// Conversion takes time linear in the input, whatever that is. Where kramdown
// tries the same stretch of text over and over, this package remembers what
// it found: memo.go for spans, the finders of a text for the next brace,
// quote or end of a comment, indexes for code fences and backticks. What
// would take more than linear time even so, such as attribute lists that
// refer to each other, is bounded.
package kramdown
