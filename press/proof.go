package press

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
	"github.com/galleypress/galley/lint"
	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/templates"
)

// proof is a commit that was proof-read.
type proof struct {
	commit  host.Commit
	sources *sources
	tree    *tree            // the commit as it is
	site    *site.Site       // nil when it could not be read
	problem error            // why it could not be read
	held    map[string]entry // what takes the place of files with errors; an entry without a blob leaves the file out
	moved   map[string]moved // what stays live of posts that were renamed and have errors, by their new paths

	kept     *kept // of the last build, for this one
	findings []lint.Finding
	titled   map[string]string // see titles
}

// proof fetches a commit and proof-reads it.
func (w *work) proof(ctx context.Context, commit host.Commit) (*proof, error) {
	p := &proof{commit: commit, held: map[string]entry{}, moved: map[string]moved{}}
	p.sources = &sources{
		host: w.press.Host, state: w.press.Store.State, packs: &w.press.packs, limits: w.limits, log: w.log, published: w.run.Manifest(),
		texts: map[string][]byte{}, packed: map[string]int{}, links: map[string]entry{}, refused: map[string]error{},
	}
	var err error
	if p.tree, err = p.sources.commit(ctx, commit); err != nil {
		if isAuthors(err) {
			p.tree, p.problem = newTree(ctx, nil, nil, w.press.Host.Blob, commit.Time), err
			return p, nil
		}
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(p.sources.refused)) {
		p.findings = append(p.findings, whole(name, "file", p.sources.refused[name].Error()))
	}
	if p.site, err = w.read(ctx, p.tree); err != nil {
		if p.problem, err = blame(ctx, err); err != nil {
			return nil, err
		}
		p.findings = append(p.findings, findingOf(p.problem))
		return p, nil
	}
	settings, err := w.lintSettings(p.tree)
	if err != nil {
		p.problem = authors(err)
		p.findings = append(p.findings, findingOf(p.problem))
		return p, nil
	}
	found, err := lint.Check(ctx, p.site, lint.Options{Now: w.now, Settings: settings})
	if err != nil {
		return nil, fmt.Errorf("proof-reading: %w", err)
	}
	p.findings = append(p.findings, found...)
	p.sort()
	p.holdBack()
	return p, nil
}

// options are those for reading and building a tree.
func (w *work) options(source *tree) (jekyll.Options, error) {
	theme := w.press.Settings.Theme
	if theme == nil {
		theme = templates.Theme
	}
	o := jekyll.Options{Source: source, Now: w.now, Theme: theme, Repository: w.press.Settings.Repository}
	overrides, err := siteAddress(source, w.press.Settings.SiteURL)
	o.Overrides = overrides
	return o, err
}

func (w *work) read(ctx context.Context, source *tree) (*site.Site, error) {
	o, err := w.options(source)
	if err != nil {
		return nil, err
	}
	return jekyll.Read(ctx, o)
}

// siteAddress gives url and baseurl for a site whose configuration has neither.
func siteAddress(source *tree, siteURL string) (*psych.Map, error) {
	cfg, err := config.Load(source, config.Options{})
	if err != nil {
		return nil, err
	}
	if _, _, value := cfg.Key("url"); value != nil {
		return nil, nil
	}
	if _, _, value := cfg.Key("baseurl"); value != nil {
		return nil, nil
	}
	host, base := splitURL(siteURL)
	if host == "" {
		return nil, nil
	}
	overrides := psych.NewMap(2)
	overrides.Set("url", host)
	overrides.Set("baseurl", base)
	return overrides, nil
}

// lintSettings reads what the site's configuration says about the rules.
func (w *work) lintSettings(source *tree) (*lint.Settings, error) {
	const name = "_config.yml"
	text, isText := source.texts[source.files[name].blob]
	if !isText {
		return nil, nil
	}
	return lint.ParseSettings(name, text)
}

// holdBack finds for each file with an error what takes its place: the content that is published, or nothing. A file
// whose very content is published already stays as it is.
func (p *proof) holdBack() {
	for _, f := range p.findings {
		if f.Severity == lint.Error {
			p.hold(f.Path)
		}
	}
}

// hold holds one file back. It is false if that changes nothing.
func (p *proof) hold(name string) bool {
	current, exists := p.tree.files[name]
	if _, already := p.held[name]; already || !exists || name == "_config.yml" {
		return false
	}
	if !p.isPage(name) && !p.isPart(name) {
		return false // Jekyll does not read it, so there is nothing to keep it from
	}
	if p.sources.published != nil {
		if good, ok := p.sources.published.Sources[name]; ok {
			if good.Blob == current.blob {
				return false
			}
			p.held[name] = entry{good.Blob, good.Size}
			return true
		}
	}
	if !p.isPage(name) {
		return false
	}
	p.held[name] = entry{}
	if old, ok := p.movedFrom(name); ok {
		p.moved[name] = old
	}
	return true
}

// isPage tells whether a file is a post, another document or a page: one that the site can do without.
func (p *proof) isPage(name string) bool {
	_, is := p.titles()[name]
	return is
}

// isPart tells whether a file is a part that pages are made with: a layout, an include, data, a style sheet.
func (p *proof) isPart(name string) bool {
	cfg := p.site.Config
	return slices.ContainsFunc([]string{cfg.LayoutsDir, cfg.IncludesDir, cfg.DataDir, "_sass"}, func(dir string) bool {
		return strings.HasPrefix(name, strings.Trim(path.Clean(dir), "/")+"/")
	})
}

