package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
)

// urlRules are about a post's address, and whether there is a post at it at all.
var urlRules = []Rule{
	{
		Name: "url-shared", Family: "address", Level: Error,
		Summary: "two files that are published at one address",
		Effect:  "Readers find only one of the two: the other is overwritten.",
		Mended:  "Left to a person, because an address must change.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\npermalink: «/spring/»\n---\nIt is here.\n",
			Files: map[string]string{"_posts/2023-05-01-spring.md": "---\ntitle: Spring of 2023\npermalink: /spring/\n---\nIt was here.\n"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\npermalink: /spring-2024/\n---\nIt is here.\n",
			Files: map[string]string{"_posts/2023-05-01-spring.md": "---\ntitle: Spring of 2023\npermalink: /spring/\n---\nIt was here.\n"},
		},
		check: checkShared,
	},
	{
		Name: "permalink-fatal", Family: "address", Level: Error,
		Summary: "a permalink or slug that Jekyll cannot make an address of",
		Effect:  "Jekyll stops with an error, and nothing of the blog is published.",
		Mended:  "`--fix` puts a number or a date in quotes.",
		Wrong:   Example{Text: "---\ntitle: Spring\npermalink: «/:yaer/spring/»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\npermalink: /:year/spring/\n---\nIt is here.\n"},
		check:   checkPermalinkFatal,
	},
	{
		Name: "permalink-unusable", Family: "address", Level: Warning,
		Summary: "a permalink that is no path",
		Effect:  "The post is published at an address that no link leads to: a `?` or `#` ends a path, and a full URL becomes a folder called `https:`.",
		Mended:  "Left to a person, because the address would change.",
		Wrong:   Example{Text: "---\ntitle: Spring\npermalink: «https://example.com/spring/»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\npermalink: /spring/\n---\nIt is here.\n"},
		check:   checkPermalinkUnusable,
	},
	{
		Name: "url-empty-part", Family: "address", Level: Warning,
		Summary: "a slug or category of which nothing is left in the address",
		Effect:  "The post is published at an address such as `/2024/05/01/.html`, and others may be published at the same one.",
		Mended:  "Left to a person, because the address would change.",
		Wrong:   Example{Text: "---\ntitle: Spring\nslug: «\"\"»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\nslug: spring\n---\nIt is here.\n"},
		check:   checkEmptyPart,
	},
	{
		Name: "published-dropped", Family: "address", Level: Error,
		Summary: "`published` without a value",
		Effect:  "Nobody sees the post: Jekyll takes no value for false.",
		Mended:  "Left to a person, who knows whether the post is to be seen.",
		Wrong:   Example{Text: "---\ntitle: Spring\n«published»:\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\npublished: true\n---\nIt is here.\n"},
		check:   checkPublishedDropped,
	},
	{
		Name: "published-anyway", Family: "address", Level: Error,
		Summary: "`published` with a text that says no",
		Effect:  "Everybody sees the post: to Jekyll any text, also \"false\", means yes.",
		Mended:  "Left to a person, because the post's address would come to an end; the remedy is the word without quotes.",
		Wrong:   Example{Text: "---\ntitle: Spring\npublished: «\"false\"»\n---\nNot yet.\n"},
		Right:   Example{Text: "---\ntitle: Spring\npublished: false\n---\nNot yet.\n"},
		check:   checkPublishedAnyway,
	},
	{
		Name: "published-not-boolean", Family: "address", Level: Warning,
		Summary: "`published` that is neither true nor false",
		Effect:  "The post is published, whatever the value says.",
		Mended:  "`--fix` writes true where the value says yes.",
		Wrong:   Example{Text: "---\ntitle: Spring\npublished: «\"true\"»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\npublished: true\n---\nIt is here.\n"},
		check:   checkPublishedNotBoolean,
	},
	{
		Name: "redirect-onto-page", Family: "address", Level: Warning,
		Summary: "`redirect_from` with the address of a page that exists",
		Effect:  "Either the page or the redirect is overwritten: readers of the page may be sent away from it.",
		Mended:  "Left to a person.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\nredirect_from: «/about/»\n---\nIt is here.\n",
			Files: map[string]string{"about.md": "---\ntitle: About\npermalink: /about/\n---\nMe.\n"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\nredirect_from: /spring-is-coming/\n---\nIt is here.\n",
			Files: map[string]string{"about.md": "---\ntitle: About\npermalink: /about/\n---\nMe.\n"},
		},
		check: checkRedirect,
	},
}

// address returns what decides a file's address: its permalink or slug where it has one, else its name.
func (c *checker) address() frontmatter.Span {
	for _, key := range []string{"permalink", "slug"} {
		if e, ok := c.entry(key); ok && e.data != nil {
			return c.node(e.value)
		}
	}
	return wholeFile
}

