package kramdown_test

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A generator makes documents that exercise the parser: from a grammar of
// lines and spans, and by cutting up and mixing texts that people wrote.
type generator struct {
	*rand.Rand
	texts []string // whole documents to cut up
}

func newGenerator(t testing.TB, seed uint64) *generator {
	t.Helper()
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 0))}
	err := filepath.WalkDir("testdata", func(path string, _ fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err == nil && (ext == ".text" || ext == ".md") {
			b, err := os.ReadFile(path)
			g.texts = append(g.texts, string(b))
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func (g *generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g *generator) document() string {
	switch g.IntN(4) {
	case 0:
		return g.grammar()
	case 1:
		return g.mixture()
	case 2:
		return g.mutation()
	default:
		return g.noise()
	}
}

// words of English, Korean, Chinese, Japanese and Russian.
var words = []string{
	"the", "quick", "brown", "fox", "Jekyll", "a", "I", "don't", "it's", "v1.2", "2024", "'80s", "e.g.", "x_y_z", "snake_case_name",
	"안녕하세요", "블로그를", "코드를", "작성했다.", "이것은", "테스트", "입니다", "한글과", "그리고", "값은",
	"你好", "世界", "这是", "一个", "测试。", "配置", "文件,", "日本語", "テスト", "привет", "мир", "é", "naïve", "🎉", "😀", "½",
	"{% raw %}", "{{ page.title }}", "{% endraw %}", "C++", "C#", "a/b", "a|b", "50%", "$5", "x^2", "a*b", "a_b", "&", "<", ">", "\\", "R&D", "AT&T;",
	"http://example.com", "foo@bar.com", "https://한국.kr/경로", "HTML", "CSS", "->", "=>", "<-", "...", "--", "---", "<<", ">>", ":", "#tag", "!", "?", "\"", "'",
}

func (g *generator) word() string { return words[g.IntN(len(words))] }

func (g *generator) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(g.pick(" ", " ", " ", " ", "  ", "\t", ""))
		}
		b.WriteString(g.span(2))
	}
	return b.String()
}

