package gemtheme_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/gemtheme"
)

func gems(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "which"), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTheNewestVersionInTheFirstFolderIsTaken(t *testing.T) {
	first := gems(t, "minima-2.5.1", "minima-2.10.0", "minima-2.10.0.beta", "minima-reboot-9.0.0", "minima-x")
	second := gems(t, "minima-3.0.0", "other-1.0.0")
	for name, want := range map[string]string{"minima": "minima-2.10.0", "minima-reboot": "minima-reboot-9.0.0", "other": "other-1.0.0"} {
		theme, err := gemtheme.Finder{Dirs: []string{filepath.Join(first, "gone"), first, second}}.Find(context.Background(), jekyll.ThemeRef{Name: name})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, err := fs.ReadFile(theme, "which"); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v, want %s", name, got, err, want)
		}
	}
}

func TestWhatIsNoInstalledGemIsNotFound(t *testing.T) {
	f := gemtheme.Finder{Dirs: []string{gems(t, "minima-2.5.1")}}
	for _, ref := range []jekyll.ThemeRef{{Name: "nothing"}, {Name: "owner/minima", Remote: true}, {Name: "../minima"}, {Name: ""}} {
		if _, err := f.Find(context.Background(), ref); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%+v: %v", ref, err)
		}
	}
}

func TestTheBundleOfTheSiteGoesFirst(t *testing.T) {
	site, home := t.TempDir(), t.TempDir()
	bundle := filepath.Join(site, "vendor/bundle/ruby/3.2.0/gems")
	gemHome := filepath.Join(home, "gems")
	for _, dir := range []string{bundle, gemHome} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	dirs := gemtheme.Dirs(site, func(name string) string {
		return map[string]string{"GEM_HOME": home}[name]
	})
	if len(dirs) < 2 || dirs[0] != bundle || dirs[1] != gemHome {
		t.Errorf("%q", dirs)
	}
}
