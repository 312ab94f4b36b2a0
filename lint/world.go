package lint

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/site"
)

// A world is what rules know beyond the file they look at. It is worked out once, and then only read.
type world struct {
	site      *site.Site
	settings  *Settings
	now       time.Time
	rules     []Rule     // those that run
	levels    []Severity // of each, where no path says otherwise
	ruleNames []string   // those that exist
	files     []*file

	claims     map[string][]claim // who writes each file of the destination
	tags       *census
	categories *census
	keys       map[string]int // how many files use each key
	templates  func() string  // the text of all layouts and includes
	stored     func() *inventory
	kramdown   func() *kramdown.Options
}

// A claim is one file's right to a place in the destination.
type claim struct {
	path string // of the file that makes it
	url  string
}

// survey looks at the whole site once.
func survey(s *site.Site, opts Options) *world {
	w := &world{
		site: s, settings: opts.Settings, now: opts.Now, rules: table(), ruleNames: RuleNames(),
		claims: map[string][]claim{}, tags: newCensus(), categories: newCensus(), keys: map[string]int{},
	}
	if len(opts.Rules) > 0 {
		w.rules = slices.DeleteFunc(Rules(), func(r Rule) bool { return !slices.Contains(opts.Rules, r.Name) })
	}
	w.levels = make([]Severity, len(w.rules))
	for i := range w.rules {
		w.levels[i] = w.settings.level(&w.rules[i], "")
	}
	w.templates = sync.OnceValue(func() string { return templateText(s) })
	w.kramdown = sync.OnceValue(func() *kramdown.Options { return kramdownOptions(s.Config.Data) })
	w.stored = sync.OnceValue(func() *inventory { return takeInventory(s.Source) })

	for _, d := range s.Posts {
		w.addDocument(d)
	}
	pages := make(map[string]bool, len(s.Pages))
	for _, p := range s.Pages {
		pages[p.Path] = true
	}
	for _, d := range s.Hidden {
		// What was left out on purpose is nobody's fault; what is a page as well is looked at as one.
		if !leftOutOnPurpose(d.Reason) && !pages[d.Path] {
			w.addDocument(d)
		}
	}
	for _, c := range s.Collections {
		if c.Label != "posts" {
			for _, d := range c.Docs {
				w.addDocument(d)
			}
		}
	}
	for _, p := range s.Pages {
		if !p.FromTheme {
			f := &file{path: p.Path, kind: page, matter: p.FrontMatter, page: p, target: p.Destination()}
			w.addFile(f)
			w.claim(f.target, p.Path, p.URL)
		}
	}
	for _, f := range s.Static {
		if f.Written && !f.FromTheme {
			w.claim(f.Destination(), f.Path, f.URL)
		}
	}
	slices.SortFunc(w.files, func(a, b *file) int { return strings.Compare(a.path, b.path) })
	return w
}

func (w *world) addDocument(d *site.Document) {
	k := document
	switch {
	case d.Draft:
		k = draft
	case d.Collection == nil || d.Collection.Collection == nil || d.Collection.Label == "posts":
		k = post
	}
	if _, right, ok := misnamedFolder(d.Path); ok {
		k = kindOfFolder(right)
	}
	f := &file{path: d.Path, kind: k, matter: d.FrontMatter, doc: d, stray: !d.Published && isStray(d.Path, k)}
	w.addFile(f)
	if !d.Published || k == document && !d.Collection.Output {
		return
	}
	f.target = d.Destination()
	w.claim(f.target, d.Path, d.URL)
	if k == document {
		return
	}
	w.tags.addAll(d.Tags)
	w.categories.addAll(d.Categories)
	w.tags.addText(f.own().Value(tags.plural))
	w.categories.addText(f.own().Value(categories.plural))
}

// leftOutOnPurpose tells whether the configuration, or a name that begins with a point or an underscore, keeps a file from being read.
func leftOutOnPurpose(reason string) bool {
	switch config.Entry(reason) {
	case config.Excluded, config.Special, config.Backup, config.Dot:
		return true
	}
	return strings.Contains(reason, "excluded by the configuration")
}

// isStray tells whether a file is none of Jekyll's posts and drafts because of its folder or its name.
func isStray(p string, k kind) bool {
	if _, _, ok := misnamedFolder(p); ok {
		return true
	}
	if _, ok := unreadFolder(p); ok {
		return true
	}
	_, ok := splitPostName(path.Base(p))
	return k == post && !ok
}

