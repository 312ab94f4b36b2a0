package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/store"
)

// storeSite stores a built site and tells the CDN.
func (w *work) storeSite(ctx context.Context, head host.Commit, p *proof, built *builtSite, outcome *Outcome) error {
	list, err := outputs(built.Result, func(source string) (string, int64, opener, error) {
		e, ok := built.tree.files[source]
		if !ok {
			return "", 0, nil, fmt.Errorf("the file %s is not in the commit", source)
		}
		if text, ok := built.tree.texts[e.blob]; ok {
			return "git:" + e.blob, e.size, inHand(text), nil
		}
		return "git:" + e.blob, e.size, nil, nil
	})
	if err != nil {
		return err
	}
	plan, err := w.run.Plan(list)
	if err != nil {
		return authors(err)
	}
	if err := plan.Fuse(); err != nil && !w.press.Settings.AllowDeletions && !allowsDeletions(built) {
		return authors(fmt.Errorf("%w; to allow it: galley.allow_deletions in _config.yml", err))
	}
	next, packs, err := w.manifest(head, p, built)
	if err != nil {
		return err
	}
	w.run.Bulk = newStatics(w.press.Host, w.limits, head.SHA, built).stream
	if err := w.run.Publish(ctx, plan, next, packs); err != nil {
		return err
	}
	w.press.packs.forget(next)
	for _, o := range plan.Write {
		outcome.Written = append(outcome.Written, o.Key)
	}
	outcome.Deleted, outcome.Unchanged = plan.Delete, plan.Unchanged
	return w.invalidate(ctx, head.SHA, slices.Concat(outcome.Written, outcome.Deleted))
}

// allowsDeletions reads galley.allow_deletions from the site's configuration.
func allowsDeletions(built *builtSite) bool {
	settings, ok := built.Site.Config.Data.Value("galley").(*psych.Map)
	return ok && settings.Value("allow_deletions") == true
}

// manifest gives the manifest to be, and its new packs.
func (w *work) manifest(head host.Commit, p *proof, built *builtSite) (*store.Manifest, map[string][]byte, error) {
	needed := map[string][]byte{}
	keep := func(e entry) {
		if text, ok := built.tree.texts[e.blob]; ok {
			needed[e.blob] = text
		}
	}
	for _, e := range built.tree.files {
		keep(e)
	}
	for name := range p.held {
		keep(p.tree.files[name])
	}
	for _, e := range p.sources.links {
		keep(e)
	}
	var published []store.Pack
	if p.sources.published != nil {
		published = p.sources.published.Packs
	}
	packs, err := pack("sources/", published, p.sources.packed, needed)
	if err != nil {
		return nil, nil, err
	}
	next := &store.Manifest{
		Commit: head.SHA, Tree: head.Tree, Recipe: w.recipe(), NextDue: built.NextDue,
		Sources: make(map[string]store.Source, len(built.tree.files)), Packs: packs.packs,
	}
	if len(p.sources.refused) > 0 || len(p.moved) > 0 {
		next.Tree = "" // the next run shall list the commit again, and find what is refused and what is gone
	}
	for name, e := range built.tree.files {
		next.Sources[name] = sourceOf(e, packs)
	}
	next.Held, next.Links = map[string]store.Source{}, map[string]store.Source{}
	for name := range p.held {
		next.Held[name] = sourceOf(p.tree.files[name], packs)
	}
	for name, e := range p.sources.links {
		next.Links[name] = sourceOf(e, packs)
	}
	if builder() == "" {
		return next, packs.fresh, nil
	}
	rendered, err := p.kept.packing(p.sources.published)
	if err != nil {
		return nil, nil, err
	}
	next.Rendered = &store.Rendered{By: builder(), Packs: rendered.packs}
	maps.Copy(packs.fresh, rendered.fresh)
	return next, packs.fresh, nil
}

// mostPaths is how many paths the CDN is told; beyond, everything is asked for anew, which costs as much as one.
const mostPaths = 50

func (w *work) invalidate(ctx context.Context, commit string, keys []string) error {
	if w.press.CDN == nil || len(keys) == 0 {
		return nil
	}
	paths := []string{"/*"}
	if len(keys) <= mostPaths {
		paths = paths[:0]
		for _, key := range keys {
			paths = append(paths, "/"+key)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(paths, "\n")))
	if err := w.press.CDN.Invalidate(ctx, commit+"-"+hex.EncodeToString(sum[:8]), paths); err != nil {
		return fmt.Errorf("telling the CDN what changed: %w", err)
	}
	return nil
}
