package press

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/templates"
)

// reportPage is the report page of one commit, beside the site.
//
// Its address is made from the commit and a secret of the site's own, so that who knows a commit's hash cannot guess it;
// who can read the commit's statuses can, and is meant to. It asks search engines to stay away. It is in no manifest, so
// no later publish deletes it: it stays for as long as the statuses that lead to it.
type reportPage struct {
	work   *work
	key    string // empty where the commit gets no page
	url    string
	live   string
	anew   int // pages that were written or deleted, whatever changed them
	report templates.Report
}

// reportPage prepares the page of a commit. A fork's commit gets none: nothing of a stranger's is stored.
func (w *work) reportPage(ctx context.Context, commit host.Commit) (*reportPage, error) {
	site := strings.TrimSuffix(w.press.Settings.SiteURL, "/")
	page := &reportPage{work: w, live: site + "/"}
	if site == "" {
		page.live = ""
	}
	subject, _, _ := strings.Cut(commit.Message, "\n")
	page.report = templates.Report{
		Repository: w.job.Repository, RepositoryURL: w.press.Host.URL(), Branch: w.job.Branch, PullRequest: w.job.PullRequest,
		Commit: commit.SHA, Subject: subject, Author: commit.Author, Time: w.now, SiteURL: page.live,
	}
	if base := w.press.Host.URL(); base != "" {
		page.report.CommitURL = base + "/commit/" + commit.SHA
	}
	if w.job.Fork {
		page.url = page.report.CommitURL
		return page, nil
	}
	random := w.press.Random
	if random == nil {
		random = rand.Reader
	}
	secret, err := w.run.Secret(ctx, random)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, secret)
	_, _ = io.WriteString(mac, "report "+commit.SHA)
	token := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)[:20]))
	folder := store.Reserved + "report/" + token + "/"
	page.key = folder + "index.html"
	if site != "" {
		page.url = site + "/" + folder
	}
	return page, nil
}

// take notes what the proof found.
func (r *reportPage) take(p *proof) {
	r.report.Checked = len(p.tree.files)
	state, text := p.verdict()
	r.report.Lint = templates.Status{State: string(state), Description: describe(text)}
	r.report.Findings = nil
	for _, f := range p.findings {
		finding := templates.Finding{
			Path: f.Path, Line: f.Line, Column: f.Column, EndLine: f.EndLine, EndColumn: f.EndColumn,
			Severity: f.Severity.String(), Rule: f.Rule, Fault: f.Fault, Effect: f.Effect, Remedy: f.Remedy,
			Source: f.Source, Link: r.work.press.Host.FileURL(p.commit.SHA, f.Path, f.Line),
		}
		if finding.Fault == "" {
			finding.Fault = f.Message
		}
		if finding.Source == "" {
			finding.Source = p.tree.line(f.Path, f.Line)
		}
		if f.Fix != nil {
			finding.Fix = f.Fix.Message
		}
		r.report.Findings = append(r.report.Findings, finding)
	}
	if p.site != nil {
		r.report.SiteName, _ = p.site.Config.Data.Value("title").(string)
	}
	if p.problem != nil {
		r.report.Problem = p.problem.Error()
	}
}

// failed notes that nothing was published.
func (r *reportPage) failed(why error) {
	r.report.Problem = why.Error()
}

