package site

import (
	"fmt"
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
)

// placeholder is the value of a name in a document's URL template (Drops::UrlDrop).
func (d *Document) placeholder(name string) (string, bool, error) {
	if layout, ok := datePlaceholders[name]; ok {
		return layout(d.Date), true, nil
	}
	switch name {
	case "collection":
		return d.Collection.Label, true, nil
	case "output_ext":
		return d.OutputExt, true, nil
	case "path":
		return d.cleanedPath(), true, nil
	case "name":
		return Slugify(stem(d.Path), "", false), true, nil
	case "title":
		slug, err := d.slug()
		return Slugify(slug, "pretty", true), true, err
	case "slug":
		slug, err := d.slug()
		return Slugify(slug, "", false), true, err
	case "categories":
		return d.joinCategories(downcase), true, nil
	case "slugified_categories":
		return d.joinCategories(func(s string) string { return Slugify(s, "", false) }), true, nil
	}
	return "", rubyMethods[name], nil
}

// rubyMethods are names that every object in Ruby answers to, and so no permalink with them fails; they stand for nothing.
var rubyMethods = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`class clone context count cycle define_singleton_method detect display drop drop_while dup each
		each_cons each_entry each_key each_slice each_with_index each_with_object entries enum_for extend fetch filter filter_map find find_all
		find_index first flat_map freeze grep grep_v group_by hash hash_for_json inject inspect instance_variable_get instance_variable_set
		instance_variables invoke_drop itself key keys lazy map max max_by merge method method_missing methods min min_by minmax minmax_by object_id
		partition private_methods protected_methods public_method public_methods public_send reduce reject reverse_each select send
		singleton_class singleton_method singleton_methods slice_after slice_before slice_when sort sort_by sum take take_while tally tap then
		to_a to_enum to_h to_hash to_json to_liquid to_s to_set uniq yield_self zip content_methods chain chunk chunk_while collect collect_concat`) {
		m[name] = true
	}
	return m
}()

// slug is what the URL calls the document: the slug of its front matter or, when reading that failed, the file's name.
func (d *Document) slug() (string, error) {
	switch v := d.Data.Value("slug").(type) {
	case nil:
		return stem(d.Path), nil
	case string:
		return v, nil
	default:
		return "", fmt.Errorf("the slug must be text, but is %s", psych.Inspect(v))
	}
}

// cleanedPath is the path in the collection without extension (Document#cleaned_relative_path).
func (d *Document) cleanedPath() string {
	p := strings.TrimSuffix(d.RelativePath, extname(d.RelativePath))
	return trimPoints(strings.Replace(p, d.Collection.Directory(), "", 1))
}

func (d *Document) joinCategories(shape func(string) string) string {
	var parts []string
	seen := map[string]bool{}
	for _, category := range arrayOf(d.Data.Value("categories")) {
		s := shape(psych.ToS(category))
		if !seen[s] {
			seen[s] = true
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "/")
}

// datePlaceholders print parts of a date as Ruby's strftime does.
var datePlaceholders = map[string]func(time.Time) string{
	"year":        func(t time.Time) string { return year(t.Year()) },
	"month":       func(t time.Time) string { return t.Format("01") },
	"day":         func(t time.Time) string { return t.Format("02") },
	"hour":        func(t time.Time) string { return t.Format("15") },
	"minute":      func(t time.Time) string { return t.Format("04") },
	"second":      func(t time.Time) string { return t.Format("05") },
	"i_day":       func(t time.Time) string { return t.Format("2") },
	"i_month":     func(t time.Time) string { return t.Format("1") },
	"short_month": func(t time.Time) string { return t.Format("Jan") },
	"long_month":  func(t time.Time) string { return t.Format("January") },
	"short_year":  func(t time.Time) string { return t.Format("06") },
	"w_year": func(t time.Time) string {
		y, _ := t.ISOWeek()
		return year(y)
	},
	"week": func(t time.Time) string {
		_, w := t.ISOWeek()
		return fmt.Sprintf("%02d", w)
	},
	"w_day": func(t time.Time) string {
		return string("7123456"[t.Weekday()])
	},
	"short_day": func(t time.Time) string { return t.Format("Mon") },
	"long_day":  func(t time.Time) string { return t.Format("Monday") },
	"y_day":     func(t time.Time) string { return fmt.Sprintf("%03d", t.YearDay()) },
}

func year(y int) string {
	if y < 0 {
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

// setURL works out the URL of a document from its permalink or its collection's template.
func (d *Document) setURL(cfg *config.Config) {
	template := d.Collection.Permalink
	if permalink := d.Data.Value("permalink"); truthy(permalink) {
		text, ok := permalink.(string)
		if !ok {
			d.URLErr = fmt.Errorf("the permalink must be text, but is %s", psych.Inspect(permalink))
			return
		}
		template = text
		d.OutputExt = permalinkExt(text)
	}
	if d.OutputExt == "" {
		d.OutputExt = OutputExt(cfg, extname(d.Path))
	}
	d.URL, d.URLErr = expandTemplate(template, d.placeholder)
}

// permalinkExt is the extension that a permalink asks for (Renderer#permalink_ext).
func permalinkExt(permalink string) string {
	if strings.HasSuffix(permalink, "/") {
		return ""
	}
	return extname(permalink)
}

// OutputExt is the extension of what becomes of a file: .html for Markdown, .css for Sass, else its own.
func OutputExt(cfg *config.Config, ext string) string {
	low := strings.ToLower(ext)
	for _, markdown := range cfg.MarkdownExt {
		if low == markdown {
			return ".html"
		}
	}
	switch low {
	case ".scss", ".sass":
		return ".css"
	}
	return ext
}
