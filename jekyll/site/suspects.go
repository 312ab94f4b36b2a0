package site

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/config"
)

// looksLikePosts says whether a folder's name was probably meant to be _posts or _drafts.
func looksLikePosts(name string) bool {
	if isMagic(name) {
		return false
	}
	switch strings.Trim(strings.ToLower(name), "_- .") {
	case "post", "posts", "draft", "drafts":
		return true
	}
	return strings.HasPrefix(name, "_") && (oneApart(name, "_posts") || oneApart(name, "_drafts"))
}

// oneApart says whether one letter more, less, other, or two that changed places make b of a.
func oneApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && (a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

// suspectFolder takes what looks like posts in a folder with nearly the right name.
func (w *walker) suspectFolder(dir, name string) {
	if w.isKnownFolder(dir) {
		return
	}
	right := "_posts"
	if strings.Contains(strings.ToLower(name), "draft") {
		right = "_drafts"
	}
	reason := fmt.Sprintf("the folder is called %s, and Jekyll looks for %s in %s", name, right[1:], right)
	for _, entry := range w.filesIn(w.src, dir, "") {
		_, dated := parsePostName(entry)
		if dated || strings.HasPrefix(name, "_") && w.isText(entry) {
			w.addPost(path.Join(dir, entry), right, reason)
		}
	}
}

// isKnownFolder says whether the configuration gives a folder a meaning of its own.
func (w *walker) isKnownFolder(dir string) bool {
	for _, c := range w.cfg.Collections {
		if dir == path.Join(w.cfg.CollectionsDir, c.Directory()) {
			return true
		}
	}
	return slices.Contains([]string{w.cfg.LayoutsDir, w.cfg.IncludesDir, w.cfg.DataDir, w.cfg.PluginsDir, w.destination()}, dir)
}

func (w *walker) isText(name string) bool {
	ext := strings.ToLower(extname(name))
	return slices.Contains(w.cfg.MarkdownExt, ext) || slices.Contains([]string{".html", ".htm", ".textile", ".mdx", ".txt", ".org", ".adoc"}, ext)
}

// lookForLost looks for posts in a folder that Jekyll does not go into.
func (w *walker) lookForLost(dir, name string, why config.Entry) {
	switch {
	case strings.HasPrefix(name, "."), name == "node_modules", w.isKnownFolder(dir), dir == "vendor":
	case looksLikePosts(name):
		w.suspectFolder(dir, name)
	case why == config.Excluded:
		w.lost(dir, fmt.Sprintf("its folder, %s, is excluded by the configuration", dir), 0)
	default:
		w.lost(dir, fmt.Sprintf("Jekyll does not look for posts in %s, because its name begins with %q", dir, name[:1]), 0)
	}
}

func (w *walker) lost(dir, reason string, depth int) {
	entries, err := fs.ReadDir(w.src, dir)
	if err != nil || depth > maxDepth {
		return
	}
	for _, e := range entries {
		switch {
		case !e.IsDir() || strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules":
		case isMagic(e.Name()):
			w.gather(path.Join(dir, e.Name()), "", reason, 0)
		default:
			w.lost(path.Join(dir, e.Name()), reason, depth+1)
		}
	}
}
