package desk

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/lint"
)

var now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// write makes a folder of files and returns its path, without links in it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for p, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const sound = "---\ntitle: T\n---\nx\n"

func TestFindTellsTheSiteAroundAPath(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		arg   string
		root  string // from the folder; "-" for none
		paths []string
	}{
		{"a folder with a configuration is the site", map[string]string{"_config.yml": "", "_posts/2024-05-01-a.md": sound}, ".", ".", nil},
		{"a folder in a site stands for its part of it", map[string]string{"_config.yml": "", "_posts/2024-05-01-a.md": sound}, "_posts", ".", []string{"_posts"}},
		{"a file is in the nearest site upwards", map[string]string{"docs/_config.yml": "", "_config.yml": "", "docs/_posts/x/2024-05-01-a.md": sound}, "docs/_posts/x/2024-05-01-a.md", "docs", []string{"_posts/x/2024-05-01-a.md"}},
		{"the site may be below the given folder", map[string]string{"site/_config.yml": "", "README.md": ""}, ".", "site", nil},
		{"without a configuration the folder of posts shows the root", map[string]string{"blog/_posts/web/2024-05-01-a.md": sound}, "blog/_posts/web/2024-05-01-a.md", "blog", []string{"_posts/web/2024-05-01-a.md"}},
		{"so does a misnamed one", map[string]string{"blog/_post/2024-05-01-a.md": sound}, "blog/_post/2024-05-01-a.md", "blog", []string{"_post/2024-05-01-a.md"}},
		{"a folder without any site is looked at as one", map[string]string{"_post/2024-05-01-a.md": sound}, ".", ".", nil},
		{"nothing is looked for above a repository", map[string]string{"_config.yml": "", "inner/.git/HEAD": "", "inner/a.md": sound}, "inner/a.md", "-", nil},
		{"a file in no site is alone", map[string]string{".git/HEAD": "", "a.md": sound}, "a.md", "-", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, tt.files)
			arg := filepath.Join(dir, filepath.FromSlash(tt.arg))
			jobs, err := Find([]string{arg})
			if err != nil {
				t.Fatal(err)
			}
			if len(jobs) != 1 {
				t.Fatalf("have %d sites: %+v", len(jobs), jobs)
			}
			root := ""
			if tt.root != "-" {
				root = filepath.Join(dir, tt.root)
			} else {
				tt.paths = []string{arg}
			}
			if jobs[0].Root != root || !slices.Equal(jobs[0].Paths, tt.paths) {
				t.Errorf("have %q %q, want %q %q", jobs[0].Root, jobs[0].Paths, root, tt.paths)
			}
		})
	}
}

func TestFindGroupsPathsByTheirSites(t *testing.T) {
	dir := write(t, map[string]string{"a/_config.yml": "", "a/_posts/2024-05-01-a.md": sound, "a/_posts/2024-05-02-b.md": sound, "b/_config.yml": "", "b/_posts/2024-05-01-a.md": sound})
	jobs, err := Find([]string{filepath.Join(dir, "a/_posts/2024-05-01-a.md"), filepath.Join(dir, "b/_posts"), filepath.Join(dir, "a/_posts/2024-05-02-b.md")})
	if err != nil {
		t.Fatal(err)
	}
	if len(jobs) != 2 || !slices.Equal(jobs[0].Paths, []string{"_posts/2024-05-01-a.md", "_posts/2024-05-02-b.md"}) {
		t.Errorf("have %+v", jobs)
	}
}

func TestAPathThatIsNotThereIsNamed(t *testing.T) {
	_, err := Find([]string{"no/such/place"})
	if err == nil || err.Error() != "there is no file or folder no/such/place" {
		t.Errorf("have %v", err)
	}
}

// check looks at a path and returns the findings as `path:line:col rule`.
func check(t *testing.T, arg string, input *Input) []string {
	t.Helper()
	var jobs []Job
	if input != nil {
		job, in := ForText(arg, input.Text)
		jobs, input = []Job{job}, in
	} else {
		found, err := Find([]string{arg})
		if err != nil {
			t.Fatal(err)
		}
		jobs = found
	}
	var lines []string
	for _, job := range jobs {
		r, err := Read(context.Background(), job, Options{Now: now, Input: input})
		if err != nil {
			t.Fatal(err)
		}
		found, err := r.Check(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			lines = append(lines, f.Path+" "+f.Rule)
		}
	}
	return lines
}

