package mentions

import (
	"strings"
	"testing"
)

func FuzzOnlyNamesAreChanged(f *testing.F) {
	for _, text := range []string{"@a", "a@b", "@@a", "@a.b", "@a.", "한@글 @ab", "@mention", "@a/b", "@-", "@a\n@b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		linked := Link(text, "https://example.org")
		if (linked != text) && !names(text) {
			t.Errorf("%q has no names and became %q", text, linked)
		}
		plain := linked
		for {
			before, rest, found := strings.Cut(plain, "<a href='https://example.org/")
			if !found {
				break
			}
			_, rest, _ = strings.Cut(rest, "' class='user-mention'>")
			inside, after, _ := strings.Cut(rest, "</a>")
			plain = before + inside + after
		}
		if !strings.Contains(text, "<a href=") && plain != text {
			t.Errorf("%q became %q", text, linked)
		}
	})
}
