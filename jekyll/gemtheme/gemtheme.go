// Package gemtheme finds a Jekyll theme that is installed as a Ruby gem on this machine. It runs no Ruby: a gem is a folder.
package gemtheme

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/galleypress/galley/jekyll"
)

// Finder looks for themes in folders of gems.
type Finder struct {
	// Dirs hold gems, each in a folder called name-version.
	Dirs []string
}

// Dirs are the folders in which gems are found on common systems: the site's own bundle first, then Ruby's. Getenv is os.Getenv.
func Dirs(source string, getenv func(string) string) []string {
	patterns := []string{
		filepath.Join(source, "vendor/bundle/ruby/*/gems"),
		filepath.Join(source, "vendor/bundle/ruby/*/bundler/gems"),
	}
	for _, home := range append(filepath.SplitList(getenv("GEM_PATH")), getenv("GEM_HOME"), getenv("BUNDLE_PATH")) {
		if home != "" {
			patterns = append(patterns, filepath.Join(home, "gems"), filepath.Join(home, "ruby/*/gems"))
		}
	}
	if home := getenv("HOME"); home != "" {
		for _, p := range []string{".local/share/gem/ruby/*/gems", ".gem/ruby/*/gems", ".rbenv/versions/*/lib/ruby/gems/*/gems", ".asdf/installs/ruby/*/lib/ruby/gems/*/gems", ".rvm/gems/*/gems"} {
			patterns = append(patterns, filepath.Join(home, p))
		}
	}
	patterns = append(patterns,
		"/usr/local/lib/ruby/gems/*/gems", "/usr/local/bundle/gems", "/opt/homebrew/lib/ruby/gems/*/gems", "/var/lib/gems/*/gems",
		"/usr/lib/ruby/gems/*/gems", "/usr/share/rubygems-integration/*/gems",
	)
	var dirs []string
	for _, p := range patterns {
		found, _ := filepath.Glob(p)
		dirs = append(dirs, found...)
	}
	return dirs
}

// Find returns the files of the newest version of a gem theme, from the first folder that has one. It is what jekyll.Options.FindTheme asks for.
// The error is fs.ErrNotExist where the theme is not installed, and for remote themes, which are no gems.
func (f Finder) Find(_ context.Context, ref jekyll.ThemeRef) (fs.FS, error) {
	if ref.Remote || !gemName.MatchString(ref.Name) {
		return nil, fs.ErrNotExist
	}
	for _, dir := range f.Dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		var versions []string
		for _, e := range entries {
			if version, ok := strings.CutPrefix(e.Name(), ref.Name+"-"); ok && gemVersion.MatchString(version) {
				versions = append(versions, version)
			}
		}
		if versions == nil {
			continue
		}
		slices.SortFunc(versions, compareVersions)
		root, err := os.OpenRoot(filepath.Join(dir, ref.Name+"-"+versions[len(versions)-1]))
		if err != nil {
			return nil, fmt.Errorf("its folder cannot be opened: %w", err)
		}
		return root.FS(), nil
	}
	return nil, fs.ErrNotExist
}

var (
	gemName    = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	gemVersion = regexp.MustCompile(`^[0-9]+(\.[0-9A-Za-z]+)*$`)
)

// compareVersions orders versions by their parts, numbers as numbers.
func compareVersions(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		m, errM := strconv.Atoi(x[i])
		n, errN := strconv.Atoi(y[i])
		switch {
		case errM != nil && errN == nil:
			return -1 // a prerelease
		case errM == nil && errN != nil:
			return 1
		case errM == nil && m != n:
			return m - n
		case errM != nil && x[i] != y[i]:
			return strings.Compare(x[i], y[i])
		}
	}
	if len(x) == len(y) {
		return 0
	}
	// The longer one is later, 2.5.1 than 2.5, unless what it has more is a word: 3.0.beta comes before 3.0.
	longer, order := x, 1
	if len(y) > len(x) {
		longer, order = y, -1
	}
	if _, err := strconv.Atoi(longer[min(len(x), len(y))]); err != nil {
		return -order
	}
	return order
}
