package kramdown_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/galleypress/galley/jekyll/kramdown"
)

func TestSmartifyAgainstJekyllsParser(t *testing.T) {
	oracle := startOracle(t)
	g := newGenerator(t, seed(t)+1)
	o := kramdown.DefaultOptions()
	o.Release = "2.4"
	differ := 0
	for range documents(t, 1500) {
		src := g.text(1 + g.IntN(8))
		want, ok := oracle.ask(t, oracleQuestion{Source: src, Options: map[string]any{}, Smartify: true})
		if !ok {
			continue
		}
		if got := kramdown.Smartify(src, &o); got != want {
			if differ++; differ <= 5 {
				t.Errorf("%q\n got: %q\nwant: %q", src, got, want)
			}
		}
	}
	if differ > 0 {
		t.Errorf("%d differ", differ)
	}
}

func TestHeadingsHaveTheIDsThatArePrinted(t *testing.T) {
	g := newGenerator(t, 7)
	for range 2000 {
		src, opts := g.document(), optionSets[g.IntN(len(optionSets))]
		o := kramdown.DefaultOptions()
		for k, v := range opts {
			if err := o.Set(k, v); err != nil {
				t.Fatal(err)
			}
		}
		html := string(kramdown.Convert([]byte(src), &o).HTML)
		for _, h := range kramdown.Headings([]byte(src), &o) {
			if h.Level < 1 || h.Level > 6 || h.Line < 1 || h.Line > strings.Count(src, "\n")+1 {
				t.Fatalf("%+v in %q", h, src)
			}
			if h.ID != "" && !strings.Contains(h.ID, "\"") && !strings.Contains(h.ID, "&") && !strings.Contains(html, ` id="`+h.ID+`"`) {
				t.Errorf("%+v is not in the HTML of %q:\n%s", h, src, html)
			}
		}
	}
}

func TestHeadingsKnowTheirLines(t *testing.T) {
	src := "text\n\n# One\n\n> ## Two\n> text\n>\n> ## Three\n\n- a\n\n  ## Four\n\nFive\n----\n\n<div markdown=\"1\">\n# Six\n</div>\n"
	o := kramdown.JekyllDefaults()
	lines := map[string]int{}
	for _, h := range kramdown.Headings([]byte(src), &o) {
		lines[h.Text] = h.Line
	}
	want := map[string]int{"One": 3, "Two": 5, "Three": 8, "Four": 12, "Five": 14, "Six": 18}
	if !reflect.DeepEqual(lines, want) {
		t.Errorf("got %v, want %v", lines, want)
	}
}

func TestSetTakesWhatYAMLGives(t *testing.T) {
	tests := []struct {
		key   string
		value any
		field func(o *kramdown.Options) any
		want  any
	}{
		{"auto_ids", false, func(o *kramdown.Options) any { return o.AutoIDs }, false},
		{"auto_ids", "false", func(o *kramdown.Options) any { return o.AutoIDs }, false},
		{"auto_ids", "no", func(o *kramdown.Options) any { return o.AutoIDs }, true},
		{"auto_ids", nil, func(o *kramdown.Options) any { return o.AutoIDs }, false},
		{"toc_levels", "1..3", func(o *kramdown.Options) any { return o.TOCLevels }, []int{1, 2, 3}},
		{"toc_levels", "2,4,2", func(o *kramdown.Options) any { return o.TOCLevels }, []int{2, 4}},
		{"toc_levels", []any{1, "2"}, func(o *kramdown.Options) any { return o.TOCLevels }, []int{1, 2}},
		{"smart_quotes", "apos,apos,quot,quot", func(o *kramdown.Options) any { return o.SmartQuotes }, [4]string{"apos", "apos", "quot", "quot"}},
		{"footnote_nr", "4", func(o *kramdown.Options) any { return o.FootnoteNr }, 4},
		{"footnote_nr", 3, func(o *kramdown.Options) any { return o.FootnoteNr }, 3},
		{"entity_output", ":symbolic", func(o *kramdown.Options) any { return o.EntityOutput }, kramdown.EntitySymbolic},
		{"math_engine", nil, func(o *kramdown.Options) any { return o.MathEngine }, ""},
		{"math_engine", "nil", func(o *kramdown.Options) any { return o.MathEngine }, ""},
		{"gfm_quirks", "paragraph_end,no_auto_typographic", func(o *kramdown.Options) any { return o.GFMQuirks }, []string{"paragraph_end", "no_auto_typographic"}},
		{"gfm_quirks", []any{"no_auto_typographic"}, func(o *kramdown.Options) any { return o.GFMQuirks }, []string{"no_auto_typographic"}},
		{"typographic_symbols", map[string]any{"hellip": "..."}, func(o *kramdown.Options) any { return o.TypographicSymbols["hellip"] }, "..."},
		{"typographic_symbols", "{mdash: '---'}", func(o *kramdown.Options) any { return o.TypographicSymbols["mdash"] }, "---"},
		{"link_defs", map[string]any{"a": []any{"b.html"}}, func(o *kramdown.Options) any { return o.LinkDefs["a"] }, kramdown.LinkDef{URL: "b.html"}},
		{"syntax_highlighter_opts", map[string]any{"css_class": "x"}, func(o *kramdown.Options) any { return o.SyntaxHighlighterOpts["default_lang"] }, "plaintext"},
		{"syntax_highlighter_opts", nil, func(o *kramdown.Options) any { return o.SyntaxHighlighterOpts["default_lang"] }, "plaintext"},
	}
	for _, tt := range tests {
		o := kramdown.JekyllDefaults()
		if err := o.Set(tt.key, tt.value); err != nil {
			t.Errorf("%s: %v: %v", tt.key, tt.value, err)
		} else if got := tt.field(&o); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v gives %v, want %v", tt.key, tt.value, got, tt.want)
		}
	}
}

