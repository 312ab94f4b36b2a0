package kramdown

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are texts that make parsers that backtrack slow, of about n bytes.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"opening brackets", func(n int) string { return strings.Repeat("[", n) }},
	{"opening image brackets", func(n int) string { return strings.Repeat("![", n/2) }},
	{"nested brackets", func(n int) string { return strings.Repeat("[", n/2) + "a" + strings.Repeat("]", n/2) }},
	{"nested image brackets", func(n int) string { return strings.Repeat("![", n/3) + "a" + strings.Repeat("]", n/3) }},
	{"nested images", func(n int) string { return strings.Repeat("![", n/6) + "a" + strings.Repeat("](b)", n/6) }},
	{"unclosed link addresses", func(n int) string { return strings.Repeat("[a](", n/4) }},
	{"unclosed link addresses, one parenthesis", func(n int) string { return strings.Repeat("[a](b", n/5) + ")" }},
	{"unclosed link titles", func(n int) string { return strings.Repeat("[a](b \"", n/7) }},
	{"link titles that end late", func(n int) string { return strings.Repeat("[a](b \"c", n/8) + "\" x" }},
	{"references with unclosed ids", func(n int) string { return strings.Repeat("[a][", n/4) }},
	{"long ids of references", func(n int) string {
		return "[" + strings.Repeat("a", n/2) + "]: x\n\n" + strings.Repeat("[b", n/4) + "]"
	}},
	{"stars", func(n int) string { return strings.Repeat("*", n) }},
	{"stars and letters", func(n int) string { return strings.Repeat("*a", n/2) }},
	{"double stars and letters", func(n int) string { return strings.Repeat("**a", n/3) }},
	{"stars and spaces", func(n int) string { return strings.Repeat("*a **b ", n/7) }},
	{"three kinds of stars", func(n int) string { return strings.Repeat("*a **b ***c ", n/12) }},
	{"closing stars", func(n int) string { return strings.Repeat("a* ", n/3) }},
	{"underscores", func(n int) string { return strings.Repeat("_", n) }},
	{"underscores and letters", func(n int) string { return strings.Repeat(" _a", n/3) }},
	{"double underscores and letters", func(n int) string { return strings.Repeat(" __a", n/4) }},
	{"stars and underscores", func(n int) string { return strings.Repeat("*a _b **c __d ", n/14) }},
	{"emphasis and brackets", func(n int) string { return strings.Repeat("*a [b _c ![d ", n/13) }},
	{"emphasis and images", func(n int) string { return strings.Repeat("*a ![b", n/6) }},
	{"backticks of growing length", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i) + " ")
		}
		return b.String()
	}},
	{"backticks of shrinking length", func(n int) string {
		var b strings.Builder
		for i := 1; i*i/2 < n; i++ {
			b.WriteString(" " + strings.Repeat("`", i))
		}
		r := []rune(b.String())
		for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
			r[i], r[j] = r[j], r[i]
		}
		return string(r)
	}},
	{"a long line of backticks", func(n int) string { return "x " + strings.Repeat("`", n) }},
	{"single backticks", func(n int) string { return strings.Repeat("` a", n/3) }},
	{"unclosed elements", func(n int) string { return strings.Repeat("<b>", n/3) }},
	{"unclosed elements of many names", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "<a%d>", i)
		}
		return "x " + b.String()
	}},
	{"unclosed elements and stars", func(n int) string { return "x " + strings.Repeat("*<b>", n/4) }},
	{"closed elements and stars", func(n int) string { return "x " + strings.Repeat("*<b>", n/10) + strings.Repeat("</b>", n/10) }},
	{"unclosed elements and brackets", func(n int) string { return "x " + strings.Repeat("![<b>", n/5) }},
	{"unclosed block elements", func(n int) string { return strings.Repeat("<div>", n/5) }},
	{"unclosed block elements with markdown", func(n int) string { return strings.Repeat("<div markdown=\"1\">", n/18) }},
	{"unclosed block elements on lines", func(n int) string { return strings.Repeat("<div>\n", n/6) }},
	{"less-than signs", func(n int) string { return strings.Repeat("<", n) }},
	{"unclosed tags", func(n int) string { return strings.Repeat("<a ", n/3) }},
	{"unclosed attributes", func(n int) string { return strings.Repeat("<a b=\"", n/6) }},
	{"unclosed attributes on lines", func(n int) string { return strings.Repeat("<a b='\n\n", n/8) }},
	{"a long tag", func(n int) string { return "<a" + strings.Repeat(" b", n/2) }},
	{"unclosed comments", func(n int) string { return strings.Repeat("<!--", n/4) }},
	{"unclosed comments on lines", func(n int) string { return strings.Repeat("<!-- a\n\n", n/8) }},
	{"unclosed comments in HTML", func(n int) string { return "<div>" + strings.Repeat("<!-- ", n/5) }},
	{"unclosed instructions in HTML", func(n int) string { return "<div>" + strings.Repeat("<? ", n/3) }},
	{"unclosed autolinks", func(n int) string { return strings.Repeat("<http://a", n/9) }},
	{"unclosed spans with markdown", func(n int) string { return strings.Repeat("<p markdown=\"span\">\n", n/20) }},
	{"unclosed scripts", func(n int) string { return strings.Repeat("<script>\n", n/9) }},
	{"closing tags", func(n int) string { return strings.Repeat("</div>", n/6) }},
	{"quotes", func(n int) string { return strings.Repeat("\"'", n/2) }},
	{"unclosed math", func(n int) string { return strings.Repeat("$$a\n\n", n/5) }},
	{"dollars", func(n int) string { return strings.Repeat("$ ", n/2) }},
	{"tildes", func(n int) string { return strings.Repeat("~", n) }},
	{"unclosed strikethrough", func(n int) string { return strings.Repeat("~~a ", n/4) }},
	{"nested quotes", func(n int) string { return strings.Repeat(">", n) }},
	{"nested quotes with spaces", func(n int) string { return strings.Repeat("> ", n/2) + "a" }},
	{"nested quotes on lines", func(n int) string { return strings.Repeat(strings.Repeat(">", 100)+"a\n", n/102) }},
	{"nested lists on a line", func(n int) string { return strings.Repeat("- ", n/2) + "a" }},
	{"nested ordered lists on a line", func(n int) string { return strings.Repeat("1. ", n/3) + "a" }},
	{"nested lists by indentation", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}},
	{"many list items", func(n int) string { return strings.Repeat("- a\n", n/4) }},
	{"many loose list items", func(n int) string { return strings.Repeat("- a\n\n", n/5) }},
	{"definitions", func(n int) string { return "a\n" + strings.Repeat(": b\n", n/4) }},
	{"nested definitions", func(n int) string { return "a\n" + strings.Repeat(": ", n/2) }},
	{"terms", func(n int) string { return strings.Repeat("a\n", n/2) + ": b\n" }},
	{"unclosed fences", func(n int) string { return strings.Repeat("~~~ a\n", n/6) }},
	{"unclosed fences of backticks", func(n int) string { return strings.Repeat("```a\nb\n", n/7) }},
	{"long fences that shorter ones close", func(n int) string { return strings.Repeat("~~~~~~ x\n~~~\n", n/13) }},
	{"mixed fences", func(n int) string { return strings.Repeat("~`~`~ x\n~`~\n", n/12) }},
	{"indented code with blank lines", func(n int) string { return strings.Repeat("    a\n\n", n/7) }},
	{"blank lines", func(n int) string { return strings.Repeat("\n", n) }},
	{"blank lines with spaces", func(n int) string { return strings.Repeat(" \n", n/2) }},
	{"spaces", func(n int) string { return "a" + strings.Repeat(" ", n) + "b" }},
	{"spaces in a paragraph", func(n int) string { return strings.Repeat("a  ", n/3) }},
	{"headers", func(n int) string { return strings.Repeat("# a\n\n", n/5) }},
	{"a long header", func(n int) string { return "# " + strings.Repeat("#", n) }},
	{"underlines", func(n int) string { return strings.Repeat("a\n-\n", n/4) }},
	{"pipes", func(n int) string { return strings.Repeat("|", n) }},
	{"tables", func(n int) string { return strings.Repeat("|a|b|\n", n/6) }},
	{"a wide and long table", func(n int) string {
		return strings.Repeat("|a", n/4) + "|\n" + strings.Repeat("|a|\n", n/8)
	}},
	{"tables with code", func(n int) string { return strings.Repeat("|`a`|`b\n", n/8) }},
	{"tables that are none", func(n int) string { return strings.Repeat("a|b\n", n/4) + "c" }},
	{"code elements in tables", func(n int) string { return "|" + strings.Repeat("<code>", n/6) + "|\n" }},
	{"unclosed attribute lists", func(n int) string { return strings.Repeat("{:", n/2) }},
	{"unclosed attribute lists on lines", func(n int) string { return strings.Repeat("{: a\n", n/5) }},
	{"attribute lists with escaped braces", func(n int) string { return strings.Repeat("a\n{:\\} x\n", n/9) }},
	{"unclosed values in attribute lists", func(n int) string { return "a\n{: " + strings.Repeat("a=\"b ", n/5) + "}\n" }},
	{"attribute lists in a circle", func(n int) string { return "{:a: b b}\n{:b: a a}\n\n" + strings.Repeat("x\n{:a}\n\n", n/8) }},
	{"growing attribute lists", func(n int) string {
		var b strings.Builder
		for i := range n / 20 {
			fmt.Fprintf(&b, "{:a%d: .x a%d a%d}\n", i, i+1, i+1)
		}
		return b.String() + "\nx\n{:a0}\n"
	}},
	{"many classes", func(n int) string { return "x\n{:" + strings.Repeat(" .a", n/3) + "}\n" }},
	{"many attributes", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, " k%d=\"v\"", i)
		}
		return "x\n{:" + b.String() + "}\n"
	}},
	{"attribute lists after each other", func(n int) string { return "*x*" + strings.Repeat("{: .a}", n/6) }},
	{"many attributes of a tag", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, " k%d=\"v\"", i)
		}
		return "x <b" + b.String() + ">y</b>\n"
	}},
	{"unclosed extensions", func(n int) string { return strings.Repeat("{::comment}", n/11) }},
	{"unclosed extensions on lines", func(n int) string { return strings.Repeat("{::comment}\n\n", n/13) }},
	{"extensions that others close", func(n int) string { return strings.Repeat("{::a}{:/b}", n/10) }},
	{"block extensions that others close", func(n int) string { return strings.Repeat("{::a}\n{:/b}\n", n/12) }},
	{"footnotes", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[^%d]\n\n[^%d]: a\n\n", i, i)
		}
		return b.String()
	}},
	{"one footnote often", func(n int) string { return "[^a]: x\n\n" + strings.Repeat("[^a]", n/4) }},
	{"footnotes in footnotes", func(n int) string { return "[^0]\n\n" + strings.Repeat("[^0]: a\n\n    [^0]: b\n\n", n/24) }},
	{"nested footnotes on a line", func(n int) string { return strings.Repeat("[^a]: ", n/6) }},
	{"link definitions", func(n int) string { return strings.Repeat("[a]: b\n", n/7) }},
	{"unclosed link definitions", func(n int) string { return strings.Repeat("[a]: <", n/6) + strings.Repeat(">", n/6) }},
	{"titles of link definitions", func(n int) string { return "[a]: b " + strings.Repeat(" \"", n/2) + "\n" }},
	{"abbreviations", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "*[a%d]: x\n", i)
		}
		return b.String() + "\n" + strings.Repeat("a1 ", n/3)
	}},
	{"a long abbreviation", func(n int) string {
		return "*[" + strings.Repeat("a ", n/4) + "b]: x\n\n" + strings.Repeat("a ", n/4)
	}},
	{"line breaks", func(n int) string { return strings.Repeat("a  \n", n/4) }},
	{"escapes", func(n int) string { return strings.Repeat("\\*", n/2) }},
	{"entities", func(n int) string { return strings.Repeat("&a;&", n/4) }},
	{"ampersands", func(n int) string { return strings.Repeat("&", n) }},
	{"ampersands and letters", func(n int) string { return "&" + strings.Repeat("a", n) }},
	{"paragraphs that HTML interrupts", func(n int) string { return strings.Repeat("<div\n", n/5) }},
	{"paragraphs that colons interrupt", func(n int) string { return strings.Repeat("^\n: a\n", n/6) }},
	{"carriage returns", func(n int) string { return strings.Repeat("\r", n) }},
	{"bytes that are no UTF-8", func(n int) string { return strings.Repeat("\xff", n) }},
	{"zero bytes", func(n int) string { return strings.Repeat("\x00", n) }},
	{"form feeds behind indentation", func(n int) string { return strings.Repeat("    \fa\n", n/7) }},
	{"a table of contents", func(n int) string { return "* a\n{:toc}\n\n" + strings.Repeat("# b\n\n", n/5) }},
	{"equal headers", func(n int) string { return strings.Repeat("# a\n", n/4) }},
}

// workOf converts a source and tells how many bytes were looked at, copied or
// printed on the way.
func workOf(src string, o *Options) int {
	d := Parse([]byte(src), o)
	return d.p.m.n + len(d.HTML().HTML)
}

func TestDoublingHostileInputDoublesTheWork(t *testing.T) {
	const n = 1 << 16
	for name, o := range map[string]Options{"GFM": JekyllDefaults(), "kramdown": DefaultOptions()} {
		for _, h := range hostile {
			t.Run(name+"/"+h.name, func(t *testing.T) {
				once, twice := workOf(h.make(n), &o), workOf(h.make(2*n), &o)
				if twice > 5*once/2 {
					t.Errorf("%d bytes take %d steps, %d bytes take %d", n, once, 2*n, twice)
				}
				if most := 4000 * 2 * n; twice > most {
					t.Errorf("%d bytes take %d steps, more than %d", 2*n, twice, most)
				}
			})
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	o := JekyllDefaults()
	for _, h := range hostile {
		for _, n := range []int{1 << 15, 1 << 16, 1 << 17} {
			src := []byte(h.make(n))
			b.Run(fmt.Sprintf("%s/%dKB", h.name, n>>10), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					Convert(src, &o)
				}
			})
		}
	}
}
