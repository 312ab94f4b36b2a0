package site

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/galleypress/galley/jekyll/config"
)

// gatherPosts finds the posts and drafts of a folder (Reader#retrieve_posts).
func (w *walker) gatherPosts(dir string, entries []fs.DirEntry) {
	for _, e := range entries {
		if !isMagic(e.Name()) {
			continue
		}
		magic := path.Join(dir, e.Name())
		isDir, broken := w.isDir(magic, e)
		switch {
		case broken != "":
			w.skip(magic, broken)
		case isDir:
			w.gather(magic, "", w.folderReason(dir, e.Name()), 0)
		}
	}
}

// folderReason says why nothing in a folder of posts or drafts is published, if so.
func (w *walker) folderReason(dir, name string) string {
	collections := w.cfg.CollectionsDir
	switch {
	case collections != "" && !strings.HasPrefix("/"+dir, "/"+collections):
		return fmt.Sprintf("the folder lies outside of collections_dir (%s)", collections)
	case name == "_drafts" && !w.cfg.ShowDrafts:
		return "it is a draft, and drafts are shown only with --drafts or show_drafts"
	}
	return ""
}

// gather collects the files of a folder of posts or drafts, at any depth. Reason hides all of them.
func (w *walker) gather(magic, sub, reason string, depth int) {
	entries, err := fs.ReadDir(w.src, path.Join(magic, sub))
	if err != nil || depth > maxDepth {
		w.skip(path.Join(magic, sub), "the folder cannot be read")
		return
	}
	for _, e := range entries {
		entry := path.Join(sub, e.Name())
		p := path.Join(magic, entry)
		if strings.HasPrefix(e.Name(), ".") {
			w.skip(p, string(config.Special))
			continue
		}
		if e.IsDir() {
			w.gather(magic, entry, reason, depth+1)
			continue
		}
		isDir, broken := w.isDir(p, e)
		if isDir {
			w.skip(p, "a link to a folder in here is not followed")
			continue
		}
		why := reason
		if why == "" {
			why = string(w.cfg.Filter(magic, entry, false))
		}
		if why == "" {
			why = nameReason(path.Base(magic), entry)
		}
		if why == "" {
			why = broken
		}
		w.addPost(p, path.Base(magic), why)
	}
}

// nameReason says why a file's name keeps it from being a post.
func nameReason(magic, entry string) string {
	if magic == "_drafts" {
		if _, _, ok := datelessName(entry); !ok {
			return "the name has no extension, such as .md"
		}
		return ""
	}
	if _, ok := parsePostName(entry); ok {
		return ""
	}
	return nameFault(path.Base(entry))
}

// nameFault explains what is missing in a name that should be that of a post.
func nameFault(name string) string {
	base, _, hasExt := splitExt(name)
	_, _, dated := strings.Cut(base, "-")
	y := digits(base, 4)
	i, hasMonth := dashNumber(base, y)
	end, hasDay := 0, false
	if hasMonth {
		end, hasDay = dashNumber(base, i)
	}
	switch {
	case !hasExt:
		return "the name has no extension, such as .md"
	case dated && y >= 2 && hasDay && end == len(base):
		return "the name has a date but no slug after it, as in 2024-10-17-title.md"
	}
	return "the name does not begin with a date and a slug, as in 2024-10-17-title.md"
}

func (r *reader) addPost(p, magic, reason string) *Document {
	d := &Document{RelativePath: r.inCollectionsDir(p), Collection: r.posts, Reason: reason}
	d.Path, d.fsys = p, r.src
	d.Draft = !strings.Contains(d.RelativePath, "_posts")
	r.documents = append(r.documents, d)
	return d
}

// readPosts reads all posts and drafts and decides which are published.
func (r *reader) readPosts() error {
	if err := r.each(len(r.documents), func(i int) { r.readDocument(r.documents[i], true) }); err != nil {
		return err
	}
	s := r.site
	seen := make(map[string]bool, len(r.documents))
	for _, d := range r.documents {
		if d.Reason == "" {
			d.Published = true
			s.Posts = append(s.Posts, d)
			seen[d.Path] = true
		}
	}
	for _, d := range r.documents {
		// A file can be met twice, as one of _posts and of a folder in it that `include` names.
		if !seen[d.Path] {
			seen[d.Path] = true
			s.Hidden = append(s.Hidden, d)
		}
	}
	sortDocuments(s.Posts)
	sort.SliceStable(s.Hidden, func(i, j int) bool { return s.Hidden[i].Path < s.Hidden[j].Path })
	if limit := r.cfg.LimitPosts; limit > 0 && len(s.Posts) > limit {
		older := s.Posts[:len(s.Posts)-limit]
		for _, d := range older {
			d.Published, d.Reason = false, fmt.Sprintf("limit_posts keeps only the newest %d", limit)
		}
		s.Hidden = append(s.Hidden, older...)
		s.Posts = s.Posts[len(older):]
	}
	if r.posts != nil {
		r.posts.Docs = s.Posts
	}
	return nil
}
