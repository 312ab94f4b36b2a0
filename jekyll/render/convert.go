package render

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
)

// isMarkdown says whether files with that extension are Markdown (the setting markdown_ext).
func (s *Site) isMarkdown(ext string) bool { return s.markdown[strings.ToLower(ext)] }

// outputExt is the extension of what a file becomes.
func (s *Site) outputExt(ext string) string {
	switch {
	case s.isMarkdown(ext):
		return ".html"
	case isSass(ext):
		return ".css"
	}
	return ext
}

func isSass(ext string) bool {
	return strings.EqualFold(ext, ".scss") || strings.EqualFold(ext, ".sass")
}

// convert turns a page's text into what its extension asks for: HTML from Markdown, CSS from Sass, itself otherwise.
func (s *Site) convert(ctx context.Context, p *Page, text string) (string, error) {
	switch ext := p.Ext(); {
	case s.isMarkdown(ext):
		return s.Markdown(text)
	case isSass(ext):
		return s.styles.page(ctx, p, text)
	}
	return text, nil
}

// Markdown converts text to HTML with the site's settings.
func (s *Site) Markdown(text string) (string, error) {
	if s.Options.Cache == nil {
		return s.toHTML(text)
	}
	sum := sha256.Sum256([]byte(s.markdownKey + text))
	key := "markdown/" + hex.EncodeToString(sum[:])
	if html, ok := s.Options.Cache.Get(key); ok {
		return string(html), nil
	}
	html, err := s.toHTML(text)
	if err == nil {
		s.Options.Cache.Put(key, []byte(html))
	}
	return html, err
}

func markdownify(c *liquid.Context, input any, _ []any) (any, error) {
	return current(c).site.Markdown(liquid.ToString(input))
}

func smartify(c *liquid.Context, input any, _ []any) (any, error) {
	return current(c).site.smartify(liquid.ToString(input))
}

func scssify(c *liquid.Context, input any, _ []any) (any, error) {
	return current(c).site.styles.text(c, liquid.ToString(input), false)
}

func sassify(c *liquid.Context, input any, _ []any) (any, error) {
	return current(c).site.styles.text(c, liquid.ToString(input), true)
}
