package site

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/psych/rubytime"
)

// errNotUTF8 is a file whose bytes are not text.
var errNotUTF8 = errors.New("the file is not valid UTF-8")

// invalidDate stops Jekyll (Errors::InvalidDateError).
type invalidDate struct{ text, source string }

func (e *invalidDate) Error() string {
	return fmt.Sprintf("%q in the %s is not a date, so that Jekyll stops and builds nothing", e.text, e.source)
}

// builder fills in a document's data as Document#read does.
type builder struct {
	*reader
	doc  *Document
	data *psych.Map
}

// readDocument reads a document's file and works out what is to be known of it. A reason that it has stays.
func (r *reader) readDocument(d *Document, isPost bool) {
	b := builder{reader: r, doc: d, data: psych.NewMap(12)}
	d.Data = b.data
	b.start()
	ext := extname(d.Path)
	if ext == ".yml" || ext == ".yaml" {
		b.readDataFile(isPost)
		return
	}
	err := b.read()
	d.Err = err
	b.settle(err)
	if isPost && d.Reason == "" {
		d.Reason = b.hidden(err)
	}
}

// start does what Document#initialize does.
func (b *builder) start() {
	d := b.doc
	b.data.Set("draft", d.Draft)
	special := d.Collection.Directory()
	if d.Draft {
		special = "_drafts"
	}
	b.data.Set("categories", categoriesFromPath(d.RelativePath, special))
}

// categoriesFromPath are the folders above the special folder; those in it do not count (Document#categories_from_path).
func categoriesFromPath(relative, special string) []any {
	list := []any{}
	if strings.HasPrefix(relative, special) {
		return list
	}
	above, _, _ := strings.Cut(relative, special)
	for _, dir := range strings.Split(above, "/") {
		if dir != "" && dir != special && dir != path.Base(relative) {
			list = append(list, dir)
		}
	}
	return list
}

// read merges defaults, front matter and what the name says, in Jekyll's order. After an error what was merged before it stays.
func (b *builder) read() error {
	d := b.doc
	if err := b.cfg.Defaults.Err; err != nil {
		return err
	}
	if defaults := b.cfg.Defaults.All(d.RelativePath, d.Collection.Label); defaults.Len() > 0 {
		if err := b.merge(defaults.Clone(), "front matter defaults"); err != nil {
			return err
		}
	}
	if err := b.load(&d.File); err != nil {
		return err
	}
	m := d.FrontMatter
	if _, bad := m.Fault(frontmatter.NotUTF8); bad {
		return errNotUTF8
	}
	if m.Err != nil {
		return m.Err
	}
	if truthy(m.Value) {
		if m.Data == nil {
			return errors.New("the front matter is not a list of keys with values")
		}
		if err := b.merge(m.Data.Clone(), "YAML front matter"); err != nil {
			return err
		}
	}
	return b.complete()
}

// merge is Document#merge_data!. It may change other.
func (b *builder) merge(other *psych.Map, source string) error {
	if err := b.mergeCategories(other); err != nil {
		return err
	}
	b.data.Merge(other)
	value, there := b.data.Get("date")
	if !there {
		return nil
	}
	t, err := b.date(value)
	if err != nil {
		return &invalidDate{psych.ToS(value), source}
	}
	b.data.Set("date", t)
	return nil
}

func (b *builder) mergeCategories(other *psych.Map) error {
	value := other.Value("categories")
	if value == nil {
		return nil
	}
	if s, ok := value.(string); ok {
		value = words(s)
		other.Set("categories", value)
	}
	if mine, ok := b.data.Value("categories").([]any); ok {
		theirs, ok := value.([]any)
		if !ok {
			return fmt.Errorf("categories must be a list or words, but is %s", psych.Inspect(value))
		}
		other.Set("categories", uniq(append(append([]any(nil), mine...), theirs...)))
	}
	return nil
}

// date is Utils.parse_date on a value as YAML gave it: Ruby prints it and reads it again, which drops fractions of a second.
func (b *builder) date(value any) (time.Time, error) {
	switch v := value.(type) {
	case time.Time:
		if y := v.Year(); 1000 <= y && y <= 9999 {
			return v.Truncate(time.Second).In(b.cfg.Location), nil
		}
	case psych.Date:
		if 1000 <= v.Year && v.Year <= 9999 {
			return v.In(b.cfg.Location), nil
		}
	}
	return rubytime.Parse(psych.ToS(value), b.site.Now, b.cfg.Location)
}

// complete is Document#read_post_data.
func (b *builder) complete() error {
	if err := b.populateTitle(); err != nil {
		return err
	}
	if err := b.populateCategories(); err != nil {
		return err
	}
	b.data.Set("tags", pluralized(b.data, "tag", "tags"))
	return nil
}

func (b *builder) populateTitle() error {
	slug, ext, found := "", "", false
	if name, ok := parsePostName(b.doc.RelativePath); ok {
		slug, ext, found = name.slug, name.ext, true
		if date := b.data.Value("date"); !truthy(date) || date.(time.Time).Unix() == b.site.Now.Unix() {
			if err := b.merge(psych.MapOf("date", name.date), "filename"); err != nil {
				return err
			}
		}
	} else {
		slug, ext, found = datelessName(b.doc.RelativePath)
	}
	if !found {
		slug = stem(b.doc.Path)
	}
	slug = trimPoints(slug)
	b.setDefault("title", TitleizeSlug(slug))
	b.setDefault("slug", slug)
	if found {
		b.setDefault("ext", ext)
	} else {
		b.setDefault("ext", nil)
	}
	return nil
}

