package lint

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/psych"
)

// whereRules are about the place and the name of a file: those that Jekyll goes by to take it for a post.
var whereRules = []Rule{
	{
		Name: "folder-misnamed", Family: "where", Level: Error,
		Summary: "a folder whose name is almost `_posts`",
		Effect:  "Nobody sees any of the posts in the folder: Jekyll reads posts from folders called `_posts` and says nothing about others.",
		Mended:  "`lint --fix --rename` renames the folder, with `git mv` where there is a git repository.",
		Wrong:   Example{Path: "_post/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkFolder,
	},
	{
		Name: "folder-of-pages", Family: "where", Level: Warning,
		Summary: "posts in a folder without the underscore",
		Effect:  "The files become pages: they have an address, but are in no list of posts, no feed, no archive.",
		Mended:  "Left to a person, because the pages' addresses would change.",
		Wrong:   Example{Path: "posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkFolderOfPages,
	},
	{
		Name: "folder-not-read", Family: "where", Level: Warning,
		Summary: "a folder of posts inside of one that Jekyll does not go into",
		Effect:  "Nobody sees any of the posts in the folder: Jekyll does not look into folders whose name begins with an underscore.",
		Mended:  "Left to a person, because the posts' categories are made from the names of these folders.",
		Wrong:   Example{Path: "_blog/_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		Right:   Example{Path: "blog/_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkUnreadFolder,
	},
	{
		Name: "name-without-date", Family: "where", Level: Error,
		Summary: "a post whose file name does not begin with a date",
		Effect:  "Nobody sees the post: Jekyll passes over files in `_posts` whose name does not begin with a date.",
		Mended:  "`lint --fix --rename` renames the file where its name or its front matter has a date.",
		Wrong:   Example{Path: "_posts/spring.md", Text: "---\ntitle: Spring\ndate: 2024-05-01\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\ndate: 2024-05-01\n---\nIt is here.\n"},
		check:   checkNameDate,
	},
	{
		Name: "name-without-slug", Family: "where", Level: Error,
		Summary: "a post whose file name is a date and nothing else",
		Effect:  "Nobody sees the post: Jekyll wants a name behind the date, which becomes the end of its address.",
		Mended:  "`lint --fix --rename` adds a name made from the title.",
		Wrong:   Example{Path: "_posts/2024-05-01.md", Text: "---\ntitle: Spring is here\n---\nAt last.\n"},
		Right:   Example{Path: "_posts/2024-05-01-spring-is-here.md", Text: "---\ntitle: Spring is here\n---\nAt last.\n"},
		check:   checkNameSlug,
	},
	{
		Name: "name-without-extension", Family: "where", Level: Error,
		Summary: "a post whose file name has no extension",
		Effect:  "Nobody sees the post: Jekyll passes over files in `_posts` without an extension such as `.md`.",
		Mended:  "`lint --fix --rename` adds `.md`.",
		Wrong:   Example{Path: "_posts/2024-05-01-spring", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkNameExtension,
	},
	{
		Name: "name-extension-unknown", Family: "where", Level: Warning,
		Summary: "a post with an extension that Jekyll does not turn into a page",
		Effect:  "Readers get the file as plain text, with its Markdown unformatted, or as a download.",
		Mended:  "Left to a person, because the address would change.",
		Wrong:   Example{Path: "_posts/2024-05-01-spring.txt", Text: "---\ntitle: Spring\n---\nIt is **here**.\n"},
		Right:   Example{Path: "_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is **here**.\n"},
		check:   checkNameExtensionUnknown,
	},
	{
		Name: "name-date-impossible", Family: "where", Level: Error,
		Summary: "a file name with a date that is not in the calendar",
		Effect:  "A month 13 stops Jekyll, and nothing of the blog is published; a 30th of February is published as a day in March.",
		Mended:  "Left to a person, who knows the day.",
		Wrong:   Example{Path: "_posts/2024-13-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-12-01-spring.md", Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkNameDateImpossible,
	},
}

// misnamedFolder finds the part of a path that is almost a folder of posts or drafts. It returns the folder's path, and what its name
// should be.
func misnamedFolder(p string) (folder, right string, ok bool) {
	for i, part := range strings.Split(path.Dir(p), "/") {
		if part == "_posts" || part == "_drafts" {
			return "", "", false
		}
		if right := rightFolder(part); right != "" && strings.HasPrefix(strings.TrimLeft(part, " "), "_") && (isPostWord(part) || hasPostName(p)) {
			return strings.Join(strings.Split(p, "/")[:i+1], "/"), right, true
		}
	}
	return "", "", false
}

// isPostWord tells whether a folder's name is the right word with other capitals, underscores or number. Names that are only near to it,
// such as _hosts, count where the files in it have names of posts.
func isPostWord(folder string) bool {
	switch strings.ToLower(strings.Trim(folder, " _-.")) {
	case "post", "posts", "draft", "drafts":
		return true
	}
	return false
}

func hasPostName(p string) bool {
	_, ok := splitPostName(path.Base(p))
	return ok
}

// rightFolder returns what a folder's name was meant to be, or "" for a name that is nothing like one that Jekyll knows.
func rightFolder(name string) string {
	if name == "_posts" || name == "_drafts" {
		return ""
	}
	bare := strings.ToLower(strings.Trim(name, " _-."))
	for _, right := range []string{"posts", "drafts"} {
		if distance(bare, right, 2) <= 1 && bare != "" {
			return "_" + right
		}
	}
	return ""
}

func kindOfFolder(name string) kind {
	if name == "_drafts" {
		return draft
	}
	return post
}

// unreadFolder finds a folder above one of posts that Jekyll does not go into, because its name begins with an underscore.
func unreadFolder(p string) (folder string, ok bool) {
	parts := strings.Split(path.Dir(p), "/")
	magic := max(slices.Index(parts, "_posts"), slices.Index(parts, "_drafts"))
	for i := range magic {
		if strings.HasPrefix(parts[i], "_") {
			return strings.Join(parts[:i+1], "/"), true
		}
	}
	return "", false
}

func checkFolder(c *checker) {
	if !c.stray {
		return
	}
	folder, right, ok := misnamedFolder(c.path)
	if !ok {
		return
	}
	target := path.Join(path.Dir(folder), right)
	effect := "Jekyll does not look there, so the post is not published"
	if c.kind == draft {
		effect = "Jekyll does not look there, so that even `--drafts` does not show it"
	}
	f := c.report(wholeFile, fmt.Sprintf("The folder is called %s, not %s", code(path.Base(folder)), code(right)), effect,
		fmt.Sprintf("Rename the folder to %s (`lint --fix --rename` does)", code(right)))
	c.renameTo(f, target+strings.TrimPrefix(c.path, folder))
}

func checkUnreadFolder(c *checker) {
	folder, ok := unreadFolder(c.path)
	if !ok || !c.stray {
		return
	}
	c.report(wholeFile, fmt.Sprintf("The post lies in the folder %s, whose name begins with an underscore", code(folder)),
		"Jekyll does not look for posts there, so it is not published", "If it is to be seen, move it, or rename the folder")
}

func checkFolderOfPages(c *checker) {
	if c.kind != page || !c.isMarkdownOrHTML() {
		return
	}
	name, ok := splitPostName(c.name())
	if !ok || name.slug == "" {
		return
	}
	for _, part := range strings.Split(path.Dir(c.path), "/") {
		if right := rightFolder(part); right == "_posts" {
			c.report(wholeFile, fmt.Sprintf("A post lies in %s, not in `_posts`", code(part)),
				fmt.Sprintf("Jekyll makes a page of it, at %s, which is in no list of posts and in no feed", code(c.page.URL)),
				"Move it to `_posts`")
			return
		}
	}
}

func checkNameDate(c *checker) {
	if c.kind != post || !c.stray || !c.matter.Header {
		return
	}
	name := c.name()
	if _, ok := splitPostName(name); ok {
		return
	}
	if isBareDate(name) || path.Ext(name) == "" {
		return
	}
	remedy := "Begin the name with the date, as in " + code("2024-05-01-"+strings.TrimLeft(name, "-_. "))
	better := betterName(name, c.ownDay(), c.ownTitle())
	if better != "" {
		remedy = "Call it " + code(better)
	}
	f := c.report(wholeFile, fmt.Sprintf("The file name %s does not begin with a date like `2024-05-01-`", code(name)),
		"Jekyll passes over it, so the post is not published", remedy)
	if better != "" {
		c.renameTo(f, path.Join(path.Dir(c.path), better))
	}
}

// isBareDate tells whether a name is a date, perhaps not a real one, without anything behind it.
func isBareDate(name string) bool {
	stem := strings.TrimRight(strings.TrimSuffix(name, path.Ext(name)), " _")
	_, whole := splitPostName(name)
	_, dated := splitPostName(stem + "-x.md")
	return dated && !whole && path.Ext(name) != ""
}

func checkNameSlug(c *checker) {
	if c.kind != post || !c.stray || !isBareDate(c.name()) {
		return
	}
	ext := path.Ext(c.name())
	stem := strings.TrimRight(strings.TrimSuffix(c.name(), ext), " _")
	remedy := "Add a name behind the date, as in " + code(stem+"-first-steps"+ext)
	better := ""
	if slug := slugify(c.ownTitle()); slug != "" {
		better = stem + "-" + slug + ext
		remedy = "Add a name behind the date, such as " + code(better)
	}
	f := c.report(wholeFile, fmt.Sprintf("The file name %s has a date, but no name behind it", code(c.name())),
		"Jekyll passes over it, so the post is not published", remedy)
	if better != "" {
		c.renameTo(f, path.Join(path.Dir(c.path), better))
	}
}

func checkNameExtension(c *checker) {
	if c.kind != post || !c.stray || path.Ext(c.name()) != "" || !c.matter.Header {
		return
	}
	f := c.report(wholeFile, fmt.Sprintf("The file name %s has no extension", code(c.name())),
		"Jekyll passes over it, so the post is not published", fmt.Sprintf("Call it %s", code(c.name()+".md")))
	c.renameTo(f, c.path+".md")
}

func checkNameExtensionUnknown(c *checker) {
	if !c.isPost() || c.doc == nil || !c.doc.Published {
		return
	}
	ext := path.Ext(c.name())
	if c.world.converts(strings.ToLower(ext)) {
		return
	}
	stem := strings.TrimSuffix(c.name(), ext)
	c.report(wholeFile, fmt.Sprintf("Jekyll does not know the extension %s", code(ext)),
		fmt.Sprintf("Readers get the file as it is, unformatted, at %s", code(c.doc.URL)),
		fmt.Sprintf("Call it %s, or move it out of the folder if it is not a post", code(strings.TrimSuffix(stem, ".md")+".md")))
}

// converts tells whether Jekyll, or a plugin for all we know, makes a page of a file with that extension.
func (w *world) converts(ext string) bool {
	switch ext {
	case ".html", ".htm", ".xhtml", ".xml":
		return true
	}
	if slices.Contains(w.site.Config.MarkdownExt, ext) {
		return true
	}
	bare := strings.TrimPrefix(ext, ".")
	for _, plugin := range w.site.Config.Plugins {
		if strings.Contains(plugin, bare) || ext == ".adoc" && strings.Contains(plugin, "asciidoc") {
			return true
		}
	}
	// A site's own plugins may convert anything.
	entries, err := fs.ReadDir(w.site.Source, w.site.Config.PluginsDir)
	return err == nil && len(entries) > 0
}

func checkNameDateImpossible(c *checker) {
	if c.kind != post {
		return
	}
	name, ok := splitPostName(c.name())
	if !ok {
		return
	}
	day, ok, real := name.day()
	if ok && real {
		return
	}
	// Jekyll goes by the name only where the front matter can be read and has no date.
	if c.own().Has("date") || c.matter.Err != nil || c.doc != nil && c.doc.Err != nil && c.own() == nil && c.matter.Value != nil {
		return
	}
	fault := fmt.Sprintf("There is no day %s, with which the file name begins", code(name.date))
	remedy := "Give the file the name of a real day: year, month, day"
	if !ok {
		c.report(wholeFile, fault, "Jekyll stops with an error, and nothing of the blog is published", remedy)
		return
	}
	c.report(wholeFile, fault, fmt.Sprintf("Jekyll counts on and publishes the post as of %s", day.Format(time.DateOnly)), remedy)
}

// renameTo makes a finding mendable by another name for its file, unless that name is taken.
func (c *checker) renameTo(f *Finding, to string) {
	if _, err := fs.Stat(c.world.site.Source, to); err == nil {
		return
	}
	f.Fix = &Fix{Message: "rename the file to " + code(to), Rename: to}
}

// ownTitle is the title in the front matter, if it is a text.
func (f *file) ownTitle() string {
	title, _ := f.own().Value("title").(string)
	return title
}

// ownDay is the day in the front matter's date, or the zero time.
func (f *file) ownDay() time.Time {
	switch d := f.own().Value("date").(type) {
	case psych.Date:
		return d.In(time.UTC)
	case time.Time:
		return d
	case string:
		if w, ok := parseWritten(d); ok {
			return w.day
		}
	}
	return time.Time{}
}

// IsPostFolder tells whether a folder's name is that of a folder of posts or drafts, or was meant to be.
func IsPostFolder(name string) bool {
	return name == "_posts" || name == "_drafts" || rightFolder(name) != ""
}

// LooseName is where a file that belongs to no site is put in a site made up around it: among the posts if its name is a post's, else
// among the drafts, which need no date in their names. A text that begins with no front matter either, such as a README.md, is no post.
func LooseName(name string, text []byte) string {
	if _, ok := splitPostName(name); ok {
		return "_posts/" + name
	}
	if path.Ext(name) == "" {
		name += ".md"
	} else if !beginsLikeFrontMatter(text) {
		return name
	}
	return "_drafts/" + name
}

// beginsLikeFrontMatter tells whether the first line that is not blank is that of front matter, or a key whose opening line is missing.
func beginsLikeFrontMatter(text []byte) bool {
	text = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(text), []byte("\ufeff")))
	line, _, _ := bytes.Cut(text[:min(len(text), 4096)], []byte("\n"))
	_, _, isKey := splitKey(string(line))
	return isKey || bytes.HasPrefix(line, []byte("--")) || bytes.HasPrefix(line, []byte("+++")) || bytes.HasPrefix(line, []byte("{"))
}
