package paginatev2

import (
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
	"github.com/galleypress/galley/jekyll/site"
)

// family is one kind of autopages: what its settings are called, which filter its pages set, and its placeholder in titles and permalinks.
type family struct {
	setting, filter, macro string
	layout, title, address string
}

var families = []family{
	{"tags", "tag", ":tag", "autopage_tags.html", "Posts tagged with :tag", "/tag/:tag"},
	{"categories", "category", ":cat", "autopage_category.html", "Posts in category :cat", "/category/:cat"},
	{"collections", "collection", ":coll", "autopage_collection.html", "Posts in collection :coll", "/collection/:coll"},
}

// autopages makes a template for every tag, category and collection, which is then paginated like any other.
func autopages(s *render.Site, pagination *liquid.Map) error {
	own, ok := s.Setting("autopages").(*liquid.Map)
	if !ok || !truthy(own, "enabled") {
		return nil
	}
	for _, f := range families {
		config := liquid.NewMap(
			"layouts", []any{f.layout}, "title", f.title, "permalink", f.address, "enabled", true,
			"slugify", liquid.NewMap("mode", "none", "cased", false),
		)
		if set, given := own.Get(f.setting); given {
			m, ok := liquid.Resolve(set).(*liquid.Map)
			if !ok {
				continue
			}
			config = render.DeepMerge(config, m)
		}
		if !truthy(config, "enabled") {
			continue
		}
		for _, t := range f.terms(s) {
			for _, layout := range words(get(config, "layouts"), ",") {
				s.Pages = append(s.Pages, f.page(s, t, layout, config, pagination))
			}
		}
	}
	return nil
}

// term is a tag, say: in lower case, and as the first document has it.
type term struct{ key, name string }

func (f family) terms(s *render.Site) []term {
	var all []term
	seen := map[string]bool{}
	add := func(name string) {
		key := strings.ToLower(strings.TrimSpace(name))
		if key != "" && !seen[key] {
			seen[key] = true
			all = append(all, term{key, name})
		}
	}
	for _, c := range s.Collections {
		for _, doc := range listed(c) {
			if f.setting == "collections" {
				add(c.Label)
				continue
			}
			for _, value := range words(doc.Get(f.setting), ";, \t\n") {
				for _, part := range strings.FieldsFunc(value, isComma) {
					add(part)
				}
			}
		}
	}
	return all
}

// page is the template for one term. What it shows is its layout's; the layout's front matter may change its settings.
func (f family) page(s *render.Site, t term, file string, config, pagination *liquid.Map) *render.Page {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	data := liquid.NewMap()
	if layout := s.Layout(strings.TrimSuffix(file, path.Ext(file))); layout != nil {
		layout.Data.Each(func(k, v any) bool { data.Set(k, v); return true })
	}
	if own, ok := get(data, "pagination").(*liquid.Map); ok {
		pagination = render.DeepMerge(pagination, own)
	} else {
		pagination = render.DeepMerge(pagination, liquid.NewMap())
	}
	if own, ok := get(data, "autopages").(*liquid.Map); ok {
		config = render.DeepMerge(config, own)
	}
	pagination.Set(f.filter, t.key)

	slug := t.key
	if settings, ok := get(config, "slugify").(*liquid.Map); ok {
		slug = site.Slugify(t.key, liquid.ToString(get(settings, "mode")), truthy(settings, "cased"))
	}
	fill := func(setting string) string {
		return strings.Replace(liquid.ToString(get(config, setting)), f.macro, slug, 1)
	}
	data.Set("permalink", fill("permalink"))
	data.Set("layout", name)
	data.Set("title", fill("title"))
	data.Set("pagination", pagination)
	data.Set("autopage", liquid.NewMap("layout_path", "_layouts/"+file, "display_name", t.name))
	return s.NewPage("index.html", data, "")
}