// span is a word or an element of words.
func (g *generator) span(depth int) string {
	if depth == 0 || g.IntN(3) > 0 {
		return g.word()
	}
	in := func() string { return g.span(depth-1) + g.pick("", " ", " ") + g.span(depth-1) }
	switch g.IntN(34) {
	case 0:
		return "*" + in() + "*"
	case 1:
		return "**" + in() + "**"
	case 2:
		return "_" + in() + "_"
	case 3:
		return "__" + in() + "__"
	case 4:
		return "***" + in() + g.pick("***", "**", "*")
	case 5:
		return "`" + in() + "`"
	case 6:
		return "``" + g.pick("", " ") + in() + g.pick("", " ") + "``"
	case 7:
		return "[" + in() + "](" + g.pick("url", "/a(b)c", "<u r l>", "url \"title\"", "url 'ti\"tle'", " url ", "", "a b", "(", "{{ site.url }}/x", "한글.html") + ")"
	case 8:
		return "[" + in() + "][" + g.pick("", "ref", "REF", "re f", "none") + "]"
	case 9:
		return "[" + g.pick("ref", "none", in()) + "]" + g.pick("", " ", "(")
	case 10:
		return "![" + in() + "](" + g.pick("img.png", "/i/m g.png", "img.png \"T\"", "img.png =100x") + ")" + g.pick("", "{: .cls}", "{:standalone .x}", "{: width=\"10\"}")
	case 11:
		return "<" + g.pick("http://a.b", "mailto:a@b.c", "a@b.c", "https://x.y/?a=b&c=d", "ftp://x", "http:", "한@글.kr") + ">"
	case 12:
		return "<" + g.pick("b", "span", "em", "code", "kbd", "u", "a", "br", "한글", "x-y", "SPAN", "div", "p", "script", "img", "font") + g.pick("", " class=\"a\"", " id='x'", " href=b", " a", " style=\"x:y\" b=\"c\n d\"", " markdown=\"1\"", " width=10%", " x=") + g.pick(">", ">", " />", "/>", "") + in() + g.pick("</b>", "</span>", "</code>", "</a>", "</em>", "", "</div>", "</kbd >")
	case 13:
		return "<!-- " + in() + g.pick(" -->", "-->", "")
	case 14:
		return "[^" + g.pick("1", "fn", "note-1", "none") + "]"
	case 15:
		return g.pick("&amp;", "&copy;", "&#169;", "&#x1F600;", "&nbsp;", "&unknown;", "&", "&lt;", "&#8212;", "&#150;", "&quot;", "&hellip;", "&amp")
	case 16:
		return "$$" + in() + g.pick("$$", "$$", "$")
	case 17:
		return "\\" + g.pick("*", "_", "`", "[", "]", "(", "\\", "<", "|", "#", "~", "$", "{", "\"", "'", "-", "a", ".", "!", ":", "<<", ">>", "\n")
	case 18:
		return "~~" + in() + g.pick("~~", "~~", "~")
	case 19:
		return "\"" + in() + "\""
	case 20:
		return "'" + in() + "'"
	case 21:
		return "*" + in() + "*" + g.pick("{: .a}", "{:.a #b}", "{: k=\"v\" .c}", "{:ref}", "{:}", "{: }", "{::comment}x{:/}", "{: k='a\\}b'}")
	case 22:
		return g.pick("{::comment}", "{::nomarkdown}", "{::nomarkdown type=\"latex\"}", "{::options parse_span_html=\"false\" /}", "{::x}", "{:/}", "{:/comment}", "{: .a}", "{:toc}", "{{", "}}", "{%", "%}")
	case 23:
		return g.pick("*", "**", "***", "_", "__", "`", "``", "[", "]", "(", ")", "![", "<", ">", "\"", "'", "|", "~", "~~", "$$", "$", "{:", "}", "\\", "&", "-", "--", "...")
	case 24:
		return in() + g.pick("  \n", "\\\\\n", "\\\n", "\n", "\n", "\n  ", " \n", "   \n") + in()
	case 25:
		return "*" + in()
	case 26:
		return "**" + in()
	case 27:
		return in() + g.pick("*", "**", "_", "__", "`", "]", ")", "\"", "'")
	case 28:
		return "<" + g.pick("b", "i", "code", "span", "kbd", "a href=\"x\"", "mark", "sub", "button", "time", "del") + ">" + in()
	case 29:
		return "((" + in() + "))"
	case 30:
		return "\"'" + in() + "'\""
	case 31:
		return g.pick("HTML", "CSS3", "(X)HTML", "foo bar", "한글")
	case 32:
		return "<<" + g.pick("", " ") + in() + g.pick("", " ") + ">>"
	default:
		return g.word() + g.pick("'s", "\"", "'", "\".", "',", "...", "--", "\"(", "*") + g.word()
	}
}

