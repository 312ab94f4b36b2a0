// Package paginatev2 is jekyll-paginate-v2 3.0: lists of posts, or of other collections, over several pages, filtered and sorted as each page's
// front matter says; and autopages, such lists for every tag, category and collection.
package paginatev2

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-paginate-v2.
var Plugin = render.Plugin{Name: "jekyll-paginate-v2", Setup: func(s *render.Site) error {
	s.AddGenerator("jekyll-paginate-v2", render.Lowest, generate)
	return nil
}}

// defaults are the settings of a page that has none.
func defaults() *liquid.Map {
	return liquid.NewMap(
		"enabled", false, "collection", "posts", "offset", 0, "per_page", 10, "permalink", "/page:num/", "title", ":title - page :num",
		"page_num", 1, "sort_reverse", false, "sort_field", "date", "limit", 0, "trail", liquid.NewMap("before", 0, "after", 0),
		"indexpage", nil, "extension", "html", "debug", false, "legacy", false,
	)
}

func generate(_ context.Context, s *render.Site) error {
	config := defaults()
	if own, ok := s.Setting("pagination").(*liquid.Map); ok {
		config = render.DeepMerge(config, own)
	}
	if err := autopages(s, config); err != nil {
		return err
	}
	if s.Setting("paginate") != nil {
		return errors.New("_config.yml: paginate is the setting of jekyll-paginate; with jekyll-paginate-v2, write pagination: {enabled: true, per_page: 10}")
	}
	if !truthy(config, "enabled") {
		return nil
	}
	found := false
	for _, p := range slices.Clone(s.Pages) {
		own, ok := p.Get("pagination").(*liquid.Map)
		if !ok || !truthy(own, "enabled") {
			continue
		}
		found = true
		t := &template{site: s, page: p, config: render.DeepMerge(config, own)}
		if err := t.paginate(); err != nil {
			return err
		}
	}
	if !found {
		s.Warn("Pagination is enabled in _config.yml, but no page has pagination: {enabled: true} in its front matter.")
	}
	return nil
}

// template is a page that lists documents.
type template struct {
	site   *render.Site
	page   *render.Page
	config *liquid.Map
}

func (t *template) paginate() error {
	perPage := liquid.ToInt(get(t.config, "per_page"))
	if perPage <= 0 {
		return errors.New("pagination: per_page must be the number of posts on a page, such as 10, not " + liquid.Inspect(get(t.config, "per_page")))
	}
	docs := t.documents()
	total := (len(docs) + perPage - 1) / perPage
	if limit := liquid.ToInt(get(t.config, "limit")); limit > 0 {
		total = min(total, limit)
	}
	total = max(total, 1)

	n := newNaming(t)
	t.site.Pages = slices.DeleteFunc(t.site.Pages, func(p *render.Page) bool { return p == t.page })
	var pages []*render.Page
	for number := 1; number <= total; number++ {
		page := t.site.Copy(t.page)
		page.Path = n.indexName + n.extension
		page.Made = true
		if auto, ok := t.page.Get("autopage").(*liquid.Map); ok {
			page.Content = ""
			page.Data.Set("autopages", auto)
		}
		page.Data.Set("pagination_info", liquid.NewMap("curr_page", number, "total_pages", total))
		page.Pager = pager(n, docs, number, perPage, total)
		own := n.path(number, total)
		if liquid.Truthy(t.page.Get("permalink")) {
			page.Data.Set("permalink", own)
		}
		page.SetURL(n.url(own))
		page.Data.Set("title", t.title(number, total))
		if number > 1 {
			page.Data.Set("autogen", "jekyll-paginate-v2")
		}
		t.site.Pages = append(t.site.Pages, page)
		pages = append(pages, page)
	}
	t.leaveTrail(n, pages)
	return nil
}

// title is the template's own, or the site's; behind the first page the setting title says what is added.
func (t *template) title(number, total int) any {
	title := t.page.Get("title")
	if !liquid.Truthy(title) {
		title = t.site.Setting("title")
	}
	if number == 1 {
		return title
	}
	format := strings.Replace(liquid.ToString(get(t.config, "title")), ":title", liquid.ToString(title), 1)
	return numbered(format, number, total)
}