func checkShared(c *checker) {
	claims := c.world.claims[c.target]
	if c.target == "" || len(claims) < 2 || c.world.isMultilingual() {
		return
	}
	var others []string
	url := ""
	for _, claim := range claims {
		if claim.path == c.path {
			url = claim.url
		} else {
			others = append(others, claim.path)
		}
	}
	if len(others) == 0 || url == "" {
		return
	}
	c.report(c.address(), fmt.Sprintf("The address %s is also that of %s", code(url), codes(others)),
		"One overwrites the other, so that readers find only one of them", "Give one of them another `permalink`, `slug` or file name")
}

// placeholders are what Jekyll puts into permalinks of documents (Drops::UrlDrop).
var placeholders = []string{
	"collection", "path", "name", "title", "slug", "categories", "slugified_categories", "year", "month", "day", "hour", "minute", "second", "i_day",
	"i_month", "short_month", "short_year", "long_month", "long_day", "short_day", "y_day", "w_year", "week", "w_day", "output_ext",
}

var placeholder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`:([a-z_]+)`) })

func checkPermalinkFatal(c *checker) {
	if c.doc != nil && c.doc.URLErr == nil || c.page != nil && c.page.URLErr == nil {
		return
	}
	for _, key := range []string{"permalink", "slug"} {
		e, ok := c.entry(key)
		if !ok || e.data == nil || e.data == false || key == "slug" && (c.kind == page || !c.usesSlug()) {
			continue
		}
		text, isText := e.data.(string)
		if !isText {
			written := c.written(e.value)
			f := c.fatal(c.report(c.valueOrKey(e), fmt.Sprintf("`%s` is %s, not a text", key, kindInWords(e.data)), c.stops(), "Put the value in quotes: "+code(key+": "+quoted(written))))
			if isPlain(e.value) {
				f.fix("put the value in quotes", replace(c.node(e.value), quoted(written)))
			}
			continue
		}
		if key == "slug" || c.kind == page {
			continue
		}
		for _, m := range placeholder().FindAllStringSubmatch(text, -1) {
			name := m[1]
			if slices.Contains(placeholders, name) || slices.Contains(placeholders, strings.TrimSuffix(name, "_")) {
				continue
			}
			remedy := "Use one that Jekyll knows, such as `:title`"
			if right, ok := nearestName(name, placeholders); ok {
				remedy = "Did you mean " + code(":"+right) + "?"
			}
			c.fatal(c.report(c.node(e.value), fmt.Sprintf("Jekyll does not know the placeholder %s", code(m[0])), c.stops(), remedy))
			break
		}
	}
}

// usesSlug tells whether the post's address is made of its slug.
func (c *checker) usesSlug() bool {
	permalink, has := c.merged("permalink").(string)
	if !has && c.doc != nil && c.doc.Collection != nil && c.doc.Collection.Collection != nil {
		permalink = c.doc.Collection.Permalink
	}
	return strings.Contains(permalink, ":title") || strings.Contains(permalink, ":slug") || !strings.Contains(permalink, ":") && !has
}

func checkPermalinkUnusable(c *checker) {
	e, ok := c.entry("permalink")
	text, isText := e.data.(string)
	if !ok || !isText {
		return
	}
	url := ""
	if c.doc != nil {
		url = c.doc.URL
	} else if c.page != nil {
		url = c.page.URL
	}
	effect := fmt.Sprintf("The post is published at %s, to which no link leads", code(url))
	at := c.valueOrKey(e)
	switch {
	case strings.TrimSpace(text) == "":
		c.report(at, "The permalink is empty", "The post takes the address of the home page, `/`", "Write a path, or delete the line")
	case strings.Contains(text, "://") || strings.HasPrefix(text, "//"):
		path := text[strings.Index(text, "//")+2:]
		if i := strings.IndexByte(path, '/'); i >= 0 {
			path = path[i:]
		} else {
			path = "/"
		}
		c.report(at, fmt.Sprintf("The permalink %s is a full URL", code(text)), effect, "Write only the path: "+code(path))
	case strings.ContainsAny(text, "?#"):
		c.report(at, fmt.Sprintf("The permalink %s has a %s in it, which ends a path", code(text), code(string(text[strings.IndexAny(text, "?#")]))), effect, "Write a path without it")
	case strings.ContainsAny(text, "\\<>\"|*\n\t"):
		c.report(at, fmt.Sprintf("The permalink %s has a character that paths do not have", code(text)), effect, "Write a path of letters, digits, hyphens and slashes")
	case strings.Contains(text, "{{") || strings.Contains(text, "{%"):
		c.report(at, fmt.Sprintf("The permalink %s has Liquid in it, which is not run in front matter", code(text)), effect, "Use placeholders such as `:year` and `:title`")
	}
}

