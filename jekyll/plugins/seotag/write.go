package seotag

import (
	"strings"

	"github.com/galleypress/galley/jekyll/address"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// write prints the elements in the gem's order, one a line.
func (f *facts) write(withTitle bool) error {
	title, err := f.title()
	if err != nil {
		return err
	}
	date, err := f.filter("date_to_xmlschema", f.get("page.date"))
	if err != nil {
		return err
	}
	f.c.Write("<!-- Begin Jekyll SEO tag v" + version + " -->\n")
	if withTitle && title != "" {
		f.c.Write("<title>" + title + "</title>\n")
	}
	f.meta("name", "generator", "Jekyll v"+render.Version)
	f.meta("property", "og:title", notEmpty(f.pageTitle))
	f.meta("name", "author", f.author.get("name"))
	f.meta("property", "og:locale", f.locale)
	f.meta("name", "description", notEmpty(f.description))
	f.meta("property", "og:description", notEmpty(f.description))
	if liquid.Truthy(f.get("site.url")) {
		f.link("canonical", f.canonical)
		f.meta("property", "og:url", f.canonical)
	}
	f.meta("property", "og:site_name", notEmpty(f.siteTitle))
	if f.image != nil {
		f.meta("property", "og:image", f.image.path)
		for _, key := range []string{"height", "width", "alt"} {
			v, _ := f.image.fields.Get(key)
			f.meta("property", "og:image:"+key, v)
		}
	}
	if liquid.Truthy(f.get("page.date")) {
		f.meta("property", "og:type", "article")
		f.meta("property", "article:published_time", date)
	} else {
		f.meta("property", "og:type", "website")
	}
	if liquid.Truthy(f.get("paginator.previous_page")) {
		f.link("prev", f.site.AbsoluteURL(text(f.get("paginator.previous_page_path"))))
	}
	if liquid.Truthy(f.get("paginator.next_page")) {
		f.link("next", f.site.AbsoluteURL(text(f.get("paginator.next_page_path"))))
	}
	f.twitter()
	f.facebook()
	f.verifications()
	return f.jsonLD()
}

func (f *facts) twitter() {
	if f.image == nil {
		f.meta("name", "twitter:card", "summary")
	} else {
		f.meta("name", "twitter:card", orDefault(f.get("page.twitter.card"), f.get("site.twitter.card"), "summary_large_image"))
		f.meta("property", "twitter:image", f.image.path)
		alt, _ := f.image.fields.Get("alt")
		f.meta("name", "twitter:image:alt", alt)
	}
	f.meta("property", "twitter:title", notEmpty(f.pageTitle))
	if liquid.Truthy(f.get("site.twitter")) {
		f.meta("name", "twitter:site", "@"+strings.ReplaceAll(text(f.get("site.twitter.username")), "@", ""))
		if _, given := or(f.author.get("twitter"), f.author.get("name")).(string); given {
			f.meta("name", "twitter:creator", "@"+strings.ReplaceAll(f.author.twitter(), "@", ""))
		}
	}
}

func (f *facts) facebook() {
	f.meta("property", "fb:admins", f.get("site.facebook.admins"))
	f.meta("property", "article:publisher", f.get("site.facebook.publisher"))
	f.meta("property", "fb:app_id", f.get("site.facebook.app_id"))
}

func (f *facts) verifications() {
	if !liquid.Truthy(f.get("site.webmaster_verifications")) {
		f.meta("name", "google-site-verification", f.get("site.google_site_verification"))
		return
	}
	for _, v := range [...]struct{ name, setting string }{
		{"google-site-verification", "google"},
		{"msvalidate.01", "bing"},
		{"alexaVerifyID", "alexa"},
		{"yandex-verification", "yandex"},
		{"baidu-site-verification", "baidu"},
		{"facebook-domain-verification", "facebook"},
	} {
		f.meta("name", v.name, f.get("site.webmaster_verifications."+v.setting))
	}
}

// meta prints a meta element where there is something to say.
func (f *facts) meta(attribute, name string, content any) {
	if !liquid.Truthy(content) {
		return
	}
	f.c.Write("<meta " + attribute + `="` + name + `" content="`)
	f.c.WriteValue(content)
	f.c.Write("\" />\n")
}

func (f *facts) link(rel, href string) {
	f.c.Write(`<link rel="` + rel + `" href="` + href + "\" />\n")
}

// jsonLD prints what schema.org calls the page, keys sorted.
func (f *facts) jsonLD() error {
	data := liquid.NewMap("@context", "https://schema.org")
	set := func(key string, v any) {
		if v != nil {
			data.Set(key, v)
		}
	}
	name, err := f.name()
	if err != nil {
		return err
	}
	published, err := f.filter("date_to_xmlschema", f.get("page.date"))
	if err != nil {
		return err
	}
	modified, err := f.filter("date_to_xmlschema", or(f.get("page.seo.date_modified"), f.get("page.last_modified_at"), f.get("page.date")))
	if err != nil {
		return err
	}
	set("@type", f.kind)
	set("author", f.jsonAuthor())
	set("dateModified", modified)
	set("datePublished", published)
	set("description", notEmpty(f.description))
	set("headline", notEmpty(f.pageTitle))
	set("image", f.jsonImage())
	if f.kind == "BlogPosting" || f.kind == "CreativeWork" {
		set("mainEntityOfPage", liquid.NewMap("@type", "WebPage", "@id", f.canonical))
	}
	set("name", name)
	set("publisher", f.publisher())
	set("sameAs", f.links())
	set("url", f.canonical)

	json, err := f.c.Filter("jsonify", data)
	if err != nil {
		return err
	}
	f.c.Write("<script type=\"application/ld+json\">\n")
	f.c.WriteValue(json)
	f.c.Write("</script>\n<!-- End Jekyll SEO tag -->\n")
	return nil
}

// name is that of the site or its owner, on the home page and the page about them.
func (f *facts) name() (any, error) {
	if name := f.get("page.seo.name"); liquid.Truthy(name) {
		formatted, err := f.format(name)
		if err != nil || formatted != "" {
			return formatted, err
		}
	}
	if !f.isHome() {
		return nil, nil
	}
	if name := f.get("site.social.name"); liquid.Truthy(name) {
		formatted, err := f.format(name)
		return notEmpty(formatted), err
	}
	return notEmpty(f.siteTitle), nil
}

func (f *facts) jsonAuthor() any {
	name, kind := f.author.get("name"), f.author.get("type")
	if !liquid.Truthy(name) || liquid.Truthy(kind) && kind != "Organization" && kind != "Person" {
		return nil
	}
	a := liquid.NewMap("@type", or(kind, "Person"), "name", name)
	if url := f.author.get("url"); liquid.Truthy(url) {
		a.Set("url", url)
	}
	return a
}

func (f *facts) jsonImage() any {
	switch {
	case f.image == nil:
		return nil
	case f.image.fields.Len() == 1:
		return f.image.path
	}
	data := liquid.NewMap()
	f.image.fields.Each(func(k, v any) bool {
		if k != "path" {
			data.Set(k, v)
		}
		return true
	})
	data.Set("url", f.image.path)
	data.Set("@type", "imageObject")
	return data
}

func (f *facts) publisher() any {
	logo := f.get("site.logo")
	if !liquid.Truthy(logo) {
		return nil
	}
	url := text(logo)
	if !address.Absolute(url) {
		url = f.site.AbsoluteURL(url)
	}
	p := liquid.NewMap("@type", "Organization", "logo", liquid.NewMap("@type", "ImageObject", "url", address.NormalizeComponent(url)))
	if name := f.author.get("name"); liquid.Truthy(name) {
		p.Set("name", name)
	}
	return p
}

func (f *facts) links() any {
	if links := f.get("page.seo.links"); liquid.Truthy(links) {
		return links
	}
	if f.isHome() {
		return or(f.get("site.social.links"))
	}
	return nil
}

// orDefault is Liquid's filter default: the first value that is neither nil, false nor empty.
func orDefault(values ...any) any {
	for _, v := range values {
		if liquid.Truthy(v) && v != "" {
			return v
		}
	}
	return nil
}
