package lint

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// TestErrorsAreThereExactlyWhereJekyllFails compares with what Jekyll itself made of 900 pieces of broken front matter; testdata/broken.rb
// makes them. An error that says only what readers would see, such as a changed title, is no matter of reading.
func TestErrorsAreThereExactlyWhereJekyllFails(t *testing.T) {
	data, err := os.ReadFile("testdata/broken.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text       string
		Unreadable bool
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	ofContent := []string{"title-changed", "tags-changed", "categories-changed", "tags-ignored", "tags-both", "front-matter-unclosed"}
	for _, c := range cases {
		text := "---\n" + c.Text + "---\nText.\n"
		found := lintFiles(t, map[string]string{DefaultExamplePath: text}, Options{})
		unreadable := slices.ContainsFunc(found, func(f Finding) bool { return f.Severity == Error && !slices.Contains(ofContent, f.Rule) })
		some := slices.ContainsFunc(found, func(f Finding) bool { return f.Severity == Error })
		if c.Unreadable && !some {
			t.Errorf("Jekyll cannot read this, and no error says so:\n%s%s", text, show(found))
		}
		if !c.Unreadable && unreadable {
			t.Errorf("Jekyll reads this, and there is an error:\n%s%s", text, show(found))
		}
	}
}
