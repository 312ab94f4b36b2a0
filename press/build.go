package press

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/render"
	"github.com/galleypress/galley/store"
)

// site is a built site.
type builtSite struct {
	*jekyll.Result
	tree *tree // what it was built from
}

// faultyPages is how many pages that turn out to be faulty only when they are rendered are held back before the whole
// site is taken for faulty.
const faultyPages = 10

// buildSound builds the site without what is held back. A page that cannot be rendered is held back too, with a finding
// that says why.
func (w *work) buildSound(ctx context.Context, p *proof) (*builtSite, error) {
	if p.problem != nil {
		return nil, p.problem
	}
	if err := checkTheme(p.site); err != nil {
		p.findings = append(p.findings, findingOf(err))
		p.sort()
		return nil, authors(err)
	}
	var err error
	if p.kept, err = keptFrom(ctx, &w.press.packs, w.press.Store.State, p.sources.published, w.limits.TextTotal, w.log); err != nil {
		return nil, fmt.Errorf("reading what was kept of the last build: %w", err)
	}
	for faulty := 0; ; faulty++ {
		built, err := w.build(ctx, p)
		if err == nil {
			return built, nil
		}
		theirs, ours := blame(ctx, err)
		if ours != nil {
			return nil, fmt.Errorf("building the site: %w", ours)
		}
		failed, is := errors.AsType[*render.Error](err)
		if !is {
			p.findings = append(p.findings, findingOf(err))
			return nil, theirs
		}
		p.findings = append(p.findings, whole(failed.Page, "render", failed.Error()))
		p.sort()
		if failed.Layout != "" || faulty == faultyPages || !p.hold(failed.Page) {
			return nil, theirs
		}
	}
}

func (w *work) build(ctx context.Context, p *proof) (*builtSite, error) {
	source, model := p.tree, p.site
	if len(p.held) > 0 {
		var err error
		if source, err = p.sound(ctx); err != nil {
			return nil, &fetchError{err}
		}
		model = nil
	}
	o, err := w.options(source)
	if err != nil {
		return nil, err
	}
	o.Site, o.Cache = model, p.kept
	result, err := jekyll.Build(ctx, o)
	if err != nil {
		return nil, err
	}
	for _, warning := range result.Warnings {
		w.log.InfoContext(ctx, "jekyll", "warning", warning)
	}
	return &builtSite{result, source}, nil
}

// outputs makes of a built site what the store takes. Static gives the hash, size and, where it is at hand, content of
// a static file.
func outputs(result *jekyll.Result, static func(source string) (hash string, size int64, open opener, err error)) ([]store.Output, error) {
	documents := map[string]bool{}
	for _, c := range result.Site.Collections {
		for _, d := range c.Docs {
			documents[d.Path] = true
		}
	}
	list := make([]store.Output, 0, len(result.Outputs))
	for _, o := range result.Outputs {
		out := store.Output{Key: o.Path, Header: store.HeaderFor(o.Path), Phase: phaseOf(o, documents[o.Page])}
		if o.Source != "" {
			var err error
			if out.Hash, out.Size, out.Open, err = static(o.Source); err != nil {
				return nil, err
			}
		} else {
			sum := sha256.Sum256(o.Data)
			out.Hash, out.Size = "sha256:"+hex.EncodeToString(sum[:]), int64(len(o.Data))
			out.Open = inHand(o.Data)
		}
		list = append(list, out)
	}
	return list, nil
}

type opener = func(context.Context) (io.ReadCloser, error)

func inHand(data []byte) opener {
	return func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

// phaseOf says when an output is written: what shows lists of documents, for people or for machines, comes behind them.
func phaseOf(o jekyll.Output, document bool) store.Phase {
	switch kind := store.TypeOf(o.Path); {
	case document:
		return store.Pages
	case strings.HasPrefix(kind, "text/html"):
		return store.Indexes
	case o.Source == "" && (strings.Contains(kind, "xml") || strings.Contains(kind, "json") || strings.HasPrefix(kind, "text/plain")):
		return store.Indexes
	}
	return store.Assets
}

// recipe stands for what a site is made by beside its sources.
func (w *work) recipe() string { return "1 " + w.press.Settings.SiteURL }

// splitURL cuts a site's URL into what Jekyll calls url and baseurl.
func splitURL(siteURL string) (host, base string) {
	u, err := url.Parse(siteURL)
	if err != nil || u.Host == "" {
		return "", ""
	}
	base = strings.TrimSuffix(path.Clean("/"+u.Path), "/")
	u.Path, u.RawPath, u.RawQuery, u.Fragment = "", "", "", ""
	return u.String(), base
}
