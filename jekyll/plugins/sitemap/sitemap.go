// Package sitemap writes sitemap.xml and robots.txt as jekyll-sitemap 1.4 does, where the site has none of its own.
package sitemap

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/plugins/internal/values"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-sitemap.
var Plugin = render.Plugin{
	Name: "jekyll-sitemap",
	Setup: func(s *render.Site) error {
		s.AddGenerator("jekyll-sitemap", render.Lowest, generate)
		return nil
	},
}

func generate(_ context.Context, s *render.Site) error {
	taken := map[string]bool{}
	for _, p := range s.Pages {
		taken[p.URL()] = true
	}
	for _, f := range s.Static {
		taken[f.URL()] = true
	}
	if !taken["/sitemap.xml"] {
		m := sitemap{stylesheet: taken["/sitemap.xsl"]}
		for _, f := range s.Static {
			switch f.Ext() {
			case ".htm", ".html", ".xhtml", ".pdf":
				m.files = append(m.files, f)
			}
		}
		p := s.NewPage("sitemap.xml", liquid.NewMap("layout", nil, "xsl", m.stylesheet), "")
		p.Print = m.print
		s.Pages = append(s.Pages, p)
	}
	if !taken["/robots.txt"] {
		p := s.NewPage("robots.txt", liquid.NewMap("layout", nil), "")
		p.Print = func(c *liquid.Context) error {
			c.Write("Sitemap: " + s.AbsoluteURL("sitemap.xml") + "\n")
			return nil
		}
		s.Pages = append(s.Pages, p)
	}
	return nil
}

type sitemap struct {
	files      []*render.StaticFile
	stylesheet bool
}

func (m sitemap) print(c *liquid.Context) error {
	s, _ := render.Current(c)
	w := values.Writer{C: c}
	w.Write(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	if m.stylesheet {
		w.Write(`<?xml-stylesheet type="text/xsl" href="` + s.AbsoluteURL("/sitemap.xsl") + `"?>` + "\n")
	}
	w.Write(`<urlset xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.sitemaps.org/schemas/sitemap/0.9 ` +
		`http://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	collections := slices.Clone(s.Collections)
	sort.SliceStable(collections, func(i, j int) bool { return collections[i].Label < collections[j].Label })
	for _, collection := range collections {
		if !collection.Output {
			continue
		}
		for _, doc := range collection.Docs {
			if doc.Get("sitemap") != false {
				location(&w, s, doc.URL(), values.Default(doc.Get("last_modified_at"), doc.Date))
			}
		}
	}
	for _, page := range s.Pages {
		if (page.HTML() || strings.HasSuffix(page.URL(), "/")) && page.Get("sitemap") != false && page.URL() != "/404.html" {
			location(&w, s, page.URL(), page.Get("last_modified_at"))
		}
	}
	for _, f := range m.files {
		if published, _ := f.Data.Get("sitemap"); published != false && f.Name() != "404.html" {
			var modified any
			if f.ModTime != nil {
				modified = f.ModTime()
			}
			location(&w, s, f.Path, modified)
		}
	}
	w.Write("</urlset>\n")
	return w.Err
}

func location(w *values.Writer, s *render.Site, url string, modified any) {
	url = s.AbsoluteURL(strings.ReplaceAll(url, "/index.html", "/"))
	w.Write("<url>\n<loc>" + render.EscapeXML(url) + "</loc>\n")
	if liquid.Truthy(modified) {
		w.Write("<lastmod>" + w.Date(modified) + "</lastmod>\n")
	}
	w.Write("</url>\n")
}
