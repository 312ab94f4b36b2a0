package site_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
)

// mapFS makes a source of names and texts that follow each other.
func mapFS(files ...string) fstest.MapFS {
	src := fstest.MapFS{}
	for i := 0; i+1 < len(files); i += 2 {
		src[files[i]] = &fstest.MapFile{Data: []byte(files[i+1]), Mode: 0o644}
	}
	return src
}

const plainPost = "---\ntitle: A title\n---\nText\n"

func TestReasonsWhyAFileIsNotPublished(t *testing.T) {
	tests := []struct{ name, path, text, config, reason string }{
		{"a folder without s", "_post/2024-10-17-x.md", plainPost, "", "the folder is called _post, and Jekyll looks for posts in _posts"},
		{"a folder without s, no slug either", "_post/2024-10-17.md", plainPost, "", "the folder is called _post"},
		{"a folder in capitals", "_Posts/2024-10-17-x.md", plainPost, "", "the folder is called _Posts"},
		{"a folder without underscore", "posts/2024-10-17-x.md", plainPost, "", "the folder is called posts"},
		{"a folder with swapped letters", "_psots/2024-10-17-x.md", plainPost, "", "the folder is called _psots"},
		{"no slug", "_posts/2024-10-17.md", plainPost, "", "has a date but no slug"},
		{"no date", "_posts/title.md", plainPost, "", "does not begin with a date and a slug"},
		{"no extension", "_posts/2024-10-17-title", plainPost, "", "has no extension"},
		{"in the future", "_posts/2026-06-16-x.md", plainPost, "", "its date, 2026-06-16 00:00:00 +0000, is in the future"},
		{"in the future by its zone", "_posts/2026-06-15-x.md", "---\ndate: 2026-06-15 23:00:00\n---\n", "timezone: Asia/Seoul", "its date, 2026-06-16 08:00:00 +0900, is in the future"},
		{"published: false", "_posts/2024-10-17-x.md", "---\npublished: no\n---\n", "", "published: false"},
		{"published: nothing", "_posts/2024-10-17-x.md", "---\npublished:\n---\n", "", "without a value"},
		{"a draft", "_drafts/x.md", plainPost, "", "it is a draft"},
		{"an excluded folder", "docs/_posts/2024-10-17-x.md", plainPost, "exclude: [docs]", "its folder, docs, is excluded"},
		{"a special folder", "_blog/_posts/2024-10-17-x.md", plainPost, "", `its name begins with "_"`},
		{"outside of collections_dir", "_posts/2024-10-17-x.md", plainPost, "collections_dir: content", "outside of collections_dir (content)"},
		{"not UTF-8", "_posts/2024-10-17-x.md", "---\ntitle: caf\xe9\n---\n", "", "not valid UTF-8"},
		{"no date in its date", "_posts/2024-10-17-x.md", "---\ndate: soon\n---\n", "", `"soon" in the YAML front matter is not a date`},
		{"an impossible date in its name", "_posts/2024-13-45-x.md", plainPost, "", `"2024-13-45" in the filename is not a date`},
		{"an unknown placeholder", "_posts/2024-10-17-x.md", "---\npermalink: /:nope/\n---\n", "", ":nope"},
		{"a slug that is a number", "_posts/2024-10-17-x.md", "---\nslug: 5\n---\n", "", "slug must be text"},
		{"a YAML file", "_posts/2024-10-17-x.yml", "a: b", "", "YAML file"},
		{"a backup", "_posts/2024-10-17-x.md~", plainPost, "", "ends with ~"},
		{"older than limit_posts", "_posts/2024-10-17-x.md", plainPost, "limit_posts: 1", "limit_posts keeps only the newest 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := mapFS(test.path, test.text, "_config.yml", test.config, "_posts/2025-01-01-other.md", plainPost, "content/_posts/2025-01-02-other.md", plainPost)
			for _, f := range readSite(t, src, oddNow).Facts() {
				if f.Path == test.path {
					if f.Published || !strings.Contains(f.Reason, test.reason) {
						t.Errorf("published %t, reason %q; want %q", f.Published, f.Reason, test.reason)
					}
					return
				}
			}
			t.Error("there is no fact")
		})
	}
}

func TestAPostWithBrokenFrontMatterIsPublishedWithoutIt(t *testing.T) {
	s := readSite(t, mapFS("_posts/2024-10-17-x.md", "---\ntitle: a: b\ntags: [c]\n---\n"), oddNow)
	f := s.Facts()[0]
	if !f.Published || f.URL != "/2026/06/15/2024-10-17-x.html" || f.Title != "" || f.Tags != nil {
		t.Errorf("have %+v", f)
	}
	if len(s.Faults) != 1 || s.Faults[0].Line != 2 || s.Faults[0].Column != 9 || s.Faults[0].Fatal {
		t.Errorf("faults %+v, want one at 2:9", s.Faults)
	}
}

