package main

// skeleton is what stands around the posts. Both layouts print the same.
var skeleton = map[string]string{
	"jekyll/_config.yml": `title: Bench
url: https://bench.example.org
permalink: /posts/:title/
exclude: []
`,
	"jekyll/index.html": `---
layout: default
title: Bench
---
<ul>
{% for p in site.posts %}<li><a href="{{ p.url }}">{{ p.title | escape }}</a> {{ p.date | date: "%Y-%m-%d" }}</li>
{% endfor %}</ul>
`,
	"jekyll/feed.xml": `---
---
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ site.title | xml_escape }}</title>
{% for p in site.posts limit: 10 %}<entry><title>{{ p.title | xml_escape }}</title><id>{{ p.url | absolute_url }}</id><updated>{{ p.date | date_to_xmlschema }}</updated></entry>
{% endfor %}</feed>
`,
	"jekyll/_layouts/default.html": `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ page.title | escape }} · {{ site.title }}</title><link rel="canonical" href="{{ page.url | absolute_url }}"></head>
<body>
{% include header.html %}
<main>{{ content }}</main>
<footer>{{ site.title }}</footer>
</body>
</html>
`,
	"jekyll/_includes/header.html": `<header><a href="{{ '/' | relative_url }}">{{ site.title }}</a></header>
`,
	"jekyll/_layouts/post.html": `---
layout: default
---
<article>
<h1>{{ page.title | escape }}</h1>
<p><time datetime="{{ page.date | date_to_xmlschema }}">{{ page.date | date: "%-d %B %Y" }}</time> · {{ page.content | number_of_words }} words</p>
{% if page.tags.size > 0 %}<ul class="tags">{% for t in page.tags %}<li>{{ t | escape }}</li>{% endfor %}</ul>{% endif %}
{{ content }}
<nav>{% if page.previous %}<a href="{{ page.previous.url }}">{{ page.previous.title | escape }}</a>{% endif %}
{% if page.next %}<a href="{{ page.next.url }}">{{ page.next.title | escape }}</a>{% endif %}</nav>
</article>
`,

	"hugo/hugo.toml": `title = "Bench"
baseURL = "https://bench.example.org/"
disableKinds = ["taxonomy", "term", "section", "sitemap"]
[permalinks]
posts = "/posts/:slug/"
[outputs]
home = ["html", "rss"]
[services.rss]
limit = 10
`,
	"hugo/layouts/index.html": `{{ define "main" }}<ul>
{{ range site.RegularPages.ByDate.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}</li>
{{ end }}</ul>{{ end }}
`,
	"hugo/layouts/index.rss.xml": `{{ printf "<?xml version=\"1.0\" encoding=\"utf-8\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ site.Title }}</title>
{{ range first 10 site.RegularPages.ByDate.Reverse }}<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><updated>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated></entry>
{{ end }}</feed>
`,
	"hugo/layouts/_default/baseof.html": `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body>
{{ partial "header.html" . }}
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
`,
	"hugo/layouts/partials/header.html": `<header><a href="{{ "/" | relURL }}">{{ site.Title }}</a></header>
`,
	"hugo/layouts/_default/single.html": `{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time> · {{ .WordCount }} words</p>
{{ with .Params.tags }}<ul class="tags">{{ range . }}<li>{{ . }}</li>{{ end }}</ul>{{ end }}
{{ .Content }}
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
</article>{{ end }}
`,
}
