package kramdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// UnknownOptionError tells that kramdown has no option of that name. Jekyll
// ignores such keys.
type UnknownOptionError struct{ Key string }

func (e *UnknownOptionError) Error() string {
	return fmt.Sprintf("kramdown has no option %q", e.Key)
}

// InvalidOptionError tells that a known option was given a value that
// kramdown refuses. Jekyll stops the build on it.
type InvalidOptionError struct {
	Key    string
	Reason string // in plain words
}

func (e *InvalidOptionError) Error() string {
	return fmt.Sprintf("the kramdown option %q %s", e.Key, e.Reason)
}

// withoutEffect are options that kramdown or Jekyll know but that change
// nothing in HTML, or whose engines are Ruby gems.
var withoutEffect = map[string]bool{
	"template": true, "line_width": true, "latex_headers": true, "list_indent": true,
	"math_engine_opts": true, "coderay": true, "enable_coderay": true, "gfm_emojis": true,
}

// Set sets one option by kramdown's name for it, as Jekyll does with the keys
// of `_config.yml`'s `kramdown:` mapping. The value is what YAML gives:
// string, bool, int, []any, map[string]any or nil; strings are converted as
// kramdown converts them ("2..3" for toc_levels, "lsquo,rsquo,ldquo,rdquo"
// for smart_quotes). The error is an [*UnknownOptionError] or an
// [*InvalidOptionError]; the options are unchanged then.
func (o *Options) Set(key string, value any) error {
	var err error
	switch key {
	case "input":
		o.Input = toString(value)
	case "auto_ids":
		o.AutoIDs = toBool(value)
	case "auto_id_stripping":
		o.AutoIDStripping = toBool(value)
	case "auto_id_prefix":
		o.AutoIDPrefix = toString(value)
	case "transliterated_header_ids":
		o.TransliteratedHeaderIDs = toBool(value)
	case "header_links":
		o.HeaderLinks = toBool(value)
	case "header_offset":
		err = setInt(key, &o.HeaderOffset, value)
	case "toc_levels":
		err = o.setTOCLevels(value)
	case "parse_block_html":
		o.ParseBlockHTML = toBool(value)
	case "parse_span_html":
		o.ParseSpanHTML = toBool(value)
	case "html_to_native":
		o.HTMLToNative = toBool(value)
	case "remove_block_html_tags":
		o.RemoveBlockHTMLTags = toBool(value)
	case "remove_span_html_tags":
		o.RemoveSpanHTMLTags = toBool(value)
	case "link_defs":
		err = o.setLinkDefs(value)
	case "footnote_nr":
		err = setInt(key, &o.FootnoteNr, value)
	case "footnote_backlink":
		o.FootnoteBacklink = toString(value)
	case "footnote_backlink_inline":
		o.FootnoteBacklinkInline = toBool(value)
	case "footnote_prefix":
		o.FootnotePrefix = toString(value)
	case "footnote_link_text":
		text := toString(value)
		if !strings.Contains(text, "%s") {
			return &InvalidOptionError{key, "needs a %s where the footnote's number goes"}
		}
		o.FootnoteLinkText = text
	case "entity_output":
		o.EntityOutput = EntityOutput(toSymbol(value))
	case "smart_quotes":
		err = o.setSmartQuotes(value)
	case "typographic_symbols":
		err = o.setTypographicSymbols(value)
	case "remove_line_breaks_for_cjk":
		o.RemoveLineBreaksForCJK = toBool(value)
	case "syntax_highlighter":
		o.SyntaxHighlighter = toSymbol(value)
	case "syntax_highlighter_opts":
		err = o.setHighlighterOpts(value)
	case "guess_lang":
		o.setHighlighterOpt("guess_lang", value)
	case "math_engine":
		o.MathEngine = toSymbol(value)
	case "forbidden_inline_options":
		var list []string
		if list, err = toList(key, value); err == nil {
			for i := range list {
				list[i] = toSymbol(list[i])
			}
			o.ForbiddenInlineOptions = list
		}
	case "hard_wrap":
		o.HardWrap = toBool(value)
	case "gfm_quirks":
		var list []string
		if list, err = toList(key, value); err == nil {
			for i := range list {
				list[i] = toSymbol(list[i])
			}
			o.GFMQuirks = list
		}
	case "show_warnings":
		o.ShowWarnings = toBool(value)
	default:
		if !withoutEffect[key] {
			return &UnknownOptionError{key}
		}
	}
	return err
}

// setTOCLevels takes 2..3, "1,2,3" or a list.
func (o *Options) setTOCLevels(value any) error {
	const key = "toc_levels"
	var levels []int
	add := func(n int) {
		if !slices.Contains(levels, n) {
			levels = append(levels, n)
		}
	}
	if list, ok := value.([]any); ok {
		for _, v := range list {
			n, _ := strconv.Atoi(strings.TrimSpace(toString(v)))
			add(n)
		}
	} else if list, ok := value.([]int); ok {
		for _, n := range list {
			add(n)
		}
	} else {
		s := toString(value)
		switch {
		case len(s) == 4 && s[1:3] == ".." && isDigit(s[0]) && isDigit(s[3]):
			for n := int(s[0] - '0'); n <= int(s[3]-'0'); n++ {
				add(n)
			}
		case isDigitList(s):
			for i := 0; i < len(s); i += 2 {
				add(int(s[i] - '0'))
			}
		default:
			return &InvalidOptionError{key, "takes levels such as 1..3 or 1,2,3"}
		}
	}
	for _, n := range levels {
		if n < 1 || n > 6 {
			return &InvalidOptionError{key, "takes levels from 1 to 6"}
		}
	}
	o.TOCLevels = levels
	return nil
}

