package press

import (
	"path"
	"slices"
	"strings"
)

// longestLink is more than any symbolic link's target has; what is longer is no link of a blog's.
const longestLink = 4096

// mostHops is how many symbolic links are followed from one to the next.
const mostHops = 8

// follow puts in place of symbolic links the files and folders that they lead to, as Jekyll reads them. Links that lead
// out of the commit, to nothing, or in a circle are left out. Targets are by the links' paths. At most limit files come
// of it; it is false if there would be more.
func follow(files map[string]entry, targets map[string]string, limit int) bool {
	regular := make([]string, 0, len(files))
	for name := range files {
		regular = append(regular, name)
	}
	slices.Sort(regular)
	for link := range targets {
		target, ok := lead(link, targets)
		if !ok {
			continue
		}
		if e, isFile := files[target]; isFile && targets[target] == "" {
			files[link] = e
			continue
		}
		folder := target + "/"
		if target == "." || strings.HasPrefix(link, folder) {
			continue // a folder within itself has no end
		}
		start, _ := slices.BinarySearch(regular, folder)
		for _, name := range regular[start:] {
			inside, ok := strings.CutPrefix(name, folder)
			if !ok {
				break
			}
			files[link+"/"+inside] = files[name]
			if len(files) > limit {
				return false
			}
		}
	}
	return true
}

// lead gives the path that a link leads to in the end.
func lead(link string, targets map[string]string) (string, bool) {
	at := link
	for range mostHops {
		target, isLink := targets[at]
		if !isLink {
			return at, true
		}
		if target == "" || path.IsAbs(target) {
			return "", false
		}
		at = path.Join(path.Dir(at), target)
		if at == ".." || strings.HasPrefix(at, "../") {
			return "", false
		}
	}
	return "", false
}
