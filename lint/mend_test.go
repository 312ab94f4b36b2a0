package lint

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
)

// mendFiles mends a site made of texts and returns its files afterwards.
func mendFiles(t testing.TB, files map[string]string, rename bool) (after map[string]string, m *Mending) {
	t.Helper()
	src := fstest.MapFS{}
	for p, text := range files {
		src[p] = &fstest.MapFile{Data: []byte(text), ModTime: exampleNow}
	}
	cfg, err := config.Load(src, config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Read(context.Background(), src, cfg, site.Options{Now: exampleNow})
	if err != nil {
		t.Fatal(err)
	}
	settings, err := ParseSettings("_config.yml", []byte(files["_config.yml"]))
	if err != nil {
		t.Fatal(err)
	}
	m, err = Mend(context.Background(), s, Options{Settings: settings}, rename)
	if err != nil {
		t.Fatal(err)
	}
	after = map[string]string{}
	for p, text := range files {
		after[p] = text
	}
	for _, f := range m.Files {
		if after[f.Path] != string(f.Before) {
			t.Fatalf("%s was mended from another text than it has", f.Path)
		}
		after[f.Path] = string(f.After)
	}
	for _, r := range m.Renames {
		after[r.To] = after[r.From]
		delete(after, r.From)
	}
	return after, m
}

func TestWhatIsMendedLintsCleanOfItsRuleAndStaysSo(t *testing.T) {
	for _, r := range Rules() {
		path, files, _ := r.Wrong.Open()
		found := lintFiles(t, files, Options{})
		i := slices.IndexFunc(found, func(f Finding) bool { return f.Path == path && f.Rule == r.Name && f.Fix != nil })
		if i < 0 {
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			after, m := mendFiles(t, files, true)
			if len(m.Files)+len(m.Renames) == 0 {
				if len(m.Left) == 0 {
					t.Fatalf("it has a mending, but nothing was mended and nothing left: %+v", found[i].Fix)
				}
				return
			}
			for _, f := range lintFiles(t, after, Options{}) {
				if f.Rule == r.Name {
					t.Errorf("it is mended, and found again:\n%s\n%v", show([]Finding{f}), after)
				}
			}
			again, m := mendFiles(t, after, true)
			if len(m.Files)+len(m.Renames) > 0 {
				t.Errorf("a second mending changes something:\n%q\n%q", after, again)
			}
		})
	}
}

func TestARuleSaysOfItselfWhetherItMends(t *testing.T) {
	for _, r := range Rules() {
		path, files, _ := r.Wrong.Open()
		mends := slices.ContainsFunc(lintFiles(t, files, Options{}), func(f Finding) bool { return f.Path == path && f.Rule == r.Name && f.Fix != nil })
		if says := strings.Contains(r.Mended, "--fix"); mends && !says {
			t.Errorf("%s mends its example, but says %q", r.Name, r.Mended)
		}
	}
}