// block is a few lines of one kind.
func (g *generator) block() string {
	line := func() string { return g.text(1 + g.IntN(5)) }
	ind := func() string { return g.pick("", "", "", "", " ", "  ", "   ", "    ", "\t", "     ", "  \t") }
	switch g.IntN(30) {
	case 0:
		return strings.Repeat("#", 1+g.IntN(7)) + g.pick(" ", " ", "", "\t", "  ") + line() + g.pick("", "", " #", " ##", "#", " {#id}", " {#한글}", " \\#", " {: .x}") + "\n"
	case 1:
		return line() + "\n" + g.pick("===", "---", "-", "=", "--- ", "===x", "- -") + "\n"
	case 2:
		var b strings.Builder
		for range 1 + g.IntN(4) {
			b.WriteString(ind() + ">" + g.pick("", " ", "  ", "     ") + g.pick("", "> ", "- ", "# ", "    ", "```\n> ") + line() + "\n")
		}
		return b.String() + g.pick("", "", line()+"\n")
	case 3, 4, 5, 6:
		var b strings.Builder
		for range 1 + g.IntN(6) {
			b.WriteString(ind() + g.pick("- ", "* ", "+ ", "1. ", "2. ", "-   ", "-\t", "10.  ", "- - ", "- 1. ", "-    ", "-     ", "1.", "-|", "- [ ] ", "- [x] ", "* {: .a} ", "- > ", "- # ", "- ```\n", "- | a | b\n", "- {:.x}\n") + line() + "\n")
			if g.IntN(3) == 0 {
				b.WriteString(g.pick("\n", "\n", "", "  \n", "\n\n") + ind() + line() + "\n")
			}
		}
		return b.String()
	case 7:
		f := g.pick("```", "~~~", "````", "~~~~", "``", "  ```", "    ```", "~~~~~", "```~")
		return f + g.pick("", "ruby", " js", "python {1}", "c++", "foo?x=1", "?a", "{% highlight %}", " a b", "bash\t") + "\n" + line() + "\n" + g.pick("", "\n", "    x\n", "<b>\n", "# c\n") + g.pick(f, f, f, "```", "~~~", "", f+" ", " "+f) + "\n"
	case 8:
		var b strings.Builder
		for range 1 + g.IntN(3) {
			b.WriteString(g.pick("    ", "\t", "     ", "  \t") + line() + "\n" + g.pick("", "", "\n", line()+"\n"))
		}
		return b.String()
	case 9, 10:
		var b strings.Builder
		cell := func() string { return g.pick("", " ") + g.text(1) + g.pick("", " ") }
		lead := g.pick("|", "", "| ", " |")
		n := 1 + g.IntN(3)
		row := func() {
			b.WriteString(lead)
			for range n {
				b.WriteString(cell() + "|")
			}
			b.WriteString(g.pick("", cell(), " ") + "\n")
		}
		row()
		if g.IntN(4) > 0 {
			b.WriteString(g.pick("|---|---|", "|:--|--:|", "---|---", "|-", "|===|", ":-:|-", "|--+--|", "+---+") + "\n")
		}
		for range g.IntN(4) {
			row()
			if g.IntN(5) == 0 {
				b.WriteString(g.pick("|---|", "|===|===|", "| `a|b` | c", "| a \\| b |", "|<code>x|y</code>| z", "`a | b`") + "\n")
			}
		}
		return b.String()
	case 11:
		return line() + "\n" + g.pick("", "\n") + g.pick(": ", ":   ", " : ", ":\t", ":", ": {: .d} ") + line() + "\n" + g.pick("", ": "+line()+"\n", "\n    "+line()+"\n", "  "+line()+"\n")
	case 12:
		return g.pick("---", "***", "* * *", "- - -", "_____", " ***", "----x", "**", "-- -") + "\n"
	case 13, 14, 15:
		tag := g.pick("div", "p", "table", "details", "section", "pre", "ul", "script", "style", "center", "figure", "span", "h2", "DIV", "blockquote", "iframe", "td", "한글", "a", "br", "hr", "summary", "custom-tag", "li", "ul", "em", "b", "code", "math", "th", "tr", "dl", "textarea", "p")
		open := g.pick("", " ", "  ", "    ") + "<" + tag + g.pick("", " class=\"x\"", " markdown=\"1\"", " markdown=\"1\"", " markdown=\"span\"", " markdown='block'", " markdown=\"0\"", " id=a", " x", " style='a:b; c'", " align=\"center\"\n  b") + g.pick(">", ">", ">", "/>", "")
		end := "</" + tag + ">"
		return open + g.pick("", "\n", "\n\n", " ") + g.pick(line(), g.block(), "<b>x</b>", "<!-- c -->", "<p>in</p>", "& < >", "*x*", "- a\n- b", "<?php x ?>", "<tr><td>1</td></tr>", "<summary>s</summary>",
			"<table><tr><td style=\"text-align: left\">1</td><td>2 &amp; 3</td></tr></table>", "<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>",
			"<ul><li>a</li> <li><p>b</p></li></ul>", "<code class=\"language-x\">a &lt; b</code>", "<i> x</i><strong>y</strong>", "<script type=\"math/tex\">a</script>", "<a href=\"x\">y &mdash; z</a>", "<h3>h &#8212;</h3>", "<pre><code class=\"language-y\">z</code></pre>", "<?pi ?>", "<!-- x --> <p> a </p>") + g.pick("", "\n", "\n\n") + g.pick(end, end, end, "", " "+end, end+" after") + "\n"
	case 16:
		return "{:" + g.pick(" .cls", ".a.b #id", " key=\"val\"", "toc", " .no_toc", "ref", ":", "/", "x: .c", " k='v\\}'", " class=\"x\"", "#i", " bad=", "ald: #x .y", ":comment", "standalone", " style=\"a\" .b") + "}" + g.pick("", " ", "x") + "\n"
	case 17:
		return g.pick("{::comment}\n", "{::nomarkdown}\n", "{::options auto_ids=\"false\" /}\n", "{::options parse_block_html=\"true\" /}\n", "{::options toc_levels=\"1..2\" entity_output=\"numeric\" header_offset=\"x\" /}\n", "{::x /}\n", " {::comment}\n") + line() + "\n" + g.pick("{:/comment}\n", "{:/}\n", "{:/nomarkdown}\n", "")
	case 18:
		return "[^" + g.pick("1", "fn", "note-1") + "]:" + g.pick(" ", "", "\n    ", "   ") + line() + "\n" + g.pick("", "    "+line()+"\n", "\n    "+line()+"\n\n        code\n", line()+"\n", "\n    - "+line()+"\n")
	case 19:
		return g.pick("", " ", "    ") + "[" + g.pick("ref", "REF", "re  f", "한글") + "]:" + g.pick(" ", "", "  ") + g.pick("http://x.y", "<a b>", "/url \"title\"", "/url 'it''s'", "/url\n  \"t\"", "/url (x)", "", "u \"x\" y", "/a\"b\"") + "\n"
	case 20:
		return "*[" + g.pick("HTML", "CSS", "(X)HTML", "foo bar", "한글", "fox") + "]:" + g.pick(" Title", "", " a & b") + "\n"
	case 21:
		return "$$" + g.pick("", "\n") + line() + g.pick("$$\n", "\n$$\n", "$$ x\n", "\n")
	case 22:
		return g.pick("* toc\n{:toc}\n", "1. toc\n{:toc .x #y}\n", "- notes\n{:footnotes}\n", "* a\n* b\n{: .c toc}\n")
	case 23:
		return "^" + g.pick("", " ", "x") + "\n"
	case 24:
		return ind() + line() + "\n"
	default:
		var b strings.Builder
		for range 1 + g.IntN(3) {
			b.WriteString(g.pick("", "", "", " ", "  ") + line() + g.pick("\n", "\n", "  \n"))
		}
		return b.String()
	}
}

