package lint

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/galleypress/galley/jekyll/site"
)

// A Mending is what `--fix` would do to a site. Nothing is written: that is for the caller to do.
type Mending struct {
	Files   []MendedFile
	Renames []Rename
	Left    []Left
}

// A MendedFile is a file whose text is to be replaced.
type MendedFile struct {
	Path     string
	Before   []byte    // the text that the mending is worked out for
	After    []byte    // the text to put in its place
	Findings []Finding // what is mended by it, with places in the text as it was when each was found
}

// A Rename is another name for a file, both from the site's root.
type Rename struct {
	From, To string
	Findings []Finding
}

// Left is a finding that was not mended though it could be, with the reason in a sentence.
type Left struct {
	Finding
	Why string
}

// mostRounds bounds how often a file is mended and looked at again: a mended fault may bring another to light.
const mostRounds = 10

// Mend works out how to mend what Check finds. Edits that would change the address of something published are left, as are renames
// unless rename is set. Mending what was mended changes nothing.
func Mend(ctx context.Context, s *site.Site, opts Options, rename bool) (*Mending, error) {
	found, err := Check(ctx, s, opts)
	if err != nil {
		return nil, err
	}
	if opts.Now.IsZero() {
		opts.Now = s.Now
	}
	w := survey(s, opts)
	byPath := make(map[string]*file, len(w.files))
	for _, f := range w.files {
		byPath[f.path] = f
	}
	m := &Mending{}
	for start := 0; start < len(found); {
		end := start + 1
		for end < len(found) && found[end].Path == found[start].Path {
			end++
		}
		of := found[start:end]
		start = end
		f := byPath[of[0].Path]
		if f == nil || !slices.ContainsFunc(of, func(f Finding) bool { return f.Fix != nil }) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		m.mendText(ctx, w, f)
		m.mendName(of, rename)
	}
	return m, nil
}

// mendText works out a file's new text.
func (m *Mending) mendText(ctx context.Context, w *world, f *file) {
	before := slices.Clone(f.content())
	f.bytes = nil
	keep := w.addressOf(f)
	text := before
	var mended []Finding
	refused := map[string]string{} // findings that must not be mended, with the reason
	for range mostRounds {
		found := w.check(w.reread(ctx, f, text))
		var applied []Edit
		changed := false
		for _, finding := range found {
			if finding.Fix == nil || len(finding.Fix.Edits) == 0 || refused[identity(finding)] != "" || overlaps(applied, finding.Fix.Edits) {
				continue
			}
			// Each is tried together with those before it: two that are harmless alone may move the address together.
			tried := w.reread(ctx, f, applyTo(text, slices.Concat(applied, finding.Fix.Edits), 0))
			if why := keep.changedBy(w.addressOf(tried)); why != "" {
				refused[identity(finding)] = why
				m.Left = append(m.Left, Left{finding, why})
				continue
			}
			applied = append(applied, finding.Fix.Edits...)
			mended = append(mended, finding)
			changed = true
		}
		if !changed {
			break
		}
		text = applyTo(text, applied, 0)
	}
	if len(mended) > 0 && !bytes.Equal(before, text) {
		m.Files = append(m.Files, MendedFile{Path: f.path, Before: before, After: text, Findings: mended})
	}
}

// mendName works out a file's new name from all that is wrong with its folder and its name.
func (m *Mending) mendName(found []Finding, rename bool) {
	r := Rename{}
	for _, f := range found {
		if f.Fix == nil || f.Fix.Rename == "" {
			continue
		}
		if !rename {
			m.Left = append(m.Left, Left{f, "Files are renamed only by `lint --fix --rename`."})
			continue
		}
		from, to := f.Path, f.Fix.Rename
		if r.To == "" {
			r.From, r.To = from, from
		}
		if path.Dir(to) != path.Dir(from) {
			r.To = path.Join(path.Dir(to), path.Base(r.To))
		}
		if path.Base(to) != path.Base(from) {
			r.To = path.Join(path.Dir(r.To), path.Base(to))
		}
		r.Findings = append(r.Findings, f)
	}
	if r.To != "" {
		m.Renames = append(m.Renames, r)
	}
}

// identity tells a finding from others of its file, whichever line it has moved to.
func identity(f Finding) string { return f.Rule + "\x00" + f.Fault }

func overlaps(applied, edits []Edit) bool {
	return slices.ContainsFunc(edits, func(e Edit) bool {
		return slices.ContainsFunc(applied, func(a Edit) bool { return e.start < a.end && a.start < e.end || e.start == a.start })
	})
}

// reread reads a file again with another text, alone, but with the site's configuration.
func (w *world) reread(ctx context.Context, f *file, text []byte) *file {
	alone := fstest.MapFS{f.path: {Data: text, Mode: 0o644}}
	again := &file{path: f.path, kind: f.kind, stray: f.stray, source: alone}
	one := &world{site: &site.Site{Source: alone}}
	if s, err := site.Read(ctx, alone, w.site.Config, site.Options{Now: w.now}); err == nil {
		one = survey(s, Options{Now: w.now, Settings: w.settings, Rules: []string{"none"}})
	}
	for _, found := range one.files {
		if found.path == f.path {
			found.source = alone
			return found
		}
	}
	again.matter = emptyMatter()
	return again
}

// An address is what the outside world knows a file by.
type address struct {
	readable  bool   // its front matter could be read
	stray     bool   // its folder or its name keeps it from being published
	published bool   // it is on the site
	url       string // its path there
	words     string // the tags and categories whose pages have addresses of their own
}

func (w *world) addressOf(f *file) address {
	a := address{readable: f.matter.Err == nil, stray: f.stray}
	switch {
	case f.doc != nil:
		a.readable = a.readable && f.doc.Err == nil
		a.published, a.url = f.doc.Published && !f.stray, f.doc.URL
		if w.hasArchives() {
			words := append(slices.Clone(f.doc.Tags), f.doc.Categories...)
			slices.Sort(words)
			a.words = strings.Join(slices.Compact(words), "\x00")
		}
	case f.page != nil:
		a.published, a.url = true, f.page.URL
	}
	return a
}

// hasArchives tells whether a plugin makes a page of every tag and category.
func (w *world) hasArchives() bool {
	return slices.ContainsFunc(w.site.Config.Plugins, func(p string) bool { return strings.Contains(p, "archives") || strings.Contains(p, "jekyll-tagging") })
}

// changedBy says in a sentence how mending would change what the outside world knows; "" where it would not. A file whose front matter
// Jekyll cannot read has no address to keep: it moves with each build.
func (a address) changedBy(b address) string {
	switch {
	case !a.readable || a.stray:
		return ""
	case !a.published && b.published:
		return "It would be published, which it is not now."
	case !a.published:
		return ""
	case !b.published:
		return "It would no longer be published."
	case a.url != b.url:
		return fmt.Sprintf("Its address would change from %s to %s.", code(a.url), code(b.url))
	case a.words != b.words:
		return "The addresses of pages for its tags or categories would change."
	}
	return ""
}