func TestMending(t *testing.T) {
	tests := []struct {
		name          string
		config        string
		before, after string
	}{
		{
			name:   "keeps comments, order, quotes and blank lines",
			before: "---\n# who\nauthor:   'me'   # myself\n\ntags: a, b   # two\ntitle: \"T\"\n---\nx\n",
			after:  "---\n# who\nauthor:   'me'   # myself\n\ntags: [a, b]   # two\ntitle: \"T\"\n---\nx\n",
		},
		{
			name:   "keeps CRLF",
			before: "---\r\ntitle: Spring: here\r\ntags: a, b\r\n---\r\nx\r\n",
			after:  "---\r\ntitle: \"Spring: here\"\r\ntags: [a, b]\r\n---\r\nx\r\n",
		},
		{
			name:   "mends several faults of one file, also those that come to light only then",
			before: "---\ntitle: [Tip] A: \"b\"\ntags: x, y\ntoc: \"false\"\npublished: 'yes'\n---\nx\n",
			after:  "---\ntitle: '[Tip] A: \"b\"'\ntags: [x, y]\ntoc: false\npublished: true\n---\nx\n",
		},
		{
			name:   "escapes an apostrophe inside of single quotes",
			before: "---\ntitle: \"It's\" \"here\": now\n---\nx\n",
			after:  "---\ntitle: '\"It''s\" \"here\": now'\n---\nx\n",
		},
		{
			name:   "writes a title with an apostrophe in double quotes",
			before: "---\ntitle: 'It's here'\n---\nx\n",
			after:  "---\ntitle: \"It's here\"\n---\nx\n",
		},
		{
			name:   "doubles a backslash that means nothing",
			before: "---\ntitle: \"C:\\dir\"\n---\nx\n",
			after:  "---\ntitle: \"C:\\\\dir\"\n---\nx\n",
		},
		{
			name:   "puts only the item at fault of a list in quotes",
			before: "---\ntitle: T\ntags: [a, @home, C #3, \"d, e\"] # ours\n---\nx\n",
			after:  "---\ntitle: T\ntags: [a, \"@home\", \"C #3\", \"d, e\"] # ours\n---\nx\n",
		},
		{
			name:   "puts the whole of an item in quotes",
			before: "---\ntitle: T\ntags:\n  - Go: a: b\n  - c\n---\nx\n",
			after:  "---\ntitle: T\ntags:\n  - \"Go: a: b\"\n  - c\n---\nx\n",
		},
		{
			name:   "deletes a bracket and a comma too many",
			before: "---\ntitle: T\ntags: [a, b]]\nkeywords: [c,, d]\n---\nx\n",
			after:  "---\ntitle: T\ntags: [a, b]\nkeywords: [c, d]\n---\nx\n",
		},
		{
			name:   "leaves a list with text behind it",
			before: "---\ntitle: T\ntags: [a, b] c\n---\nx\n",
			after:  "---\ntitle: T\ntags: [a, b] c\n---\nx\n",
		},
		{
			name:   "keeps the quotes of a title that has words in quotes at both its ends",
			before: "---\ntitle: \"a\" and \"b\"\n---\nx\n",
			after:  "---\ntitle: '\"a\" and \"b\"'\n---\nx\n",
		},
		{
			name:   "leaves a comment outside of the quotes",
			before: "---\ntitle: Spring: here # at last\nlayout: @x # ours\n---\nx\n",
			after:  "---\ntitle: \"Spring: here\" # at last\nlayout: \"@x\" # ours\n---\nx\n",
		},
		{
			name:   "mends Chinese punctuation",
			before: "---\ntitle：春天\ntags: [花，草]\n---\nx\n",
			after:  "---\ntitle: 春天\ntags: [花, 草]\n---\nx\n",
		},
		{
			name:   "deletes a second tag in a list with dashes, with its line",
			before: "---\ntitle: T\ntags:\n  - a # first\n  - b\n  - a\n---\nx\n",
			after:  "---\ntitle: T\ntags:\n  - a # first\n  - b\n---\nx\n",
		},
		{
			name:   "adds the line that closes front matter",
			before: "---\ntitle: T\nlayout: post\n\nText.\n",
			after:  "---\ntitle: T\nlayout: post\n---\n\nText.\n",
		},
		{
			name:   "corrects a closing line of four hyphens",
			before: "---\ntitle: T\n----\nText.\n",
			after:  "---\ntitle: T\n---\nText.\n",
		},
		{
			name:   "leaves a category that is part of the address",
			before: "---\ntitle: T\ncategories: a, b\n---\nx\n",
			after:  "---\ntitle: T\ncategories: a, b\n---\nx\n",
		},
		{
			name:   "mends a category that is not part of the address",
			config: "permalink: /:title/\n",
			before: "---\ntitle: T\ncategories: a, b\n---\nx\n",
			after:  "---\ntitle: T\ncategories: [a, b]\n---\nx\n",
		},
		{
			name:   "leaves tags whose pages have addresses",
			config: "plugins: [jekyll-archives]\n",
			before: "---\ntitle: T\ntags: a, b\n---\nx\n",
			after:  "---\ntitle: T\ntags: a, b\n---\nx\n",
		},
		{
			name:   "never ends a publication",
			before: "---\ntitle: T\npublished: \"false\"\n---\nx\n",
			after:  "---\ntitle: T\npublished: \"false\"\n---\nx\n",
		},
		{
			name:   "never begins one",
			before: "---\ntitle: T\npublished: #later\n---\nx\n",
			after:  "---\ntitle: T\npublished: #later\n---\nx\n",
		},
		{
			name:   "leaves what would move the address only together",
			before: "---\ntitle: T\nCategories: #c\n---\nx\n",
			after:  "---\ntitle: T\ncategories: #c\n---\nx\n",
		},
		{
			name:   "leaves what a comment silences",
			before: "---\ntitle: T\n# galley:ignore tags-commas because the comma is ours\ntags: a, b\n---\nx\n",
			after:  "---\ntitle: T\n# galley:ignore tags-commas because the comma is ours\ntags: a, b\n---\nx\n",
		},
		{
			name:   "leaves what the settings switch off",
			config: "galley: {lint: {rules: {tags-commas: off}}}\n",
			before: "---\ntitle: T\ntags: a, b\n---\nx\n",
			after:  "---\ntitle: T\ntags: a, b\n---\nx\n",
		},
		{
			name:   "puts a value that YAML cuts in quotes, with what is cut",
			before: "---\ntitle: Learn C #1 now\nheader:\n  overlay_color: #333\n---\nx\n",
			after:  "---\ntitle: \"Learn C #1 now\"\nheader:\n  overlay_color: \"#333\"\n---\nx\n",
		},
		{
			name:   "leaves what may be a comment",
			before: "---\ntitle: Learn C # the language\nlayout: post # ours\n---\nx\n",
			after:  "---\ntitle: Learn C # the language\nlayout: post # ours\n---\nx\n",
		},
		{
			name:   "removes a byte order mark from a post",
			before: "\ufeff---\ntitle: T\n---\nx\n",
			after:  "---\ntitle: T\n---\nx\n",
		},
		{
			name:   "keeps the last line as it is, without a line end",
			before: "---\ntitle: T\ntags: a, b\n---",
			after:  "---\ntitle: T\ntags: [a, b]\n---",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{DefaultExamplePath: tt.before}
			if tt.config != "" {
				files["_config.yml"] = tt.config
			}
			after, m := mendFiles(t, files, false)
			if after[DefaultExamplePath] != tt.after {
				t.Errorf("have %q\nwant %q\nleft %+v\nfound %s", after[DefaultExamplePath], tt.after, m.Left, show(lintFiles(t, files, Options{})))
			}
			if again, _ := mendFiles(t, after, false); again[DefaultExamplePath] != after[DefaultExamplePath] {
				t.Errorf("mended once more it is %q", again[DefaultExamplePath])
			}
		})
	}
}

