package lint

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Each case is a file of a site, and where what is found in it: line:column-endLine:endColumn, the rule, and its level's first letter.
func TestFindings(t *testing.T) {
	const path = DefaultExamplePath
	tests := []struct {
		name   string
		config string
		path   string
		text   string
		want   []string
	}{
		{name: "a colon behind wide characters", text: "---\ntitle: 봄 — 여름: 가을\n---\nx\n", want: []string{"2:8-2:18 yaml-colon e"}},
		{name: "a nested value", text: "---\ntitle: T\nheader:\n  caption: a: b\n---\nx\n", want: []string{"4:12-4:16 yaml-colon e"}},
		{name: "an item of a list", text: "---\ntitle: T\ntags:\n  - @home\n---\nx\n", want: []string{"4:5-4:10 yaml-special e"}},
		{name: "an alias that is none", text: "---\ntitle: *Spring*\n---\nx\n", want: []string{"2:8-2:16 yaml-special e"}},
		{name: "Liquid in front matter", text: "---\ntitle: {{ site.title }}\n---\nx\n", want: []string{"2:8-2:24 title-changed e"}},
		{name: "a quote that is closed lines below", text: "---\ntitle: \"Spring\nlayout: post\ndescription: \"It\"\n---\nx\n", want: []string{"2:8-2:15 yaml-quote e"}},
		{name: "an ideographic space behind a colon", text: "---\ntitle:\u3000春\nlayout: post\n---\nx\n", want: []string{"2:7-2:8 yaml-wide e"}},
		{name: "a no-break space before a key", text: "---\ntitle: T\n\u00a0layout: post\n---\nx\n", want: []string{"3:1-3:8 key-misspelled w"}},
		{name: "a key without its colon", text: "---\ntitle Spring\nlayout: post\n---\nx\n", want: []string{"2:1-2:6 yaml-syntax e"}},
		{name: "a closing line that is indented", text: "---\ntitle: T\n ---\nx\n", want: []string{"3:1-3:5 front-matter-unclosed e"}},
		{name: "a closing line whose work a ruled line does", text: "---\ntitle: T\n\nIt is here: at last: now.\n\nMore.\n\n---\n\nx\n", want: []string{"4:1-4:26 front-matter-unclosed e"}},
		{name: "a file that begins with a ruled line is no fault of its front matter", text: "---\n\nIt is here.\n", want: []string{"1:1-1:1 front-matter-missing w"}},
		{name: "comments behind values are comments", text: "---\ntitle: \"Spring\" # the first\nlayout: post # ours\ntags: [a] #todo\n---\nx\n"},
		{name: "a value that is all comment", text: "---\ntitle: #1 of all\n---\nx\n", want: []string{"2:1-2:6 title-empty w", "2:8-2:17 value-cut w"}},
		{name: "a list in brackets over several lines", text: "---\ntitle: T\ntags: [a,\n  yes, # really\n  b]\n---\nx\n", want: []string{"4:3-4:6 tags-changed e"}},
		{name: "a list with dashes at the left", text: "---\ntitle: T\ntags:\n- a\n- 한글\n- 1.10\n---\nx\n", want: []string{"6:3-6:7 tags-changed e"}},
		{name: "an anchor and its alias", text: "---\ntitle: T\ntags: &words [a, b]\nkeywords: *words\n---\nx\n"},
		{name: "tags as a block of text", text: "---\ntitle: T\ntags: >-\n  a\n  b\n---\nx\n", want: []string{"3:7-5:4 tags-split w"}},
		{name: "tags with wide commas", text: "---\ntitle: T\ntags: [花，草]\n---\nx\n", want: []string{"3:8-3:11 tags-commas w"}},
		{name: "a tag with a comma in quotes is meant", text: "---\ntitle: T\ntags:\n  - \"Washington, D.C.\"\n---\nx\n"},
		{name: "`tag` with a comma", text: "---\ntitle: T\ntag: a, b\n---\nx\n", want: []string{"3:6-3:10 tags-commas w"}},
		{name: "`tag` beside the same `tags`", text: "---\ntitle: T\ntag: a\ntags: [a]\n---\nx\n"},
		{name: "an empty `tag` beside `tags` does not count", text: "---\ntitle: T\ntag:\ntags: [a]\n---\nx\n"},
		{name: "no tags", text: "---\ntitle: T\ntags:\ncategories: []\n---\nx\n"},
		{name: "categories that Jekyll does not survive", text: "---\ntitle: T\ncategories: 2024\n---\nx\n", want: []string{"3:13-3:17 categories-unreadable e"}},
		{name: "tags of a text with words known from elsewhere", text: "---\ntitle: T\ntags: known words\n---\nx\n", want: []string{"3:7-3:18 tags-split n"}},
		{name: "yes for a title", text: "---\ntitle: yes\n---\nx\n", want: []string{"2:8-2:11 title-changed e"}},
		{name: "a title in two languages is for the theme", text: "---\ntitle:\n  ko: 봄\n  en: Spring\n---\nx\n"},
		{name: "a title in two languages, in braces", text: "---\ntitle: {ko: 봄, en: Spring}\n---\nx\n"},
		{name: "the half of the day is no zone", text: "---\ntitle: T\ndate: 2024-05-01 10:00 AM\n---\nx\n"},
		{name: "a zone behind the half of the day", text: "---\ntitle: T\ndate: 2024-05-01 10:00:00 PM KST\n---\nx\n", want: []string{"3:7-3:33 date-zone-unknown w"}},
		{name: "a slug of which nothing is left", text: "---\ntitle: T\nslug: \"？？\"\n---\nx\n", want: []string{"3:7-3:11 url-empty-part w"}},
		{name: "a file name of which nothing is left", path: "_posts/2024-05-01-？.md", text: "---\ntitle: T\n---\nx\n", want: []string{"1:1-1:1 url-empty-part w"}},
		{name: "a slug of wide letters", text: "---\ntitle: T\nslug: 봄\n---\nx\n"},
		{name: "a title from the site's defaults", config: "defaults: [{scope: {path: ''}, values: {title: A}}]\n", text: "---\nlayout: none\n---\nx\n"},
		{name: "a layout where the site has none", text: "---\ntitle: T\nlayout: post\n---\nx\n"},
		{name: "a date without a time is on its day everywhere", config: "timezone: Asia/Seoul\n", text: "---\ntitle: T\ndate: 2024-05-01\n---\nx\n"},
		{name: "a time without seconds is in the site's zone", config: "timezone: Asia/Seoul\n", text: "---\ntitle: T\ndate: 2024-05-01 20:00\n---\nx\n"},
		{name: "a time with its zone", config: "timezone: Asia/Seoul\n", text: "---\ntitle: T\ndate: 2024-05-01 20:00:00 +0900\n---\nx\n"},
		{name: "a time with its zone in a site without", text: "---\ntitle: T\ndate: 2024-05-01 08:59:59 +09:00\n---\nx\n", want: []string{"3:7-3:33 date-other-day w"}},
		{name: "a date with its month's name", text: "---\ntitle: T\ndate: May 1, 2024\n---\nx\n"},
		{name: "a date that is the file name's only in the site's zone", config: "timezone: Asia/Seoul\n", text: "---\ntitle: T\ndate: 2024-04-30 20:00:00 +0000\n---\nx\n",
			want: []string{"3:7-3:32 date-differs w", "3:7-3:32 date-other-day w"}},
		{name: "tomorrow, and it is tomorrow in Korea already", path: "_posts/2026-11-24-x.md", text: "---\ntitle: T\n---\nx\n", want: []string{"1:1-1:1 date-future w"}},
		{name: "tomorrow, where the site says so", config: "timezone: Asia/Seoul\nfuture: true\n", path: "_posts/2026-11-24-x.md", text: "---\ntitle: T\n---\nx\n"},
		{name: "a post that is not published may be broken without an error", text: "---\npublished: false\ntitle: 12:30\n---\nx\n", want: []string{"3:8-3:13 title-changed w"}},
		{name: "a date that stops Jekyll stops it there too", text: "---\npublished: false\ntitle: T\ndate: soon\n---\nx\n", want: []string{"4:7-4:11 date-invalid e"}},
		{name: "a draft may be unfinished", path: "_drafts/x.md", text: "---\ntitle: a: b\n---\nx\n", want: []string{"2:8-2:12 yaml-colon w"}},
		{name: "a draft needs no date", path: "_drafts/x.md", text: "---\ntitle: T\n---\nx\n"},
		{name: "a folder that is left out on purpose", config: "exclude: [docs]\n", path: "docs/_posts/x.md", text: "---\ntitle: a: b\n---\nx\n"},
		{name: "files beside posts", path: "_posts/README.md", text: "These are the posts.\n"},
		{name: "hidden files beside posts", path: "_posts/_template.md", text: "---\ntitle:\n---\n"},
		{name: "a collection that is called so", config: "collections: {post: {output: true}}\n", path: "_post/2024-05-01-x.md", text: "---\ntitle: T\n---\nx\n"},
		{name: "a folder whose name is only near", path: "_hosts/list.md", text: "---\ntitle: T\n---\nx\n"},
		{name: "a misnamed folder deep down", path: "blog/_Posts/2024-05-01-x.md", text: "---\ntitle: T\n---\nx\n", want: []string{"1:1-1:1 folder-misnamed e"}},
		{name: "a name with underscores", path: "_posts/2024_05_01_x.md", text: "---\ntitle: T\n---\nx\n", want: []string{"1:1-1:1 name-without-date e"}},
		{name: "a table of contents with headings that are underlined", text: "---\ntitle: T\ntoc: true\n---\nOne\n===\n\nTwo\n---\n"},
		{name: "a table of contents with headings in HTML", text: "---\ntitle: T\ntoc: true\n---\n<h2>One</h2>\n"},
		{name: "a shell script is no heading", text: "---\ntitle: T\ntoc: true\n---\n```sh\n# install\n```\n", want: []string{"3:1-3:4 toc-empty w"}},
		{name: "nor is one in Liquid", text: "---\ntitle: T\ntoc: true\n---\n# One\n{% highlight sh %}\n#### install\n{% endhighlight %}\n"},
		{name: "a heading that skips a level", text: "---\ntitle: T\ntoc: true\n---\n\n\n# 하나\n\n### 셋 ###\n", want: []string{"9:1-9:10 toc-skips-level w"}},
		{name: "headings without a table of contents", text: "---\ntitle: T\n---\n# One\n\n#### Four\n"},
		{name: "equal headings have anchors of their own", text: "---\ntitle: T\ntoc: true\n---\n# One\n\n# One\n"},
		{name: "a page's front matter is read as well", path: "about.md", text: "---\ntitle: About: me\n---\nx\n", want: []string{"2:8-2:17 yaml-colon e"}},
		{name: "a page needs no title and no date", path: "about.md", text: "---\nlayout: none\n---\nx\n"},
		{name: "CRLF throughout", text: "---\r\ntitle: T\r\ntags: a, b\r\n---\r\nx\r\n", want: []string{"3:7-3:11 tags-commas w"}},
		{name: "a byte order mark is no column", text: "\ufeff---\ntitle: T\ntags: a, b\n---\nx\n", want: []string{"1:1-1:1 byte-order-mark w", "3:7-3:11 tags-commas w"}},
		{name: "a byte that is not UTF-8 in the body", text: "---\ntitle: T\n---\n\n봄\xff\n", want: []string{"5:2-5:3 not-utf-8 e"}},
		{name: "the same key twice, deep down", text: "---\ntitle: T\nheader:\n  a: 1\n  a: 2\n---\nx\n", want: []string{"5:3-5:4 key-twice w"}},
		{name: "a key that a layout asks for is no misspelling", text: "---\ntitle: T\ndescripton: x\n---\nx\n", want: []string{"3:1-3:11 key-misspelled w"}},
		{name: "an image that is on another server", text: "---\ntitle: T\nimage: https://example.com/a.jpg\nheader: {teaser: //example.com/b.png}\n---\nx\n"},
		{name: "permalinks with Jekyll's placeholders", text: "---\ntitle: T\npermalink: /:year/:i_month/:title_x/\n---\nx\n", want: []string{"3:12-3:37 permalink-fatal e"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.path == "" {
				tt.path = path
			}
			files := map[string]string{
				tt.path:                    tt.text,
				"_posts/2020-01-01-old.md": "---\ntitle: Old\ntags: [known, words]\n---\nx\n",
			}
			if tt.config != "" {
				files["_config.yml"] = tt.config
			}
			var have []string
			for _, f := range lintFiles(t, files, Options{Paths: []string{tt.path}}) {
				have = append(have, fmt.Sprintf("%d:%d-%d:%d %s %.1s", f.Line, f.Column, f.EndLine, f.EndColumn, f.Rule, f.Severity))
			}
			if strings.Join(have, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("have\n%s\nwant\n%s\n%s", strings.Join(have, "\n"), strings.Join(tt.want, "\n"), show(lintFiles(t, files, Options{Paths: []string{tt.path}})))
			}
		})
	}
}

func TestADayThatHasBegunOnlyElsewhereIsExplained(t *testing.T) {
	found := lintFiles(t, map[string]string{"_posts/2026-11-24-x.md": "---\ntitle: T\n---\nx\n"}, Options{Now: time.Date(2026, 11, 23, 18, 30, 0, 0, time.UTC)})
	if len(found) != 1 {
		t.Fatalf("have %s", show(found))
	}
	for _, part := range []string{"5 hours and 30 minutes in the future", "begins at midnight in the site's zone, UTC (`_config.yml` sets no `timezone`), where it is now 2026-11-23 18:30", "`date: 2026-11-24 02:30:00 +0900`"} {
		if !strings.Contains(found[0].Message, part) {
			t.Errorf("%q is missing in %s", part, found[0].Message)
		}
	}
}
