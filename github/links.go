package github

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// URL leads to the repository's page on GitHub.
func (c *Client) URL() string {
	page := url.URL{Scheme: c.api.Scheme, Host: c.api.Host}
	base := strings.TrimSuffix(c.api.Path, "/")
	switch {
	case strings.HasSuffix(base, "/api/v3"): // GitHub Enterprise Server
		page.Path = strings.TrimSuffix(base, "/api/v3")
	case strings.HasPrefix(page.Host, "api."): // github.com, and GitHub Enterprise Cloud's SUBDOMAIN.ghe.com
		page.Host = strings.TrimPrefix(page.Host, "api.")
	}
	return page.String() + "/" + c.owner + "/" + c.name
}

// FileURL leads to a line of a file at a commit; line 0 means the file as a whole.
func (c *Client) FileURL(commit, file string, line int) string {
	parts := strings.Split(file, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	link := fmt.Sprintf("%s/blob/%s/%s", c.URL(), commit, strings.Join(parts, "/"))
	if line < 1 {
		return link
	}
	if rendered(file) { // GitHub would show the page, which has no line numbers
		link += "?plain=1"
	}
	return fmt.Sprintf("%s#L%d", link, line)
}

// rendered says whether GitHub shows a file as a page instead of its text.
func rendered(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".textile", ".rst", ".adoc", ".asciidoc", ".org", ".csv", ".tsv", ".svg":
		return true
	}
	return false
}