func (w *world) addFile(f *file) {
	if f.matter == nil {
		f.matter = emptyMatter()
	}
	f.source = w.site.Source
	w.files = append(w.files, f)
	f.own().Each(func(key string, _ any) bool {
		w.keys[key]++
		return true
	})
}

// emptyMatter is that of a file without front matter.
func emptyMatter() *frontmatter.Matter { return &frontmatter.Matter{BodyLine: 1} }

func (w *world) claim(destination, path, url string) {
	if destination != "" {
		w.claims[destination] = append(w.claims[destination], claim{path, url})
	}
}

// templateText joins the site's layouts and includes, in which a key of front matter would be used.
func templateText(s *site.Site) string {
	var b strings.Builder
	add := func(fsys fs.FS, p string) {
		if fsys == nil {
			return
		}
		if text, err := fs.ReadFile(fsys, p); err == nil {
			b.Write(text)
			b.WriteByte('\n')
		}
	}
	for _, l := range s.Layouts {
		if l.FromTheme {
			add(s.Theme, l.Path)
		} else {
			add(s.Source, l.Path)
		}
	}
	for _, name := range s.Includes {
		p := path.Join(s.Config.IncludesDir, name)
		add(s.Source, p)
		add(s.Theme, path.Join("_includes", name))
	}
	return b.String()
}

// stops finds what Jekyll stops at and no rule has explained: in files that rules look at, and in others, such as data files.
func (w *world) stops(files []*file, found [][]Finding, wanted func(path string) bool) []Finding {
	rule, _ := Lookup(stopsRule)
	var findings []Finding
	for _, fault := range w.site.Faults {
		level := w.settings.level(&rule, fault.Path)
		if !fault.Fatal || level == Off || !wanted(fault.Path) || !slices.ContainsFunc(w.rules, func(r Rule) bool { return r.Name == stopsRule }) {
			continue
		}
		i, known := slices.BinarySearchFunc(files, fault.Path, func(f *file, p string) int { return strings.Compare(f.path, p) })
		if known && slices.ContainsFunc(found[i], func(f Finding) bool { return f.Severity == Error }) {
			continue
		}
		f := &file{path: fault.Path, source: w.site.Source, matter: emptyMatter(), kind: page}
		c := checker{file: f, world: w, rule: &rule, level: level}
		at := wholeFile
		if fault.Line > 0 {
			offset := lineColumnOffset(f.content(), fault.Line, fault.Column)
			at = f.span(offset, offset)
		}
		c.report(at, strings.TrimSuffix(strings.Replace(fault.Message, ", so that Jekyll stops and builds nothing", "", 1), "."), nothingPublished, "Mend it, and run `lint` again")
		findings = append(findings, c.findings()...)
	}
	return findings
}

// isMultilingual tells whether a plugin puts languages into folders of their own, so that equal addresses do not meet.
func (w *world) isMultilingual() bool {
	return slices.ContainsFunc(w.site.Config.Plugins, func(p string) bool {
		return strings.Contains(p, "polyglot") || strings.Contains(p, "multiple-languages") || strings.Contains(p, "i18n")
	})
}

// themeLayouts are the layouts of themes that most blogs use.
var themeLayouts = map[string][]string{
	"minima":              {"base", "default", "home", "page", "post"},
	"minimal-mistakes":    {"archive", "archive-taxonomy", "categories", "category", "collection", "compress", "default", "home", "posts", "search", "single", "splash", "tag", "tags"},
	"jekyll-theme-chirpy": {"archives", "categories", "category", "compress", "default", "home", "page", "post", "tag", "tags"},
}

// layouts are the names of the layouts there are; certain is false where the site's theme is one that is not known here, or where there
// are no layouts at all, as in a part of a site.
func (w *world) layouts() (names []string, certain bool) {
	for name := range w.site.Layouts {
		names = append(names, name)
	}
	slices.Sort(names)
	theme := w.site.Config.Theme
	if remote, ok := w.site.Config.Data.Value("remote_theme").(string); ok && remote != "" {
		remote, _, _ = strings.Cut(remote, "@")
		theme = path.Base(remote)
	}
	switch {
	case theme == "":
		return names, len(names) > 0
	case w.site.Theme != nil:
		return names, true
	}
	theme = strings.TrimSuffix(theme, "-jekyll")
	known, ok := themeLayouts[theme]
	return append(names, known...), ok
}
