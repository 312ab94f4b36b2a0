package plugins

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	rubyTag    = regexp.MustCompile(`register_tag\(?\s*["':]([\w-]+)`)
	rubyFilter = regexp.MustCompile(`register_filter`)
	rubyClass  = regexp.MustCompile(`<\s*(?:::)?(?:Jekyll::)?(Generator|Converter|Command)\b`)
	rubyHook   = regexp.MustCompile(`Hooks\.register`)
)

// RubyWarnings has a sentence for every Ruby file in the plugins folder: it is not run, and what will be missing.
func RubyWarnings(source fs.FS, dir string) []string {
	var warnings []string
	_ = fs.WalkDir(source, path.Clean(dir), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".rb" {
			return nil
		}
		text, err := fs.ReadFile(source, name)
		if err != nil {
			return nil
		}
		missing := rubyParts(string(text))
		if missing == nil {
			missing = []string{"what it does"}
		}
		warnings = append(warnings, fmt.Sprintf("%s is Ruby, which is not run; missing will be: %s.", name, strings.Join(missing, ", ")))
		return nil
	})
	return warnings
}

// rubyParts names what a plugin's source registers.
func rubyParts(text string) []string {
	var parts []string
	for _, m := range rubyTag.FindAllStringSubmatch(text, -1) {
		parts = append(parts, "the tag "+m[1])
	}
	if rubyFilter.MatchString(text) {
		parts = append(parts, "its filters")
	}
	for _, m := range rubyClass.FindAllStringSubmatch(text, -1) {
		switch m[1] {
		case "Generator":
			parts = append(parts, "the pages that it generates")
		case "Converter":
			parts = append(parts, "its converter")
		}
	}
	if rubyHook.MatchString(text) {
		parts = append(parts, "what its hooks change")
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}
