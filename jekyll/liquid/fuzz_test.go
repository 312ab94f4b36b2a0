package liquid_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/galleypress/galley/jekyll/liquid"
)

// seeds are the golden cases' templates.
func seeds(f *testing.F) {
	f.Helper()
	raw, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		f.Fatal(err)
	}
	var suite struct{ Tests []goldenCase }
	if err := json.Unmarshal(raw, &suite); err != nil {
		f.Fatal(err)
	}
	for _, g := range suite.Tests {
		f.Add(g.Template)
	}
	f.Add(`{{ "a\b" | replace: "a", "\0\\&" | date: "%-10:z" }}{% for i in (a..b) reversed limit: "x" %}{% endfor %}`)
}

// FuzzParse: whatever the text, parsing ends with a template or an error that has a place.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		for _, d := range []liquid.Dialect{liquid.Shopify, liquid.Jekyll} {
			for _, m := range []liquid.Mode{liquid.Lax, liquid.Warn, liquid.Strict} {
				_, err := liquid.NewEnvironment(liquid.Options{Dialect: d, Mode: m}).Parse("fuzz", src, liquid.ParseOptions{})
				var e *liquid.Error
				if err != nil && (!errors.As(err, &e) || e.Line == 0 || e.Column == 0) {
					t.Errorf("%q: %v has no place", src, err)
				}
			}
		}
	})
}

// FuzzRender: whatever the template, a render ends within its limits with a text or an *Error.
func FuzzRender(f *testing.F) {
	seeds(f)
	limits := liquid.Limits{Steps: 20_000, Output: 100_000}
	f.Fuzz(func(t *testing.T, src string) {
		env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll, Partials: partials{"p": src, "q": "{{ q }}{% include 'p' %}"}, Limits: limits})
		tpl, err := env.Parse("fuzz", src, liquid.ParseOptions{})
		if err != nil {
			return
		}
		for _, inPlace := range []bool{false, true} {
			out, err := tpl.Render(context.Background(), sharedValues(), liquid.RenderOptions{InPlace: inPlace, Now: oracleNow, Location: utc})
			var e *liquid.Error
			if err != nil && !errors.As(err, &e) {
				t.Errorf("%q: %v is no *liquid.Error", src, err)
			}
			if len(out) > 10*limits.Output {
				t.Errorf("%q wrote %d bytes", src, len(out))
			}
		}
	})
}

// FuzzParseTime: whatever the text, it is a time or it is none.
func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"2020-01-02 03:04:05 +0800", "3rd feb 2001 04:05 pm", "20200102T0304Z", "jan 5 '99", "2001-W05-6", "100 bc jan 5", "[+9:jst]", "1/2/3", "H31.04.30"} {
		f.Add(s, "%Y-%m-%d %-10:z %^a")
	}
	f.Fuzz(func(t *testing.T, s, format string) {
		if at, ok := liquid.ParseTime(s, oracleNow, utc); ok {
			liquid.Strftime(at, format)
		}
	})
}
