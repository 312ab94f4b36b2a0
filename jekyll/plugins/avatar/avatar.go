// Package avatar is jekyll-avatar 0.8: the tag avatar, which shows somebody's picture from GitHub.
package avatar

import (
	"fmt"
	"hash/crc32"
	"regexp"
	"strconv"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-avatar.
var Plugin = render.Plugin{Name: "jekyll-avatar", Setup: func(s *render.Site) error {
	s.AddTag("avatar", parse)
	return nil
}}

var (
	sizeArgument = regexp.MustCompile(`(?i)\bsize=(\d+)\b`)
	userArgument = regexp.MustCompile(`\buser=([\w.]+)\b`)
)

// tag is {% avatar NAME size=40 lazy=true %}, or user=VARIABLE in place of the name. The text may hold Liquid.
type tag struct {
	text     *liquid.Template
	size     int
	variable string
}

func parse(p *liquid.Parser, t liquid.Tag) (liquid.Node, error) {
	markup := strings.TrimSpace(t.Markup)
	text, err := p.Template(markup)
	if err != nil {
		return nil, err
	}
	n := &tag{text: text, size: 40}
	if m := sizeArgument.FindStringSubmatch(markup); m != nil {
		if n.size, err = strconv.Atoi(m[1]); err != nil || n.size > 1<<20 {
			return nil, p.Errorf("avatar: %s is no size of a picture", m[1])
		}
	}
	if m := userArgument.FindStringSubmatch(markup); m != nil {
		n.variable = m[1]
	}
	return n, nil
}

// Render prints the picture, with larger ones for denser screens.
func (t *tag) Render(c *liquid.Context) error {
	text, err := c.Capture(func() error { return c.Include(t.text) })
	if err != nil {
		return err
	}
	user, err := t.user(c, text)
	if err != nil {
		return err
	}
	class := "avatar"
	if t.size < 48 {
		class = "avatar avatar-small"
	}
	host := fmt.Sprintf("https://avatars%d.githubusercontent.com/", crc32.ChecksumIEEE([]byte(path(user, t.size)))%4)
	var set []string
	for scale := 1; scale <= 4; scale++ {
		set = append(set, fmt.Sprintf("%s%s %dx", host, path(user, t.size*scale), scale))
	}
	attributes, source := `src="%s" srcset="%s"`, host+path(user, t.size)
	if strings.Contains(text, "lazy=true") {
		attributes = `src="" data-src="%s" data-srcset="%s"`
	}
	c.Write(fmt.Sprintf(`<img class="%s" alt="%s" width="%d" height="%d" data-proofer-ignore="true" `+attributes+` />`,
		class, user, t.size, t.size, source, strings.Join(set, ", ")))
	return nil
}

func path(user string, size int) string { return fmt.Sprintf("%s?v=3&s=%d", user, size) }

// user is the name that the tag gives, or the value of its variable.
func (t *tag) user(c *liquid.Context, text string) (string, error) {
	if t.variable != "" {
		v, err := c.Eval(t.variable)
		if err != nil || !liquid.Truthy(v) {
			return t.variable, err
		}
		return liquid.ToString(v), nil
	}
	name := text
	if strings.Contains(text, " ") {
		name, _, _ = strings.Cut(strings.TrimLeft(text, " "), " ")
	}
	return strings.TrimPrefix(name, "@"), nil
}