func (g *generator) grammar() string {
	var b strings.Builder
	for range 1 + g.IntN(6) {
		b.WriteString(g.block())
		b.WriteString(g.pick("\n", "\n", "", "\n\n", " \n"))
	}
	return b.String()
}

// lines takes some lines that follow each other from a text.
func (g *generator) lines(most int) []string {
	all := strings.SplitAfter(g.texts[g.IntN(len(g.texts))], "\n")
	from := g.IntN(len(all))
	return all[from:min(len(all), from+1+g.IntN(most))]
}

// mixture puts pieces of several texts together, some indented or quoted.
func (g *generator) mixture() string {
	var b strings.Builder
	for range 1 + g.IntN(4) {
		prefix := g.pick("", "", "", "    ", "> ", "- ", "  ", "\t")
		for _, l := range g.lines(8) {
			b.WriteString(prefix + l)
			if prefix == "- " {
				prefix = "  "
			}
		}
		b.WriteString(g.pick("", "\n"))
	}
	return b.String()
}

// mutation changes single characters of a piece of text.
func (g *generator) mutation() string {
	r := []rune(strings.Join(g.lines(20), ""))
	for range 1 + g.IntN(6) {
		if len(r) == 0 {
			break
		}
		i := g.IntN(len(r))
		switch g.IntN(4) {
		case 0:
			r = append(r[:i], r[i+1:]...)
		case 1:
			marks := []rune("*_`[]()<>\"'|:-{}!#\n \t\\&~$^")
			r[i] = marks[g.IntN(len(marks))]
		case 2:
			r = append(r[:i], append([]rune(g.span(1)), r[i:]...)...)
		default:
			j := g.IntN(len(r))
			r[i], r[j] = r[j], r[i]
		}
	}
	return string(r)
}

// noise is a short run of the characters that mean something.
func (g *generator) noise() string {
	const chars = "**__``[]()<>\"'||::--{}!#\n\n\n    \t\\&~$^ab한1.=+/"
	r := []rune(chars)
	var b strings.Builder
	for range 5 + g.IntN(60) {
		b.WriteRune(r[g.IntN(len(r))])
	}
	return b.String()
}
