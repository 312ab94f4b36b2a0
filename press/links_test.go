package press

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

func TestLinksLeadWhereJekyllFollowsThem(t *testing.T) {
	for name, test := range map[string]struct {
		link, target string
		want         []string // what the link brings
	}{
		"to a file":                   {"about.md", "docs/about.md", []string{"about.md"}},
		"to a file beside it":         {"docs/me.md", "about.md", []string{"docs/me.md"}},
		"up and down again":           {"docs/pic.png", "../img/a.png", []string{"docs/pic.png"}},
		"to a folder":                 {"assets/pictures", "../img", []string{"assets/pictures/a.png", "assets/pictures/deep/b.png"}},
		"to a folder with a slash":    {"pictures", "img/", []string{"pictures/a.png", "pictures/deep/b.png"}},
		"to a link":                   {"twice.md", "once.md", []string{"twice.md"}},
		"out of the commit":           {"passwd", "../../etc/passwd", nil},
		"out and in again":            {"docs/out.md", "../../blog/docs/about.md", nil},
		"to an absolute path":         {"passwd", "/etc/passwd", nil},
		"to nothing":                  {"nothing", "missing.md", nil},
		"to itself":                   {"self", "self", nil},
		"to the root":                 {"docs/all", "..", nil},
		"to the folder that it is in": {"img/again", "../img", nil},
		"without a target":            {"empty", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]entry{"docs/about.md": {"b1", 1}, "img/a.png": {"b2", 2}, "img/deep/b.png": {"b3", 3}, "imgs.txt": {"b4", 4}}
			before := maps.Clone(files)
			if !follow(files, map[string]string{test.link: test.target, "once.md": "docs/about.md"}, 100) {
				t.Fatal("too many files")
			}
			delete(files, "once.md")
			maps.DeleteFunc(files, func(name string, _ entry) bool { _, was := before[name]; return was })
			if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestLinksToLinksToFoldersDoNotExplode(t *testing.T) {
	files, targets := map[string]entry{}, map[string]string{}
	for i := range 1000 {
		files[fmt.Sprintf("many/%d.png", i)] = entry{"b", 1}
		targets[fmt.Sprintf("again-%d", i)] = "many"
	}
	if follow(files, targets, 5000) {
		t.Errorf("%d files of a thousand, with a limit of 5,000", len(files))
	}
}