func TestWhatIsLeftIsSaidWithItsReason(t *testing.T) {
	_, m := mendFiles(t, map[string]string{
		"_posts/2024-05-01-spring.md": "---\ntitle: T\ncategories: a, b\n---\nx\n",
		"_post/2024-05-02.md":         "---\ntitle: Rain\n---\nx\n",
	}, false)
	var reasons []string
	for _, l := range m.Left {
		reasons = append(reasons, l.Rule+": "+l.Why)
	}
	want := []string{
		"folder-misnamed: Files are renamed only by `lint --fix --rename`.",
		"name-without-slug: Files are renamed only by `lint --fix --rename`.",
		"categories-commas: Its address would change from `/a,/b/2024/05/01/spring.html` to `/a/b/2024/05/01/spring.html`.",
	}
	if !slices.Equal(reasons, want) {
		t.Errorf("have %q\nwant %q", reasons, want)
	}
}

func TestAMisnamedFolderAndFileAreRenamedAtOnce(t *testing.T) {
	after, _ := mendFiles(t, map[string]string{"_post/2024-05-02.md": "---\ntitle: \"[Diary] 비가 온다\"\n---\nx\n"}, true)
	if _, ok := after["_posts/2024-05-02-diary-비가-온다.md"]; !ok || len(after) != 1 {
		t.Errorf("have %v", after)
	}
}
