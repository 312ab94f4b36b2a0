package press

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDescriptionsHaveAtMost140Characters(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"a short one stays":                     {"Published: changed 봄", "Published: changed 봄"},
		"line breaks become spaces":             {"one\n\ttwo\x00three", "one two three"},
		"140 characters stay":                   {strings.Repeat("봄", 140), strings.Repeat("봄", 140)},
		"141 are cut":                           {strings.Repeat("봄", 141), strings.Repeat("봄", 139) + "…"},
		"a letter keeps its accent":             {strings.Repeat("e\u0301", 100), strings.Repeat("e\u0301", 69) + "…"},
		"an emoji is not cut into its parts":    {strings.Repeat("x", 137) + "👩\u200d👩\u200d👧 and more", strings.Repeat("x", 137) + "…"},
		"an emoji keeps its skin":               {strings.Repeat("x", 138) + "👍🏽 and more", strings.Repeat("x", 138) + "…"},
		"no space stands before the ellipsis":   {strings.Repeat("x", 138) + " and more", strings.Repeat("x", 138) + "…"},
		"accents without end are cut somewhere": {"e" + strings.Repeat("\u0301", 300), "e…"},
	} {
		t.Run(name, func(t *testing.T) {
			got := describe(test.text)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if n := utf8.RuneCountInString(got); n > 140 || !utf8.ValidString(got) {
				t.Errorf("%d characters, valid %v", n, utf8.ValidString(got))
			}
		})
	}
}

func TestCommitsAskToBeSkipped(t *testing.T) {
	for message, want := range map[string]bool{
		"Add a post":                                     false,
		"Draft [skip ci]":                                true,
		"Draft [SKIP CI]\n\nmore":                        true,
		"[ci skip] draft":                                true,
		"Draft\n\n[no ci]":                               true,
		"Draft [skip actions]":                           true,
		"Draft [actions skip]":                           true,
		"Draft skip ci":                                  false,
		"Draft\n\n\nskip-checks: true":                   true,
		"Draft\n\n\nskip-checks:true\n":                  true,
		"Draft\r\n\r\n\r\nskip-checks: true\r\n":         true,
		"Draft\n\nskip-checks: true\nSigned-off-by: Min": true,
		"Draft\n\nskip-checks: true\n\nnot at the end":   false,
		"skip-checks: true":                              false,
		"Draft\n\nskip-checks: false":                    false,
	} {
		if got := asksToSkip(message); got != want {
			t.Errorf("%q: %v, want %v", message, got, want)
		}
	}
}
