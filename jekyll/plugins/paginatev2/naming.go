package paginatev2

import (
	"strconv"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// naming says where the pages of a template are. An indexName is the setting indexpage, which is empty for most sites.
type naming struct {
	first, others        string // the addresses of page 1 and, with :num, of the others
	indexName, extension string
}

func newNaming(t *template) naming {
	n := naming{extension: liquid.ToString(get(t.config, "extension"))}
	n.indexName, _, _ = strings.Cut(liquid.ToString(get(t.config, "indexpage")), ".")
	if n.extension != "" && n.extension[0] != '.' {
		n.extension = "." + n.extension
	}
	n.first = liquid.ToString(t.page.Get("permalink"))
	if n.first == "" {
		n.first = t.page.Dir()
	}
	if !strings.HasSuffix(n.first, "/") {
		n.first += "/"
	}
	n.others = n.first + strings.TrimPrefix(liquid.ToString(get(t.config, "permalink")), "/")
	return n
}

// path is a page's paginator.page_path, with the name of its file.
func (n naming) path(number, total int) string {
	index, ext := n.indexName, n.extension
	if index == "" {
		index = "index"
	}
	if ext == "" {
		ext = ".html"
	}
	address := n.others
	if number == 1 {
		address = n.first
	}
	return numbered(full(address, index, ext), number, total)
}

// link is how other pages name a page: without the file's name, unless the site sets one.
func (n naming) link(number, total int) string {
	address := n.others
	if number == 1 {
		address = n.first
	}
	if n.indexName != "" {
		address = full(address, n.indexName, n.extension)
	}
	return numbered(address, number, total)
}

// url is where the page with that path is written.
func (n naming) url(path string) string {
	switch {
	case strings.HasSuffix(path, "/"):
		return path + n.indexName + n.extension
	case strings.HasSuffix(path, n.extension):
		return path
	}
	return path + n.extension
}

// full adds the file's name to an address that ends with a slash; to another one that has no extension it adds the name alone, as the gem does.
func full(address, index, ext string) string {
	switch {
	case strings.HasSuffix(address, "/"):
		return address + index + ext
	case !strings.Contains(address, "."):
		return address + index
	}
	return address
}

// numbered fills in :num and :max, each once.
func numbered(s string, number, total int) string {
	return strings.Replace(strings.Replace(s, ":num", strconv.Itoa(number), 1), ":max", strconv.Itoa(total), 1)
}

// pager is what the template sees as paginator.
func pager(n naming, docs []*render.Page, number, perPage, total int) *liquid.Map {
	from := min((number-1)*perPage, len(docs))
	m := liquid.NewMap(
		"per_page", perPage, "posts", render.Drops(docs[from:min(from+perPage, len(docs))]), "total_posts", len(docs), "total_pages", total,
		"page", number, "page_path", n.path(number, total),
		"previous_page", nil, "previous_page_path", nil, "next_page", nil, "next_page_path", nil,
		"first_page", 1, "first_page_path", n.link(1, total), "last_page", total, "last_page_path", numbered(n.othersLink(), total, total),
		"page_trail", nil,
	)
	if number > 1 {
		m.Set("previous_page", number-1)
		m.Set("previous_page_path", n.link(number-1, total))
	}
	if number < total {
		m.Set("next_page", number+1)
		m.Set("next_page_path", n.link(number+1, total))
	}
	return m
}

// othersLink is the pattern of all pages but the first. The gem's last_page_path follows it even where there is one page.
func (n naming) othersLink() string {
	if n.indexName != "" {
		return full(n.others, n.indexName, n.extension)
	}
	return n.others
}