// leaveTrail tells each page of its neighbours, for links such as 3 4 [5] 6 7.
func (t *template) leaveTrail(n naming, pages []*render.Page) {
	trail, ok := get(t.config, "trail").(*liquid.Map)
	if !ok || len(pages) < 2 {
		return
	}
	before, after := max(0, liquid.ToInt(get(trail, "before"))), max(0, liquid.ToInt(get(trail, "after")))
	if before == 0 && after == 0 {
		return
	}
	length := before + after + 1
	for i, page := range pages {
		start := max(0, i-before)
		end := min(start+length, len(pages))
		start = max(0, min(start, end-length))
		var around []any
		for j := start; j < end; j++ {
			around = append(around, liquid.NewMap("num", j+1, "path", n.path(j+1, len(pages)), "title", pages[j].Get("title")))
		}
		page.Pager.(*liquid.Map).Set("page_trail", around)
	}
}

// documents are those that the template lists, in its order.
func (t *template) documents() []*render.Page {
	var docs []*render.Page
	for _, name := range words(get(t.config, "collection"), ";, \t\n") {
		docs = append(docs, collection(t.site, strings.ToLower(name))...)
	}
	docs = slices.DeleteFunc(docs, func(p *render.Page) bool { return liquid.Truthy(p.Get("hidden")) })
	for _, filter := range []struct{ setting, key string }{{"category", "categories"}, {"tag", "tags"}, {"locale", "locale"}} {
		for _, wanted := range words(get(t.config, filter.setting), ";,") {
			wanted = strings.ToLower(wanted)
			if filter.key == "categories" && wanted == "posts" {
				continue // the gem's old word for all
			}
			docs = slices.DeleteFunc(docs, func(p *render.Page) bool { return !slices.Contains(terms(p, filter.key), wanted) })
		}
	}
	field := liquid.ToString(get(t.config, "sort_field"))
	if field == "" {
		return docs
	}
	slices.SortStableFunc(docs, func(a, b *render.Page) int { return compare(value(a, field), value(b, field)) })
	docs = docs[:len(docs)-min(len(docs), max(0, liquid.ToInt(get(t.config, "offset"))))]
	if truthy(t.config, "sort_reverse") {
		slices.Reverse(docs)
	}
	return docs
}

// collection is the documents of one, or of all but the posts, without those that list others.
func collection(s *render.Site, name string) []*render.Page {
	var docs []*render.Page
	for _, c := range s.Collections {
		if c.Label == name || name == "all" && c.Label != "posts" {
			docs = append(docs, listed(c)...)
		}
	}
	return docs
}

func listed(c *render.Collection) []*render.Page {
	return slices.DeleteFunc(slices.Clone(c.Docs), func(p *render.Page) bool { _, lists := p.Data.Get("pagination"); return lists })
}

// terms are a document's tags, say, in lower case; one that holds commas is several.
func terms(p *render.Page, key string) []string {
	var all []string
	for _, term := range words(p.Get(key), ";, \t\n") {
		for _, part := range strings.FieldsFunc(term, isComma) {
			all = append(all, strings.ToLower(strings.TrimSpace(part)))
		}
	}
	return all
}

func isComma(r rune) bool { return r == ',' || r == ';' }

// words are the items of a list, or the parts of a text between separators.
func words(v any, separators string) []string {
	var all []string
	switch v := liquid.Resolve(v).(type) {
	case nil:
	case []any:
		for _, item := range v {
			all = append(all, strings.TrimSpace(liquid.ToString(item)))
		}
	case string:
		for _, word := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
			all = append(all, strings.TrimSpace(word))
		}
	default:
		all = append(all, liquid.ToString(v))
	}
	return all
}

// value is what a document is sorted by: a key of its front matter, or with colons a key within a key.
func value(p *render.Page, field string) any {
	var v any = p.Data
	for _, key := range strings.Split(field, ":") {
		m, ok := v.(*liquid.Map)
		if !ok {
			return nil
		}
		v = get(m, strings.ToLower(strings.TrimSpace(key)))
	}
	if _, isMap := v.(*liquid.Map); isMap {
		return nil
	}
	return v
}

// compare puts what has no value first, and texts without regard to case. Values of different kinds, at which the gem stops, stay as they are.
func compare(a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return strings.Compare(strings.ToLower(a), strings.ToLower(b))
		}
	case time.Time:
		if b, ok := b.(time.Time); ok {
			return a.Compare(b)
		}
	}
	order, _ := liquid.Compare(a, b)
	return order
}

func get(m *liquid.Map, key string) any {
	v, _ := m.Get(key)
	return liquid.Resolve(v)
}

func truthy(m *liquid.Map, key string) bool { return liquid.Truthy(get(m, key)) }