func TestPathsAreAsTheUserKnowsThem(t *testing.T) {
	dir := write(t, map[string]string{"docs/_config.yml": "", "docs/_posts/2024-05-01-a.md": "x\n", ".git/HEAD": ""})
	t.Chdir(dir)
	for arg, want := range map[string]string{
		".":                           "docs/_posts/2024-05-01-a.md",
		"docs":                        "docs/_posts/2024-05-01-a.md",
		"docs/_posts/2024-05-01-a.md": "docs/_posts/2024-05-01-a.md",
		filepath.Join(dir, "docs"):    filepath.ToSlash(dir) + "/docs/_posts/2024-05-01-a.md",
	} {
		if have := check(t, arg, nil); !slices.Equal(have, []string{want + " front-matter-missing"}) {
			t.Errorf("%s: have %q, want %q", arg, have, want)
		}
	}
	t.Chdir("docs/_posts")
	for _, arg := range []string{"2024-05-01-a.md", ".", ".."} {
		if have := check(t, arg, nil); !slices.Equal(have, []string{"2024-05-01-a.md front-matter-missing"}) {
			t.Errorf("%s: have %q", arg, have)
		}
	}
}

func TestASingleFileIsSeenInItsSite(t *testing.T) {
	dir := write(t, map[string]string{
		"_config.yml":            "permalink: /:title/\n",
		"_posts/2023-05-01-a.md": sound,
		"_posts/2024-05-01-a.md": sound,
		"_posts/2024-05-02-b.md": "x\n",
	})
	have := check(t, filepath.Join(dir, "_posts/2024-05-01-a.md"), nil)
	if want := []string{filepath.ToSlash(dir) + "/_posts/2024-05-01-a.md url-shared"}; !slices.Equal(have, want) {
		t.Errorf("have %q, want %q", have, want)
	}
}

func TestATextStandsInThePlaceOfItsFile(t *testing.T) {
	dir := write(t, map[string]string{
		"_config.yml":            "permalink: /:title/\n",
		"_posts/2023-05-01-a.md": sound,
		"_posts/2024-05-02-b.md": sound,
	})
	t.Chdir(dir)
	for name, want := range map[string][]string{
		"_posts/2024-05-02-b.md":        {"_posts/2024-05-02-b.md tags-commas"},
		"_posts/2024-05-01-a.md":        {"_posts/2024-05-01-a.md url-shared", "_posts/2024-05-01-a.md tags-commas"},
		"blog/_posts/2024-05-01-new.md": {"blog/_posts/2024-05-01-new.md tags-commas"},
		"":                              {"- tags-commas"},
	} {
		have := check(t, name, &Input{Text: []byte("---\ntitle: T\ntags: a, b\n---\nx\n")})
		if !slices.Equal(have, want) {
			t.Errorf("%q: have %q, want %q", name, have, want)
		}
	}
}

func TestAFileInNoSiteIsLookedAtForItself(t *testing.T) {
	dir := write(t, map[string]string{".git/HEAD": "", "notes.md": "---\ntitle: a: b\ntags: a, b\n---\nx\n", "2024-05-01-x.md": "x\n", "README.md": "# Our blog\n\n| a |\n|---|\n"})
	t.Chdir(dir)
	if have := check(t, "README.md", nil); len(have) > 0 {
		t.Errorf("a file that is no post is found wanting: %q", have)
	}
	if have := check(t, "notes.md", nil); !slices.Equal(have, []string{"notes.md yaml-colon"}) {
		t.Errorf("have %q", have)
	}
	if have := check(t, "2024-05-01-x.md", nil); !slices.Equal(have, []string{"2024-05-01-x.md front-matter-missing"}) {
		t.Errorf("have %q", have)
	}
}

func TestTheSourceThatAConfigurationNamesIsFollowed(t *testing.T) {
	dir := write(t, map[string]string{"_config.yml": "source: src\n", "src/_posts/2024-05-01-a.md": "x\n"})
	t.Chdir(dir)
	if have := check(t, ".", nil); !slices.Equal(have, []string{"src/_posts/2024-05-01-a.md front-matter-missing"}) {
		t.Errorf("have %q", have)
	}
}

