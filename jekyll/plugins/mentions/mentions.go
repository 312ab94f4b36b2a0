// Package mentions is jekyll-mentions 1.6: names written as @somebody become links to GitHub, or to wherever the setting jekyll-mentions says.
package mentions

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/plugins/internal/texts"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-mentions.
var Plugin = render.Plugin{Name: "jekyll-mentions", Setup: func(s *render.Site) error {
	site, err := base(s.Setting("jekyll-mentions"))
	if err != nil {
		return fmt.Errorf("_config.yml: %w", err)
	}
	s.AddPostRender(func(p *render.Page, text string) (string, error) {
		if !strings.Contains(text, "@") || !p.Writes() {
			return text, nil
		}
		if !strings.EqualFold(p.OutputExt(), ".html") && !strings.HasSuffix(liquid.ToString(p.Get("permalink")), "/") {
			return text, nil
		}
		to := site
		if own, given := p.Data.Get("jekyll-mentions"); given {
			if own == false {
				return text, nil
			}
			if to, err = base(own); err != nil {
				return "", fmt.Errorf("%s: %w", p.Path, err)
			}
		}
		return texts.Replace(text, inside, names, func(text string) string { return Link(text, to) }), nil
	})
	return nil
}}

// inside are the elements whose text stays as it is.
var inside = []string{"pre", "code", "a", "style", "script"}

// base is the address that names are appended to.
func base(setting any) (string, error) {
	switch setting := liquid.Resolve(setting).(type) {
	case nil:
	case string:
		return setting, nil
	case *liquid.Map:
		if url, given := setting.Get("base_url"); given {
			return liquid.ToString(url), nil
		}
	default:
		return "", fmt.Errorf("jekyll-mentions has to be an address or a mapping with base_url, not %s", liquid.Inspect(setting))
	}
	return "https://github.com", nil
}

// Link makes links of the names in a piece of HTML's text.
func Link(text, base string) string {
	if !strings.HasSuffix(base, "/") && !strings.HasSuffix(base, "~") {
		base += "/"
	}
	var b strings.Builder
	last := 0
	for start, end := next(text, 0); end > 0; start, end = next(text, end) {
		switch login := text[start+1 : end]; strings.ToLower(login) {
		case "mention", "mentions", "mentioned", "mentioning": // the words, for people who write about all this
		default:
			b.WriteString(text[last:start] + "<a href='" + html.EscapeString(base+login) + "' class='user-mention'>@" + login + "</a>")
			last = end
		}
	}
	return b.String() + text[last:]
}

// names says whether there is a name in a text.
func names(text string) bool { _, end := next(text, 0); return end > 0 }

var name = regexp.MustCompile(`^@\w[\w-]*`)

// next finds the next name at or behind a place; end is 0 where there is none. A name begins where no word goes on before it, and is not followed
// by a slash, nor by a point within a word.
func next(text string, from int) (start, end int) {
	for i := from; i < len(text); i++ {
		if text[i] != '@' || i > 0 && isWord(text[i-1]) {
			continue
		}
		m := name.FindString(text[i:])
		if m != "" && ends(text[i+len(m):]) {
			return i, i + len(m)
		}
		i += max(len(m)-1, 0)
	}
	return 0, 0
}

// ends says whether a name may end before what follows.
func ends(rest string) bool {
	if rest == "" || rest[0] == '\n' {
		return true
	}
	if rest[0] != '.' {
		return rest[0] != '/' && !isWord(rest[0])
	}
	rest = rest[1:]
	return rest == "" || !isWord(rest[0])
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