// isDigitList reports whether s is single digits separated by commas.
func isDigitList(s string) bool {
	if len(s)%2 == 0 {
		return false
	}
	for i := range len(s) {
		if i%2 == 0 && !isDigit(s[i]) || i%2 == 1 && s[i] != ',' {
			return false
		}
	}
	return true
}

func (o *Options) setLinkDefs(value any) error {
	const key = "link_defs"
	m, err := toMap(key, value)
	if err != nil {
		return err
	}
	defs := make(map[string]LinkDef, len(m))
	for id, v := range m {
		list, ok := v.([]any)
		if !ok || len(list) == 0 || len(list) > 2 {
			return &InvalidOptionError{key, fmt.Sprintf("needs a list of an address and perhaps a title for %q", id)}
		}
		def := LinkDef{URL: toString(list[0])}
		if len(list) == 2 && list[1] != nil {
			def.Title = toString(list[1])
		}
		defs[id] = def
	}
	o.LinkDefs = defs
	return nil
}

func (o *Options) setSmartQuotes(value any) error {
	list, err := toList("smart_quotes", value)
	if err != nil {
		return err
	}
	if len(list) != 4 {
		return &InvalidOptionError{"smart_quotes", "needs exactly four values, such as lsquo,rsquo,ldquo,rdquo"}
	}
	for _, name := range list {
		if _, err := strconv.Atoi(strings.TrimSpace(name)); err != nil && entityByName[name] == 0 {
			return &InvalidOptionError{"smart_quotes", fmt.Sprintf("needs names or numbers of entities; %q is none", name)}
		}
	}
	o.SmartQuotes = [4]string(list)
	return nil
}

func (o *Options) setTypographicSymbols(value any) error {
	m, err := toMap("typographic_symbols", value)
	if err != nil {
		return err
	}
	symbols := make(map[string]string, len(m))
	for k, v := range m {
		symbols[toSymbol(k)] = toString(v)
	}
	o.TypographicSymbols = symbols
	return nil
}

func (o *Options) setHighlighterOpts(value any) error {
	m, err := toMap("syntax_highlighter_opts", value)
	if err != nil {
		return err
	}
	opts := make(map[string]any, len(m)+2)
	for _, k := range []string{"default_lang", "guess_lang"} { // what Jekyll adds
		if v, ok := o.SyntaxHighlighterOpts[k]; ok {
			opts[k] = v
		}
	}
	for k, v := range m {
		opts[toSymbol(k)] = v
	}
	o.SyntaxHighlighterOpts = opts
	return nil
}

// setHighlighterOpt changes one option of the highlighter, leaving the map
// that other Options may share as it is.
func (o *Options) setHighlighterOpt(key string, value any) {
	opts := make(map[string]any, len(o.SyntaxHighlighterOpts)+1)
	for k, v := range o.SyntaxHighlighterOpts {
		opts[k] = v
	}
	opts[key] = value
	o.SyntaxHighlighterOpts = opts
}

func toString(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// toBool follows Kramdown::Options.parse: all but "false" and "" is true.
func toBool(v any) bool {
	if b, ok := v.(bool); ok {
		return b
	}
	s := toString(v)
	return s != "" && strings.TrimSpace(strings.ToLower(s)) != "false"
}

// toSymbol follows Kramdown::Options.str_to_sym; nil is "".
func toSymbol(v any) string {
	s := strings.TrimPrefix(strings.TrimSpace(toString(v)), ":")
	if s == "nil" {
		return ""
	}
	return s
}

func setInt(key string, dst *int, v any) error {
	n, err := strconv.ParseInt(strings.TrimSpace(toString(v)), 0, 32)
	if err != nil {
		return &InvalidOptionError{key, fmt.Sprintf("needs a whole number, not %q", toString(v))}
	}
	*dst = int(n)
	return nil
}

func toList(key string, v any) ([]string, error) {
	switch v := v.(type) {
	case string:
		list := strings.Split(v, ",")
		for len(list) > 0 && list[len(list)-1] == "" {
			list = list[:len(list)-1]
		}
		return list, nil
	case []string:
		return slices.Clone(v), nil
	case []any:
		list := make([]string, len(v))
		for i := range v {
			list[i] = toString(v[i])
		}
		return list, nil
	}
	return nil, &InvalidOptionError{key, "needs a list or a text with commas"}
}

func toMap(key string, v any) (map[string]any, error) {
	if s, ok := v.(string); ok {
		v = nil
		if err := yaml.Unmarshal([]byte(s), &v); err != nil {
			return nil, &InvalidOptionError{key, "needs a YAML mapping"}
		}
	}
	switch v := v.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return v, nil
	case map[any]any:
		m := make(map[string]any, len(v))
		for k, x := range v {
			m[toString(k)] = x
		}
		return m, nil
	}
	return nil, &InvalidOptionError{key, "needs a mapping"}
}