func TestABadConfigurationIsToldWithItsPlace(t *testing.T) {
	for text, want := range map[string]string{
		"title: a: b\n": "_config.yml:1:",
		"galley:\n  lint:\n    rules:\n      tags-splits: off\n": "_config.yml:4:7: there is no rule `tags-splits`; did you mean `tags-split`?",
	} {
		dir := write(t, map[string]string{"_config.yml": text, "_posts/2024-05-01-a.md": sound})
		t.Chdir(dir)
		jobs, err := Find([]string{"."})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = Read(context.Background(), jobs[0], Options{Now: now}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("have %v, want %s…", err, want)
		}
	}
}

// mend mends a folder and returns what it says.
func mend(t *testing.T, dir string, rename bool) (*Mended, error) {
	t.Helper()
	jobs, err := Find([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(context.Background(), jobs[0], Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return r.Mend(context.Background(), rename)
}

func TestMendRenamesWithGitAndWithout(t *testing.T) {
	for _, repository := range []bool{true, false} {
		name := "without git"
		if repository {
			name = "in a repository"
		}
		t.Run(name, func(t *testing.T) {
			dir := write(t, map[string]string{"_config.yml": "", "_post/2024-05-01.md": "---\ntitle: Spring\ntags: a, b\n---\nx\n"})
			git := func(args ...string) string {
				out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput()
				if err != nil {
					t.Fatalf("git %v: %v\n%s", args, err, out)
				}
				return string(out)
			}
			if repository {
				if _, err := exec.LookPath("git"); err != nil {
					t.Skip("git is missing, so that renaming with it cannot be tested")
				}
				git("init", "-q")
				git("add", ".")
			}
			done, err := mend(t, dir, true)
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(dir, "_posts/2024-05-01-spring.md"))
			if err != nil || string(text) != "---\ntitle: Spring\ntags: [a, b]\n---\nx\n" {
				t.Errorf("have %q, %v; %+v", text, err, done)
			}
			if _, err := os.Stat(filepath.Join(dir, "_post")); err == nil {
				t.Error("the misnamed folder is still there")
			}
			if repository && !strings.Contains(git("ls-files"), "_posts/2024-05-01-spring.md") {
				t.Errorf("git does not know the new name:\n%s", git("ls-files"))
			}
		})
	}
}

func TestMendNeverOverwrites(t *testing.T) {
	dir := write(t, map[string]string{"_config.yml": "", "_post/2024-05-01-a.md": sound, "_posts/2024-05-01-a.md": "---\ntitle: Another\n---\ny\n"})
	if _, err := mend(t, dir, true); err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]string{"_post/2024-05-01-a.md": sound, "_posts/2024-05-01-a.md": "---\ntitle: Another\n---\ny\n"} {
		if have, err := os.ReadFile(filepath.Join(dir, p)); err != nil || string(have) != want {
			t.Errorf("%s: have %q, %v", p, have, err)
		}
	}
}

func TestMendKeepsPermissionsAndLinks(t *testing.T) {
	dir := write(t, map[string]string{"_config.yml": "", "shared.txt": "---\ntitle: T\ntags: a, b\n---\nx\n", "_posts/2024-05-02-b.md": "---\ntitle: T\ntags: a, b\n---\nx\n"})
	if err := os.Chmod(filepath.Join(dir, "_posts/2024-05-02-b.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "_posts/2024-05-01-a.md")
	if err := os.Symlink("../shared.txt", link); err != nil {
		t.Skipf("links cannot be made here: %v", err)
	}
	if _, err := mend(t, dir, false); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is none any more: %v, %v", info, err)
	}
	if text, err := os.ReadFile(link); err != nil || !strings.Contains(string(text), "[a, b]") {
		t.Errorf("the link's file is not mended: %q, %v", text, err)
	}
	if info, err := os.Stat(filepath.Join(dir, "_posts/2024-05-02-b.md")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the permissions have changed: %v, %v", info, err)
	}
}

func TestAFileThatChangedMeanwhileIsLeftAlone(t *testing.T) {
	dir := write(t, map[string]string{"_config.yml": "", "_posts/2024-05-02-b.md": "---\ntitle: T\ntags: a, b\n---\nx\n"})
	jobs, err := Find([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(context.Background(), jobs[0], Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	err = r.rewrite(lint.MendedFile{Path: "_posts/2024-05-02-b.md", Before: []byte("other"), After: []byte("mended")})
	if err == nil || !strings.Contains(err.Error(), "was changed while it was being mended") {
		t.Errorf("have %v", err)
	}
}