func TestSetRefusesWhatKramdownRefuses(t *testing.T) {
	for key, value := range map[string]any{
		"toc_levels": "1..7", "smart_quotes": "lsquo,rsquo,ldquo,quote", "footnote_nr": "x", "link_defs": map[string]any{"a": "b"},
		"typographic_symbols": 3, "gfm_quirks": 1, "footnote_link_text": "x",
	} {
		o := kramdown.JekyllDefaults()
		before := o
		err := o.Set(key, value)
		var invalid *kramdown.InvalidOptionError
		if !errors.As(err, &invalid) || invalid.Key != key {
			t.Errorf("%s: %v gives the error %v", key, value, err)
		}
		before.Highlight, o.Highlight = nil, nil
		if !reflect.DeepEqual(before, o) {
			t.Errorf("%s: %v changed the options", key, value)
		}
	}
	o := kramdown.DefaultOptions()
	var unknown *kramdown.UnknownOptionError
	if err := o.Set("colour", 1); !errors.As(err, &unknown) || unknown.Key != "colour" {
		t.Errorf("got the error %v", err)
	}
}

func TestWarningsNameTheFaultAndTheLine(t *testing.T) {
	src := "Text [a][]\n\n> [^b]\n\n[^c]: unused\n\n<div>\n"
	o := kramdown.DefaultOptions()
	got := kramdown.Convert([]byte(src), &o).Warnings
	want := []string{
		"Found no end tag for 'div' on line 7 - auto-closing it",
		"No link definition for link ID 'a' found on line 1",
		"No link definition for link ID '' found on line 1",
		"Footnote definition for 'b' not found on line 3",
		"Footnote definition for 'c' on line 5 is unreferenced - ignoring",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOptionsSetInADocumentStayInIt(t *testing.T) {
	o := kramdown.DefaultOptions()
	kramdown.Convert([]byte("{::options auto_ids=\"false\" /}\n\n# a\n"), &o)
	if got := string(kramdown.Convert([]byte("# a\n"), &o).HTML); got != "<h1 id=\"a\">a</h1>\n" {
		t.Errorf("got %s", got)
	}
}

func TestRemoveHTMLTagsKeepsWhatIsBetween(t *testing.T) {
	o := kramdown.DefaultOptions()
	o.RemoveSpanHTMLTags = true
	d := kramdown.Parse([]byte("<div markdown=\"1\">\nSome <b>bold</b> *text*\n</div>\n\n<style>a</style>\n"), &o)
	d.RemoveHTMLTags()
	if got, want := string(d.HTML().HTML), "<p>Some bold <em>text</em></p>\n\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestConvertIsSafeForConcurrentUse(t *testing.T) {
	g := newGenerator(t, 3)
	o := kramdown.JekyllDefaults()
	docs := make([]string, 200)
	want := make([]string, len(docs))
	for i := range docs {
		docs[i] = g.document()
		want[i] = string(kramdown.Convert([]byte(docs[i]), &o).HTML)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range docs {
				if got := string(kramdown.Convert([]byte(docs[i]), &o).HTML); got != want[i] {
					t.Errorf("other HTML for %q", docs[i])
				}
			}
		})
	}
	wg.Wait()
}