func TestEveryPlaceholder(t *testing.T) {
	const text = "---\ndate: 2020-01-05 07:08:09\ncategories: [Über uns, a/b]\n---\n"
	for placeholder, want := range map[string]string{
		"year": "2020", "short_year": "20", "month": "01", "i_month": "1", "short_month": "Jan", "long_month": "January", "day": "05", "i_day": "5",
		"y_day": "005", "w_year": "2020", "week": "01", "w_day": "7", "short_day": "Sun", "long_day": "Sunday", "hour": "07", "minute": "08", "second": "09",
		"title": "Ein-Tag!", "slug": "ein-tag", "name": "2020-01-05-ein-tag", "categories": "%C3%BCber%20uns/a/b", "slugified_categories": "%C3%BCber-uns/a-b",
		"collection": "posts", "path": "2020-01-05-Ein%20Tag!", "output_ext": ".html",
	} {
		s := readSite(t, mapFS("_posts/2020-01-05-Ein Tag!.md", text, "_config.yml", "permalink: /x/:"+placeholder), oddNow)
		if have := s.Posts[0].URL; have != "/x/"+want {
			t.Errorf(":%s: have %s, want /x/%s", placeholder, have, want)
		}
	}
}

func TestSlugs(t *testing.T) {
	for _, test := range []struct{ text, mode, want string }{
		{"Hello, World!", "", "hello-world"},
		{"Hello, World!", "pretty", "hello,-world!"},
		{"한글 제목 #1", "default", "한글-제목-1"},
		{"한글 Ünï", "ascii", "n"},
		{"Ünï Æß 한", "latin", "uni-aess"},
		{" a  b ", "raw", "a-b"},
		{"A B", "none", "a b"},
		{"İ", "", "i̇"},
	} {
		if have := site.Slugify(test.text, test.mode, false); have != test.want {
			t.Errorf("%q, %s: have %q, want %q", test.text, test.mode, have, test.want)
		}
	}
}

// knowing is a source that knows which files begin with front matter, and notes what is opened.
type knowing struct {
	fstest.MapFS
	opened []string
}

func (k *knowing) HasFrontMatter(path string) (has, known bool) {
	return strings.HasSuffix(path, ".md"), !strings.HasSuffix(path, ".txt")
}

func (k *knowing) Open(name string) (fs.File, error) {
	if f := k.MapFS[name]; f != nil {
		k.opened = append(k.opened, name)
	}
	return k.MapFS.Open(name)
}

