// Package paginate spreads the posts over the pages of an index as jekyll-paginate 1.1 does.
package paginate

import (
	"context"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-paginate.
var Plugin = render.Plugin{
	Name: "jekyll-paginate",
	Setup: func(s *render.Site) error {
		s.AddGenerator("jekyll-paginate", render.Lowest, generate)
		return nil
	},
}

func generate(_ context.Context, s *render.Site) error {
	setting := s.Setting("paginate")
	if setting == nil || len(s.Pages) == 0 {
		return nil
	}
	template := templatePage(s)
	if template == nil {
		s.Warn("Pagination is enabled (paginate in _config.yml), but there is no index.html to be its template, so there are no pages of posts.")
		return nil
	}
	perPage := liquid.ToInt(setting)
	if perPage <= 0 {
		return errors.New("_config.yml: paginate must be the number of posts on a page, such as 10, not " + liquid.Inspect(setting))
	}
	posts := slices.Clone(s.Posts().Docs)
	slices.Reverse(posts)
	posts = slices.DeleteFunc(posts, func(p *render.Page) bool { return liquid.Truthy(p.Get("hidden")) })
	pages := (len(posts) + perPage - 1) / perPage
	for n := 1; n <= pages; n++ {
		page := template
		if n > 1 {
			page = s.Copy(template)
			s.PlaceIn(page, pagePath(s, n))
			s.Pages = append(s.Pages, page)
		}
		page.Pager = pager(s, template, posts, n, perPage, pages)
	}
	return nil
}

// templatePage is the index.html that lies deepest on the way to paginate_path.
func templatePage(s *render.Site) *render.Page {
	last := path.Dir(withSlash(paginatePath(s)))
	var best *render.Page
	for _, p := range s.Pages {
		dir := path.Dir("/" + p.Path)
		if p.Name() != "index.html" || dir != "/" && last != dir && !strings.HasPrefix(last, dir+"/") {
			continue
		}
		if best == nil || len(p.Path) > len(best.Path) {
			best = p
		}
	}
	return best
}

func paginatePath(s *render.Site) string { return liquid.ToString(s.Setting("paginate_path")) }

// pagePath is the folder of page n.
func pagePath(s *render.Site, n int) string {
	return withSlash(strings.Replace(paginatePath(s), ":num", strconv.Itoa(n), 1))
}

func withSlash(p string) string {
	if strings.HasPrefix(p, "/") {
		return p
	}
	return "/" + p
}

// pager is what the template sees as paginator.
func pager(s *render.Site, template *render.Page, posts []*render.Page, n, perPage, pages int) *liquid.Map {
	from := (n - 1) * perPage
	address := func(n int) any {
		if n == 1 {
			return template.URL()
		}
		return pagePath(s, n)
	}
	m := liquid.NewMap(
		"page", n, "per_page", perPage, "posts", render.Drops(posts[from:min(from+perPage, len(posts))]),
		"total_posts", len(posts), "total_pages", pages,
		"previous_page", nil, "previous_page_path", nil, "next_page", nil, "next_page_path", nil,
	)
	if n > 1 {
		m.Set("previous_page", n-1)
		m.Set("previous_page_path", address(n-1))
	}
	if n < pages {
		m.Set("next_page", n+1)
		m.Set("next_page_path", address(n+1))
	}
	return m
}