func checkEmptyPart(c *checker) {
	if !c.isPost() || c.doc == nil {
		return
	}
	if e, ok := c.entry("slug"); ok && c.usesSlug() {
		text, isText := e.data.(string)
		switch {
		case !isText:
		case strings.TrimSpace(text) != "" && site.Slugify(text, "pretty", true) == "":
			c.report(c.node(e.value), fmt.Sprintf("Nothing is left of the slug %s in an address", code(text)), fmt.Sprintf("The post is published at %s", code(c.doc.URL)),
				"Write a slug with letters or digits")
		case strings.TrimSpace(text) == "":
			c.report(c.valueOrKey(e), "The slug is empty", fmt.Sprintf("The post is published at %s", code(c.doc.URL)), "Write a word or some, joined by hyphens, or delete the line")
		}
	} else if name, ok := splitPostName(c.name()); ok && c.usesSlug() && c.own().Value("slug") == nil &&
		(strings.Trim(name.slug, ".") == "" || site.Slugify(name.slug, "pretty", true) == "") {
		c.report(wholeFile, "There are no letters or digits between the file name's date and its extension", fmt.Sprintf("The post is published at %s", code(c.doc.URL)),
			"Add a word or some behind the date, as in "+code(name.date+"-first-steps"+name.ext))
	}
	permalink := ""
	if c.doc.Collection != nil && c.doc.Collection.Collection != nil {
		permalink = c.doc.Collection.Permalink
	}
	if own, ok := c.merged("permalink").(string); ok {
		permalink = own
	}
	if !strings.Contains(permalink, ":slugified_categories") {
		return
	}
	for _, category := range c.doc.Categories {
		if strings.TrimSpace(category) != "" && slugify(category) == "" {
			at := wholeFile
			c.eachWord(categories, func(word string, place func() frontmatter.Span, _ *yaml.Node) {
				if word == category {
					at = place()
				}
			})
			c.report(at, fmt.Sprintf("Nothing is left of the category %s in an address", code(category)), fmt.Sprintf("The post is published at %s", code(c.doc.URL)), "Give the category a name with letters or digits")
		}
	}
}

func checkPublishedDropped(c *checker) {
	e, ok := c.entry("published")
	if !ok || e.data != nil || c.kind == draft || c.doc != nil && c.doc.Published {
		return
	}
	what := "the post is not published"
	if c.kind == page {
		what = "the page is not published"
	}
	c.report(c.valueOrKey(e), "`published` has no value", "Jekyll takes that for false: "+what, "Write `published: true`, or delete the line")
}

func saysNo(v any) bool {
	switch v := v.(type) {
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "false", "no", "off", "n", "f", "0":
			return true
		}
	case int64:
		return v == 0
	}
	return false
}

func saysYes(v any) bool {
	switch v := v.(type) {
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "true", "yes", "on", "y", "t", "1":
			return true
		}
	case int64:
		return v == 1
	}
	return false
}

func checkPublishedAnyway(c *checker) {
	e, ok := c.entry("published")
	if !ok || !saysNo(e.data) || c.kind == draft {
		return
	}
	written := c.written(e.value)
	reason := "To Jekyll any text means yes"
	if _, isText := e.data.(string); !isText {
		reason = "To Jekyll any number means yes"
	}
	c.report(c.node(e.value), fmt.Sprintf("`published: %s` is not the value false", written), reason+", so the post is published", "Write `published: false`, without quotes")
}

func checkPublishedNotBoolean(c *checker) {
	e, ok := c.entry("published")
	if !ok || e.data == nil || saysNo(e.data) || c.kind == draft {
		return
	}
	if _, isBool := e.data.(bool); isBool {
		return
	}
	f := c.report(c.valueOrKey(e), fmt.Sprintf("`published` is %s, neither true nor false", kindInWords(e.data)), "Jekyll takes it for true", "Write `published: true`, without quotes")
	if saysYes(e.data) {
		f.fix("write true", replace(c.node(e.value), "true"))
	}
}

func checkRedirect(c *checker) {
	e, ok := c.entry("redirect_from")
	if !ok {
		return
	}
	check := func(from string, at frontmatter.Span) {
		if from == "" || strings.Contains(from, "://") {
			return
		}
		claims := c.world.claims[redirectDestination(strings.TrimPrefix(from, "/"))]
		switch {
		case len(claims) == 0:
		case claims[0].path == c.path:
			c.report(at, fmt.Sprintf("`redirect_from` has the file's own address, %s", code(from)), "The redirect overwrites it, or leads to itself", "Delete it")
		default:
			c.report(at, fmt.Sprintf("There is a page at %s already: %s", code(from), code(claims[0].path)), "Either the page or the redirect is overwritten", "Delete it, or move the page away")
		}
	}
	switch data := e.data.(type) {
	case string:
		check(data, c.node(e.value))
	case []any:
		for i, item := range e.value.Content {
			if i < len(data) {
				check(psych.ToS(data[i]), c.node(item))
			}
		}
	}
}

// redirectDestination is the file that jekyll-redirect-from writes for an address.
func redirectDestination(path string) string {
	switch {
	case path == "" || strings.HasSuffix(path, "/"):
		return path + "index.html"
	case strings.Contains(path[strings.LastIndexByte(path, '/')+1:], "."):
		return path
	}
	return path + ".html"
}
