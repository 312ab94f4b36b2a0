// Package jemoji is jemoji 0.13: names such as :tada: become pictures from GitHub, or from wherever the setting emoji.src says.
package jemoji

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark-emoji/definition"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/plugins/internal/texts"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jemoji.
var Plugin = render.Plugin{Name: "jemoji", Setup: func(s *render.Site) error {
	root := "https://github.githubassets.com/images/icons"
	if src := s.Setting("emoji", "src"); src != nil {
		root = strings.TrimRight(liquid.ToString(src), "/")
	}
	p := pictures{names: definition.Github(), root: root}
	s.AddPostRender(func(page *render.Page, text string) (string, error) {
		if !strings.Contains(text, ":") || !page.Writes() {
			return text, nil
		}
		if page.OutputExt() != ".html" && !strings.HasSuffix(liquid.ToString(page.Get("permalink")), "/") {
			return text, nil
		}
		return texts.Replace(text, []string{"pre", "code", "tt"}, p.anyIn, p.put), nil
	})
	return nil
}}

// pictures knows GitHub's names, and where their pictures are.
type pictures struct {
	names definition.Emojis
	root  string
}

var name = regexp.MustCompile(`:[\w+-]+:`)

func (p pictures) anyIn(text string) bool { return p.put(text) != text }

// put replaces the names in a text. A colon may end one name and begin the next candidate, as in a:b:tada:.
func (p pictures) put(text string) string {
	var b strings.Builder
	for {
		m := name.FindStringIndex(text)
		if m == nil {
			return b.String() + text
		}
		short := text[m[0]+1 : m[1]-1]
		file, known := p.file(short)
		if !known {
			b.WriteString(text[:m[1]-1])
			text = text[m[1]-1:]
			continue
		}
		b.WriteString(text[:m[0]])
		fmt.Fprintf(&b, `<img class="emoji" title=":%[1]s:" alt=":%[1]s:" src="%[2]s/emoji/%[3]s" height="20" width="20">`, short, p.root, file)
		text = text[m[1]:]
	}
}

// own are the names that GitHub made up, which no character stands for.
var own = strings.Fields("accessibility atom basecamp basecampy bowtie copilot dependabot electron feelsgood finnadie fishsticks goberserk godmode " +
	"hurtrealbad neckbeard octocat rage1 rage2 rage3 rage4 shipit suspect trollface")

// file is the file of a name's picture, called by its characters' numbers, without those that only join or vary others.
func (p pictures) file(name string) (file string, known bool) {
	if slices.Contains(own, name) {
		return name + ".png", true
	}
	emoji, known := p.names.Get(name)
	if !known || !emoji.IsUnicode() {
		return "", false
	}
	var parts []string
	for _, r := range emoji.Unicode {
		if r != 0xfe0f && r != 0x200d {
			parts = append(parts, fmt.Sprintf("%04x", r))
		}
	}
	return "unicode/" + strings.Join(parts, "-") + ".png", true
}