// setDefault is Ruby's ||=.
func (b *builder) setDefault(key string, value any) {
	if !truthy(b.data.Value(key)) {
		b.data.Set(key, value)
	}
}

func (b *builder) populateCategories() error {
	all := append(append([]any(nil), arrayOf(b.data.Value("categories"))...), pluralized(b.data, "category", "categories")...)
	for i, v := range all {
		all[i] = psych.ToS(v)
	}
	return b.merge(psych.MapOf("categories", uniq(all)), "YAML front matter")
}

// settle works out the fields of the document from its data, as far as reading came.
func (b *builder) settle(err error) {
	d := b.doc
	var fatal *invalidDate
	if errors.As(err, &fatal) {
		b.fail(Fault{Path: d.Path, Line: d.keyLine("date"), Message: err.Error(), Fatal: true})
	} else if err != nil {
		line, column, message := explain(err)
		b.fail(Fault{Path: d.Path, Line: line, Column: column, Message: message, Fatal: b.cfg.StrictFrontMatter})
	}
	d.Draft = truthy(b.data.Value("draft")) || !strings.Contains(d.RelativePath, "_posts") && d.Collection.Label == "posts"
	if date, ok := b.data.Value("date").(time.Time); ok {
		d.Date = date
	} else {
		// Jekyll gives a post a date when it looks whether that has come; with future posts it does not look.
		d.undated = d.Collection.Label != "posts" || b.cfg.Future
		d.Date = b.site.Now
		if d.Draft && !d.ModTime.IsZero() {
			d.Date = d.ModTime.In(b.cfg.Location)
		}
		if d.Collection.Label == "posts" {
			b.data.Set("date", d.Date)
		}
	}
	d.Title, d.Layout = psych.ToS(b.data.Value("title")), psych.ToS(b.data.Value("layout"))
	d.Slug = psych.ToS(b.data.Value("slug"))
	d.Categories = stringList(arrayOf(b.data.Value("categories")))
	if tags := arrayOf(b.data.Value("tags")); tags != nil {
		d.Tags = stringList(tags)
	}
	d.setURL(b.cfg)
	if d.URLErr != nil && fatal == nil {
		b.fail(Fault{Path: d.Path, Line: d.keyLine("permalink"), Message: d.URLErr.Error() + ", so that Jekyll stops and builds nothing", Fatal: true})
	}
}

// keyLine is the line of a key in the front matter as written, or 0.
func (d *Document) keyLine(key string) int {
	if d.FrontMatter == nil {
		return 0
	}
	if k, _ := d.FrontMatter.Key(key); k != nil {
		return k.Line
	}
	return 0
}

// explain takes an error of the front matter apart.
func explain(err error) (line, column int, message string) {
	var syntax *psych.SyntaxError
	var limit *psych.LimitError
	switch {
	case errors.As(err, &syntax):
		message = "the front matter is not valid YAML: " + syntax.Problem
		if syntax.Context != "" {
			message += " " + syntax.Context
		}
		return syntax.Line, syntax.Column, message
	case errors.As(err, &limit):
		return limit.Line, limit.Column, limit.Error()
	}
	return 0, 0, err.Error()
}

// hidden says why a post is not published (PostReader#processable?, Publisher#publish?).
func (b *builder) hidden(err error) string {
	d := b.doc
	var fatal *invalidDate
	switch {
	case d.FrontMatter == nil:
		return err.Error()
	case errors.Is(err, errNotUTF8):
		return errNotUTF8.Error()
	case errors.As(err, &fatal):
		return err.Error()
	case d.URLErr != nil:
		return d.URLErr.Error() + ", so that Jekyll stops and builds nothing"
	}
	if published, there := b.data.Get("published"); there && !truthy(published) && !b.cfg.Unpublished {
		if published == nil {
			return "its front matter says \"published:\" without a value, which counts as false"
		}
		return "its front matter says \"published: false\""
	}
	if !b.cfg.Future && d.Date.Unix() > b.site.Now.Unix() {
		return fmt.Sprintf("its date, %s, is in the future", psych.FormatTime(d.Date))
	}
	return ""
}

// readDataFile reads a document that is YAML as a whole. Among posts Jekyll skips it.
func (b *builder) readDataFile(isPost bool) {
	d := b.doc
	if isPost {
		if d.Reason == "" {
			d.Reason = "it is a YAML file, which has no text to publish"
		}
		b.settle(nil)
		return
	}
	text, err := readAll(d.fsys, d.Path)
	var value any
	if err == nil {
		value, err = psych.Load(text, b.yamlOptions())
	}
	data, ok := value.(*psych.Map)
	if err != nil || !ok {
		if err == nil {
			err = errors.New("the YAML file is not a list of keys with values, so that Jekyll stops and builds nothing")
		}
		line, column, message := explain(err)
		b.fail(Fault{Path: d.Path, Line: line, Column: column, Message: message, Fatal: true})
		data = psych.NewMap(0)
	}
	b.data = data.Clone()
	d.Data, d.Err = b.data, err
	b.settle(nil)
}
