package kramdown

import "slices"

// Options say how a document is parsed and printed. The zero value is not
// useful: start from [DefaultOptions] or [JekyllDefaults]. The names are
// those of kramdown (https://kramdown.gettalong.org/options.html) and of
// kramdown-parser-gfm.
//
// Options are only read by this package; one value may serve many
// conversions at the same time.
type Options struct {
	// Release is the release of kramdown whose output is wanted, "2.4" or
	// "2.5". They differ in little; see DIFFERENCES.md.
	Release string

	// Input names the parser: "kramdown" or "GFM" (in any case).
	Input string

	AutoIDs                 bool   // give headers an id
	AutoIDStripping         bool   // make ids of the header's text, not of its source; GFM input always does
	AutoIDPrefix            string // put before every generated id
	TransliteratedHeaderIDs bool   // spell ids in ASCII letters first, by Transliterate
	HeaderLinks             bool   // start every header that has an id with a link to itself (2.5)
	HeaderOffset            int    // added to every header's level; the result stays within 1…6
	TOCLevels               []int  // header levels that {:toc} lists

	ParseBlockHTML      bool // read kramdown syntax inside block HTML
	ParseSpanHTML       bool // read kramdown syntax inside span HTML
	HTMLToNative        bool // turn HTML elements into kramdown's own where it has them
	RemoveBlockHTMLTags bool // for [Document.RemoveHTMLTags]
	RemoveSpanHTMLTags  bool // for [Document.RemoveHTMLTags]

	LinkDefs map[string]LinkDef // reference links known beforehand

	FootnoteNr             int    // number of the first footnote
	FootnoteBacklink       string // text of the way back; "" for none
	FootnoteBacklinkInline bool   // put the way back into the last paragraph, however deep
	FootnotePrefix         string // put before footnote names in ids
	FootnoteLinkText       string // what a footnote marker shows; %s stands for its number (2.5)

	EntityOutput           EntityOutput
	SmartQuotes            [4]string         // entity names or code points for ‘ ’ “ ”
	TypographicSymbols     map[string]string // output for hellip, mdash, ndash, laquo, raquo, laquo_space, raquo_space
	RemoveLineBreaksForCJK bool              // join lines between Han, Hiragana and Katakana

	// SyntaxHighlighter is "rouge" or "" for none. It names the class of
	// the wrapper; Highlight does the work.
	SyntaxHighlighter     string
	SyntaxHighlighterOpts map[string]any

	// MathEngine is "mathjax" or "" for none.
	MathEngine string

	// ForbiddenInlineOptions may not be set by {::options}.
	ForbiddenInlineOptions []string

	HardWrap  bool     // GFM: a line's end is a line break
	GFMQuirks []string // GFM: "paragraph_end", "no_auto_typographic"

	// ShowWarnings is Jekyll's switch for printing [Result.Warnings]. This
	// package collects them in any case.
	ShowWarnings bool

	// Highlight renders code. It is asked once for each code block
	// (inline false) and code span (inline true) that has a language, be
	// it its own or the default of SyntaxHighlighterOpts; lang is as it
	// was written, options after a question mark included. It returns
	// what stands between kramdown's <div class="… highlighter-rouge"> or
	// <code> and its end tag, and false for a language it does not know.
	// Without a hook, code is printed as by kramdown without highlighter.
	Highlight func(code, lang string, inline bool) (html string, ok bool)

	// Transliterate spells text in ASCII for TransliteratedHeaderIDs, as
	// ASCII of the package translit does. Without it the text stays as it
	// is. GFM input makes its ids without it.
	Transliterate func(string) string
}

// LinkDef is the target of a reference link.
type LinkDef struct {
	URL   string
	Title string // "" for none
}

// EntityOutput is the form in which entities are printed.
type EntityOutput string

// The forms of entities. EntityAsChar falls back to EntityAsInput for the
// characters that HTML reserves.
const (
	EntityAsChar   EntityOutput = "as_char"
	EntityAsInput  EntityOutput = "as_input"
	EntityNumeric  EntityOutput = "numeric"
	EntitySymbolic EntityOutput = "symbolic"
)

// DefaultOptions are kramdown's own defaults, with kramdown input.
func DefaultOptions() Options {
	return Options{
		Release:                "2.5",
		Input:                  "kramdown",
		AutoIDs:                true,
		TOCLevels:              []int{1, 2, 3, 4, 5, 6},
		ParseSpanHTML:          true,
		RemoveBlockHTMLTags:    true,
		FootnoteNr:             1,
		FootnoteBacklink:       "&#8617;",
		FootnoteLinkText:       "%s",
		EntityOutput:           EntityAsChar,
		SmartQuotes:            [4]string{"lsquo", "rsquo", "ldquo", "rdquo"},
		SyntaxHighlighter:      "rouge",
		MathEngine:             "mathjax",
		ForbiddenInlineOptions: []string{"template"},
		HardWrap:               true,
		GFMQuirks:              []string{"paragraph_end"},
	}
}

// JekyllDefaults are the options of Jekyll 4.3 without a `kramdown:` mapping
// in `_config.yml` (Jekyll::Configuration::DEFAULTS and what
// Jekyll::Converters::Markdown::KramdownParser adds to it).
func JekyllDefaults() Options {
	o := DefaultOptions()
	o.Release = "2.4"
	o.Input = "GFM"
	o.HardWrap = false
	o.SyntaxHighlighterOpts = map[string]any{"default_lang": "plaintext", "guess_lang": true}
	return o
}

// modern reports whether the output of kramdown 2.5 is wanted.
func (o *Options) modern() bool { return o.Release != "2.4" }

// quirk reports whether a quirk of GFM is enabled.
func (o *Options) quirk(name string) bool { return slices.Contains(o.GFMQuirks, name) }