func TestStaticFilesAreNotOpenedWhereTheSourceKnowsThem(t *testing.T) {
	src := &knowing{MapFS: mapFS("a.png", "x", "b.txt", "x", "c.md", plainPost, "_posts/2020-01-01-p.md", plainPost, "_docs/d.pdf", "x", "_config.yml", "collections: [docs]")}
	cfg, err := config.Load(src, config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	src.opened = nil
	s, err := site.Read(context.Background(), src, cfg, site.Options{Now: oddNow, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(src.opened)
	if want := []string{"_posts/2020-01-01-p.md", "b.txt", "c.md"}; !slices.Equal(slices.Compact(src.opened), want) {
		t.Errorf("opened %q, want %q", src.opened, want)
	}
	if len(s.Static) != 3 || len(s.Pages) != 1 {
		t.Errorf("%d static files and %d pages", len(s.Static), len(s.Pages))
	}
}

func TestSymbolicLinksNeverLeadOut(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "outside")
	blog := filepath.Join(dir, "blog")
	for _, d := range []string{outside, filepath.Join(outside, "_posts"), filepath.Join(blog, "_posts"), filepath.Join(blog, "texts")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name string) {
		if err := os.WriteFile(name, []byte(plainPost), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(outside, "secret.md"))
	write(filepath.Join(outside, "_posts", "2020-01-01-secret.md"))
	write(filepath.Join(blog, "texts", "inside.md"))
	for name, target := range map[string]string{
		"_posts/2020-01-01-inside.md": "../texts/inside.md", "_posts/2020-01-02-out.md": "../../outside/secret.md",
		"_posts/2020-01-03-absolute.md": filepath.Join(outside, "secret.md"), "_posts/2020-01-04-nowhere.md": "nothing.md",
		"out": "../outside", "up": "..", "here": ".", "page.md": "../outside/secret.md", "static.txt": "../outside/secret.md",
	} {
		if err := os.Symlink(target, filepath.Join(blog, name)); err != nil {
			t.Skip("symbolic links cannot be made here:", err)
		}
	}
	src, err := site.OpenDir(blog)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	s := readSite(t, src, oddNow)
	if len(s.Posts) != 1 || s.Posts[0].Path != "_posts/2020-01-01-inside.md" {
		t.Errorf("posts: %v", s.Facts())
	}
	if len(s.Pages) != 1 || s.Pages[0].Path != "texts/inside.md" || len(s.Static) != 0 {
		t.Errorf("pages %v, static files %v", s.Pages, s.Static)
	}
	for _, path := range []string{"out", "up", "here", "page.md", "static.txt"} {
		if !slices.ContainsFunc(s.Skipped, func(skipped site.Skipped) bool {
			return skipped.Path == path && strings.Contains(skipped.Reason, "link")
		}) {
			t.Errorf("%s is not among what is skipped: %v", path, s.Skipped)
		}
	}
}

func TestBodiesAreReadWhenAskedFor(t *testing.T) {
	src := mapFS("_posts/2020-01-01-p.md", "\ufeff---\ntitle: a\n---\n\n\nText\n", "_posts/2020-01-02-none.md", "Only text\n")
	for _, keep := range []bool{false, true} {
		cfg, _ := config.Load(src, config.Options{})
		s, err := site.Read(context.Background(), src, cfg, site.Options{Now: oddNow, KeepBodies: keep})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{"Text\n", "Only text\n"} {
			if body, err := s.Posts[i].Body(); err != nil || string(body) != want {
				t.Errorf("keep %t: have %q, %v; want %q", keep, body, err, want)
			}
		}
	}
}

func TestACancelledReadEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	src := mapFS("_posts/2020-01-01-p.md", plainPost)
	cfg, _ := config.Load(src, config.Options{})
	if _, err := site.Read(ctx, src, cfg, site.Options{Now: oddNow}); !errors.Is(err, context.Canceled) {
		t.Errorf("have %v", err)
	}
}

func TestALargeFileIsRefusedWithAReason(t *testing.T) {
	src := mapFS("_posts/2020-01-01-p.md", "---\na: b\n---\n"+strings.Repeat("x", 65<<20))
	if f := readSite(t, src, oddNow).Facts()[0]; f.Published || !strings.Contains(f.Reason, "larger than 64 MB") {
		t.Errorf("have %+v", f)
	}
}

func TestDocumentsKnowWhatTheirFrontMatterSays(t *testing.T) {
	s := readSite(t, mapFS("blog/_posts/2020-01-05-x.md", "---\ntags: a b\ncategory: C\nlayout: post\n---\n"), oddNow)
	d := s.Posts[0]
	if want := `{"draft"=>false, "categories"=>["blog", "C"], "tags"=>["a", "b"], "category"=>"C", "layout"=>"post", "date"=>2020-01-05 00:00:00 +0000, "title"=>"X", "slug"=>"x", "ext"=>".md"}`; psych.Inspect(d.Data) != want {
		t.Errorf("have %s\nwant %s", psych.Inspect(d.Data), want)
	}
	if !d.Date.Equal(time.Date(2020, 1, 5, 0, 0, 0, 0, time.UTC)) || d.Layout != "post" || d.Destination() != "blog/c/2020/01/05/x.html" {
		t.Errorf("have %+v", d)
	}
}

func FuzzPermalink(f *testing.F) {
	for _, s := range []string{"/:title/", ":categories/:year", "/:nope", "../..", "/a b?c#d", "/:title_:output_ext", "http://x/:slug", "/%zz/:path"} {
		f.Add(s, "a slug")
	}
	f.Fuzz(func(t *testing.T, permalink, slug string) {
		src := mapFS("_posts/2020-01-01-p.md", "---\npermalink: "+quoted(permalink)+"\nslug: "+quoted(slug)+"\n---\n")
		cfg, err := config.Load(src, config.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s, err := site.Read(context.Background(), src, cfg, site.Options{Now: oddNow})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range s.Posts {
			if !strings.HasPrefix(d.URL, "/") || strings.Contains(d.URL, "//") || strings.Contains(d.URL, "..") {
				t.Errorf("%q: the URL is %q", permalink, d.URL)
			}
			if p := d.Destination(); strings.HasPrefix(p, "/") || slices.Contains(strings.Split(p, "/"), "..") {
				t.Errorf("%q: is written to %q", permalink, p)
			}
		}
	})
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