// titles gives the titles of all posts, other documents and pages by their paths.
func (p *proof) titles() map[string]string {
	if p.titled != nil || p.site == nil {
		return p.titled
	}
	p.titled = map[string]string{}
	for _, docs := range [][]*site.Document{p.site.Posts, p.site.Hidden} {
		for _, d := range docs {
			p.titled[d.Path] = d.Title
		}
	}
	for _, c := range p.site.Collections {
		for _, d := range c.Docs {
			p.titled[d.Path] = d.Title
		}
	}
	for _, page := range p.site.Pages {
		title, _ := page.Data.Value("title").(string)
		p.titled[page.Path] = title
	}
	return p.titled
}

func (p *proof) heldPaths() []string { return slices.Sorted(maps.Keys(p.held)) }

// sound gives the tree without what is held back.
func (p *proof) sound(ctx context.Context) (*tree, error) {
	instead := maps.Clone(p.held)
	for _, old := range p.moved {
		instead[old.path] = old.entry
	}
	missing := map[string]int64{}
	for _, e := range instead {
		if _, atHand := p.tree.texts[e.blob]; e.blob != "" && !atHand && e.size <= p.sources.limits.TextFile {
			missing[e.blob] = e.size
		}
	}
	if err := p.sources.fetch(ctx, p.commit, missing); err != nil {
		return nil, err
	}
	return p.tree.with(instead), nil
}

// count counts the findings at level error, and those below.
func (p *proof) count() (bad, others int) {
	for _, f := range p.findings {
		if f.Severity == lint.Error {
			bad++
		}
	}
	return bad, len(p.findings) - bad
}

func (p *proof) sort() {
	slices.SortStableFunc(p.findings, func(a, b lint.Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// tellProof sets galley/lint to what was found.
func (w *work) tellProof(ctx context.Context, p *proof, url string) error {
	state, text := p.verdict()
	return w.settle(ctx, w.commit, LintContext, state, url, text)
}

// verdict is the outcome of the proof in one line.
func (p *proof) verdict() (host.State, string) {
	bad, others := p.count()
	switch {
	case bad > 1:
		return host.Failure, fmt.Sprintf("%d errors; the first: %s", bad, p.first(lint.Error))
	case bad > 0:
		return host.Failure, p.first(lint.Error)
	case p.problem != nil:
		return host.Failure, p.problem.Error()
	case others > 0:
		return host.Success, fmt.Sprintf("%s; the first: %s", plural(others, "hint"), p.first(lint.Note))
	}
	return host.Success, fmt.Sprintf("No faults in %s", plural(len(p.tree.files), "file"))
}

// first tells the first finding of at least a level in one line.
func (p *proof) first(level lint.Severity) string {
	for _, f := range p.findings {
		if f.Severity >= level {
			return fmt.Sprintf("%s:%d: %s", f.Path, f.Line, cmp.Or(f.Fault, f.Message))
		}
	}
	return ""
}

// blame tells whose fault an error of reading or building is: it gives it back as the author's, or, where it is ours,
// as the second result.
func blame(ctx context.Context, err error) (theirs, ours error) {
	if ctx.Err() != nil {
		return nil, errors.Join(err, context.Cause(ctx))
	}
	if _, is := errors.AsType[*fetchError](err); is {
		return nil, err
	}
	return authors(err), nil
}

// fetchError is an error in fetching a file while it was read.
type fetchError struct{ err error }

func (e *fetchError) Error() string { return e.err.Error() }
func (e *fetchError) Unwrap() error { return e.err }

// fetching marks the errors of a function that fetches files.
func fetching(blob func(context.Context, string) (io.ReadCloser, error)) func(context.Context, string) (io.ReadCloser, error) {
	return func(ctx context.Context, sha string) (io.ReadCloser, error) {
		body, err := blob(ctx, sha)
		if err != nil {
			return nil, &fetchError{err}
		}
		return body, nil
	}
}

// findingOf makes a finding of an error that stops a site from being read or built.
func findingOf(err error) lint.Finding {
	if e, is := errors.AsType[*config.Error](err); is {
		return lint.Finding{Path: e.File, Line: max(e.Line, 1), Column: max(e.Column, 1), EndLine: max(e.Line, 1), EndColumn: max(e.Column, 1), Rule: "config", Severity: lint.Error, Message: e.Message}
	}
	if e, is := errors.AsType[*lint.SettingsError](err); is {
		return lint.Finding{Path: e.Path, Line: max(e.Line, 1), Column: max(e.Column, 1), EndLine: max(e.Line, 1), EndColumn: max(e.Column, 1), Rule: "config", Severity: lint.Error, Message: e.Message}
	}
	return whole("_config.yml", "config", err.Error())
}

// whole is a finding about a whole file.
func whole(path, rule, message string) lint.Finding {
	return lint.Finding{Path: path, Line: 1, Column: 1, EndLine: 1, EndColumn: 1, Rule: rule, Severity: lint.Error, Message: message}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// sourceOf says where, in the state bucket, a file's content is.
func sourceOf(e entry, packs packing) store.Source {
	return store.Source{Blob: e.blob, Size: e.size, Pack: packs.where[e.blob]}
}
