// Package archives makes a page for each tag, category, year, month and day that has posts, as jekyll-archives 2.2 does.
package archives

import (
	"context"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/address"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-archives.
var Plugin = render.Plugin{
	Name: "jekyll-archives",
	Setup: func(s *render.Site) error {
		s.Config.Set("jekyll-archives", render.DeepMerge(defaults(), settings(s)))
		s.AddGenerator("jekyll-archives", render.Normal, generate)
		return nil
	},
}

func defaults() *liquid.Map {
	return liquid.NewMap(
		"layout", "archive",
		"enabled", []any{},
		"permalinks", liquid.NewMap(
			"year", "/:year/", "month", "/:year/:month/", "day", "/:year/:month/:day/",
			"tag", "/tag/:name/", "category", "/category/:name/",
		),
	)
}

func settings(s *render.Site) *liquid.Map {
	if m, ok := s.Setting("jekyll-archives").(*liquid.Map); ok {
		return m
	}
	return liquid.NewMap()
}

func generate(_ context.Context, s *render.Site) error {
	var made []*render.Page
	add := func(a archive) { made = append(made, a.page(s)) }
	for _, kind := range []struct{ setting, kind string }{{"tags", "tag"}, {"categories", "category"}} {
		if !enabled(s, kind.setting) {
			continue
		}
		for _, g := range s.GroupPosts(kind.setting) {
			a := archive{kind: kind.kind, posts: g.Posts}
			if name, ok := g.Name.(string); ok {
				a.title = name
				a.parts = []part{{"name", render.Slugify(name, slugMode(s))}}
			}
			add(a)
		}
	}
	for _, year := range byDate(s.Posts().Docs, "2006") {
		y := part{"year", year.name}
		if enabled(s, "year") {
			add(archive{kind: "year", parts: []part{y}, posts: year.posts})
		}
		for _, month := range byDate(year.posts, "01") {
			m := part{"month", month.name}
			if enabled(s, "month") {
				add(archive{kind: "month", parts: []part{y, m}, posts: month.posts})
			}
			for _, day := range byDate(month.posts, "02") {
				if enabled(s, "day") {
					add(archive{kind: "day", parts: []part{y, m, {"day", day.name}}, posts: day.posts})
				}
			}
		}
	}
	s.Pages = append(s.Pages, made...)
	s.Config.Set("archives", render.Drops(made))
	return nil
}

func enabled(s *render.Site, kind string) bool {
	switch setting := s.Setting("jekyll-archives", "enabled").(type) {
	case bool:
		return setting
	case string:
		return setting == "all"
	case []any:
		return slices.Contains(setting, any(kind))
	}
	return false
}

func slugMode(s *render.Site) string {
	if mode := liquid.ToString(s.Setting("jekyll-archives", "slug_mode")); mode != "" {
		return mode
	}
	return "default"
}

// archive is one page: its parts fill the permalink's placeholders.
type archive struct {
	kind  string
	title any
	parts []part
	posts []*render.Page
}

type part struct{ name, value string }

func (a archive) page(s *render.Site) *render.Page {
	url := liquid.ToString(s.Setting("jekyll-archives", "permalinks", a.kind))
	for _, p := range append(a.parts, part{"type", a.kind}) {
		url = strings.ReplaceAll(url, ":"+p.name, address.EscapePath(p.value))
	}
	url = strings.ReplaceAll(url, "/:name", "")
	url = render.SanitizeURL(url)
	file := strings.TrimPrefix(address.Unescape(url), "/")
	if strings.HasSuffix(url, "/") {
		file += "index.html"
	}
	layout := s.Setting("jekyll-archives", "layouts", a.kind)
	if !liquid.Truthy(layout) {
		layout = s.Setting("jekyll-archives", "layout")
	}
	name := path.Base(file)
	data := liquid.NewMap(
		"layout", layout,
		"posts", render.Drops(a.posts), "type", a.kind, "title", a.title, "date", a.date(),
		"name", strings.TrimSuffix(name, path.Ext(name)),
	)
	p := s.NewPageOf(a.kind, file, data, "")
	p.SetURL(url)
	return p
}

// date is the first day of a year, month or day; nil for tags and categories.
func (a archive) date() any {
	if a.parts == nil || a.parts[0].name != "year" {
		return nil
	}
	date := liquid.Date{Month: time.January, Day: 1}
	for i, p := range a.parts {
		n, _ := strconv.Atoi(p.value)
		switch i {
		case 0:
			date.Year = n
		case 1:
			date.Month = time.Month(n)
		case 2:
			date.Day = n
		}
	}
	return date
}

type period struct {
	name  string
	posts []*render.Page
}

// byDate gathers posts by a part of their date, in the order in which it is first met; the posts of each are sorted newest first.
func byDate(posts []*render.Page, format string) []period {
	var all []period
	index := map[string]int{}
	for _, p := range posts {
		name := p.Date.Format(format)
		i, ok := index[name]
		if !ok {
			i = len(all)
			index[name] = i
			all = append(all, period{name: name})
		}
		all[i].posts = append(all[i].posts, p)
	}
	for _, p := range all {
		slices.SortStableFunc(p.posts, func(a, b *render.Page) int { return -render.CompareDocs(a, b) })
	}
	return all
}
