package config

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// pattern is an entry of include or exclude, which means a glob, the beginning of a path, or a folder (EntryFilter#glob_include?).
type pattern struct {
	text string // without leading slashes
	glob bool
}

func newPatterns(list []string) []pattern {
	patterns := make([]pattern, len(list))
	for i, text := range list {
		text = strings.TrimLeft(text, "/")
		patterns[i] = pattern{text: text, glob: strings.ContainsAny(text, `*?[\`)}
	}
	return patterns
}

func (p pattern) matches(entry string, isDir bool) bool {
	return strings.HasPrefix(entry, p.text) || p.glob && fnmatch(p.text, entry) ||
		isDir && len(p.text) == len(entry)+1 && p.text[len(entry)] == '/' && p.text[:len(entry)] == entry
}

// fnmatch is Ruby's File.fnmatch? without flags: * and ? also match a slash.
func fnmatch(pattern, name string) bool { return match(pattern, name, false) }

// match matches with * and ? that stop at slashes where inPath says so.
func match(pattern, name string, inPath bool) bool {
	for pattern != "" {
		switch c := pattern[0]; c {
		case '*':
			pattern = strings.TrimLeft(pattern, "*")
			for i := 0; ; i++ {
				if match(pattern, name[i:], inPath) {
					return true
				}
				if i == len(name) || inPath && name[i] == '/' {
					return false
				}
			}
		case '?':
			r, size := utf8.DecodeRuneInString(name)
			if size == 0 || inPath && r == '/' {
				return false
			}
			pattern, name = pattern[1:], name[size:]
		case '[':
			r, size := utf8.DecodeRuneInString(name)
			rest, ok := matchSet(pattern[1:], r)
			if size == 0 || !ok {
				return false
			}
			pattern, name = rest, name[size:]
		default:
			if c == '\\' && len(pattern) > 1 {
				pattern = pattern[1:]
			}
			if name == "" || name[0] != pattern[0] {
				return false
			}
			pattern, name = pattern[1:], name[1:]
		}
	}
	return name == ""
}

// matchSet matches a character with what stands behind "[", and returns what follows the closing "]".
func matchSet(set string, r rune) (rest string, ok bool) {
	negated := false
	if set != "" && (set[0] == '!' || set[0] == '^') {
		negated, set = true, set[1:]
	}
	next := func() (rune, bool) {
		set = strings.TrimPrefix(set, `\`)
		low, size := utf8.DecodeRuneInString(set)
		set = set[size:]
		return low, size > 0
	}
	found := false
	for !strings.HasPrefix(set, "]") {
		low, ok := next()
		if !ok {
			return "", false
		}
		high := low
		if strings.HasPrefix(set, "-") && !strings.HasPrefix(set, "-]") {
			set = set[1:]
			if high, ok = next(); !ok {
				return "", false
			}
		}
		found = found || low <= r && r <= high
	}
	return set[1:], found != negated
}

// glob is Ruby's Dir.glob in a source: the paths that a pattern names. Hidden entries need a point in the pattern; ** does not follow
// symbolic links.
func glob(src fs.FS, pattern string) []string {
	var found []string
	for _, p := range braces(pattern) {
		onlyFolders := strings.HasSuffix(p, "/")
		p = path.Clean(p)
		if p == "." || strings.HasPrefix(p, "/") || strings.HasPrefix(p, "..") {
			continue
		}
		start := len(found)
		globIn(src, "", strings.Split(p, "/"), &found)
		if onlyFolders {
			kept := slices.DeleteFunc(found[start:], func(p string) bool {
				info, err := fs.Stat(src, p)
				return err != nil || !info.IsDir()
			})
			found = found[:start+len(kept)]
		}
	}
	return found
}

func globIn(src fs.FS, dir string, segments []string, found *[]string) {
	if len(segments) == 0 {
		*found = append(*found, dir)
		return
	}
	segment, rest := segments[0], segments[1:]
	if !strings.ContainsAny(segment, `*?[\`) {
		if _, err := fs.Stat(src, path.Join(dir, segment)); err == nil {
			globIn(src, path.Join(dir, segment), rest, found)
		}
		return
	}
	entries, err := fs.ReadDir(src, path.Join(".", dir))
	if err != nil {
		return
	}
	if segment[0] == '.' && match(segment, ".", true) { // ".*" names the folder itself, too
		globIn(src, path.Join(".", dir), rest, found)
	}
	deep := segment == "**" && len(rest) > 0
	if deep {
		globIn(src, dir, rest, found)
	}
	for _, e := range entries {
		name := e.Name()
		hidden := strings.HasPrefix(name, ".") && !strings.HasPrefix(segment, ".")
		switch {
		case hidden:
		case deep:
			if e.IsDir() {
				globIn(src, path.Join(dir, name), segments, found)
			}
		case match(segment, name, true):
			globIn(src, path.Join(dir, name), rest, found)
		}
	}
}

// braces writes out {a,b}, nested ones too.
func braces(pattern string) []string {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		return []string{pattern}
	}
	depth, from := 0, open+1
	var options []string
	for i := open; i < len(pattern); i++ {
		switch pattern[i] {
		case '{':
			depth++
		case ',':
			if depth == 1 {
				options = append(options, pattern[from:i])
				from = i + 1
			}
		case '}':
			if depth--; depth > 0 {
				continue
			}
			var all []string
			for _, option := range append(options, pattern[from:i]) {
				all = append(all, braces(pattern[:open]+option+pattern[i+1:])...)
				if len(all) > maxBraces {
					return all[:maxBraces]
				}
			}
			return all
		}
	}
	return []string{pattern}
}

// maxBraces bounds how many patterns a pattern with braces can stand for.
const maxBraces = 1000