// published notes what readers see anew, and finds the page that a push was about. Keys are what was written and deleted.
func (r *reportPage) published(p *proof, built *builtSite, keys []string) {
	for _, key := range keys {
		if path.Ext(key) == ".html" {
			r.anew++
		}
	}
	urls := map[string]string{}
	for _, o := range built.Outputs {
		if o.Page != "" {
			urls[o.Page] = r.address(o)
		}
	}
	before := map[string]store.Source{}
	if p.sources.published != nil {
		before = p.sources.published.Sources
	}
	titles := p.titles()
	r.report.Published = changes(before, built.tree.files, titles, urls)
	posts := 0
	for _, c := range r.report.Published {
		if c.URL != "" && isPost(c.Path) {
			if posts++; posts == 1 {
				r.live = c.URL
			}
		}
	}
	if posts != 1 {
		r.live = r.report.SiteURL
	}
	r.report.Held = nil
	for _, name := range p.heldPaths() {
		held := templates.Held{Path: name, Title: titles[name], URL: urls[name], Reason: "It has an error and was not published before."}
		if p.held[name].blob != "" {
			held.Reason = "It has an error, so its last good version stays live."
		}
		if old, is := p.moved[name]; is {
			held.URL, held.Reason = urls[old.path], "It was renamed and has an error, so its last good version stays live where it was."
		}
		r.report.Held = append(r.report.Held, held)
	}
}

// address gives the address of an output on the site.
func (r *reportPage) address(o jekyll.Output) string {
	if r.report.SiteURL == "" {
		return ""
	}
	return strings.TrimSuffix(r.report.SiteURL, "/") + o.URL
}

// changes compares the pages of the site with those that it was built from before.
func changes(before map[string]store.Source, after map[string]entry, titles, urls map[string]string) []templates.Change {
	removed := map[string]string{} // paths that are no more, by their blobs
	var list []templates.Change
	for name, source := range before {
		if _, still := after[name]; !still {
			removed[source.Blob] = name
		}
	}
	for name, e := range after {
		was, existed := before[name]
		if urls[name] == "" || existed && was.Blob == e.blob {
			continue
		}
		change := templates.Change{Kind: "added", Title: titles[name], Path: name, URL: urls[name]}
		if existed {
			change.Kind = "changed"
		} else if _, moved := removed[e.blob]; moved {
			change.Kind = "moved"
			delete(removed, e.blob)
		}
		list = append(list, change)
	}
	for _, name := range removed {
		if isPost(name) {
			list = append(list, templates.Change{Kind: "removed", Path: name})
		}
	}
	slices.SortFunc(list, func(a, b templates.Change) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// isPost tells whether a file lies in a folder of posts.
func isPost(name string) bool {
	return slices.Contains(strings.Split(path.Dir(name), "/"), "_posts")
}

// summary says in a line what was published and what was held back.
func (r *reportPage) summary() string {
	kinds := map[string][]templates.Change{}
	var order []string
	for _, c := range r.report.Published {
		if kinds[c.Kind] == nil {
			order = append(order, c.Kind)
		}
		kinds[c.Kind] = append(kinds[c.Kind], c)
	}
	slices.Sort(order)
	var parts []string
	for _, kind := range order {
		if all := kinds[kind]; len(all) == 1 {
			name := all[0].Title
			if name == "" {
				name = all[0].Path
			}
			parts = append(parts, kind+" "+name)
		} else {
			parts = append(parts, fmt.Sprintf("%s %d pages", kind, len(all)))
		}
	}
	text := "Published: " + strings.Join(parts, ", ")
	switch {
	case len(parts) == 0 && r.anew > 0: // by a layout, by _config.yml
		text = "Published: " + plural(r.anew, "page") + " made anew"
	case len(parts) == 0:
		text = "Published: no page changed"
	}
	switch held := r.report.Held; {
	case len(held) == 1:
		text = fmt.Sprintf("Held back %s; %s", held[0].Path, lowerFirst(text))
	case len(held) > 1:
		text = fmt.Sprintf("Held back %d pages, first %s; %s", len(held), held[0].Path, lowerFirst(text))
	}
	return text
}

func lowerFirst(text string) string { return strings.ToLower(text[:1]) + text[1:] }

// store writes the page.
func (r *reportPage) store(ctx context.Context) error {
	if r.key == "" {
		return nil
	}
	var html bytes.Buffer
	if err := templates.WriteReport(&html, &r.report); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	if err := r.work.press.Store.Site.Write(ctx, r.key, store.HeaderFor(r.key), &html); err != nil {
		return fmt.Errorf("storing the report: %w", err)
	}
	return nil
}
