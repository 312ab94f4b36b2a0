package samedom_test

import (
	"strings"
	"testing"

	"github.com/galleypress/galley/jekyll/samedom"
)

func TestWhatReadersSeeIsCompared(t *testing.T) {
	for _, c := range []struct {
		name, file, a, b string
		same             bool
	}{
		{"white space in text", "a.html", "<p>a  b\n c</p>", "<p> a b c </p>", true},
		{"white space in code", "a.html", "<pre><code>a  b</code></pre>", "<pre><code>a b</code></pre>", false},
		{"attributes in another order", "a.html", `<a href="x" title="y">z</a>`, `<a title="y" href="x">z</a>`, true},
		{"classes in another order", "a.html", `<p class="a b">`, `<p class="b a">`, true},
		{"another class", "a.html", `<p class="a">`, `<p class="b">`, false},
		{"tokens in code", "a.html", `<code><span class="k">if</span> x</code>`, `<code>if <i>x</i></code>`, true},
		{"the generator", "a.html", `<meta name="generator" content="Jekyll v4.3.1">`, `<meta name="generator" content="Galley">`, true},
		{"another meta", "a.html", `<meta name="author" content="a">`, `<meta name="author" content="b">`, false},
		{"another text", "a.html", "<p>a", "<p>b", false},
		{"an element more", "a.html", "<p>a", "<p>a<br>", false},
		{"comments", "a.html", "<p>a<!-- x -->b", "<p>ab", true},
		{"the time of the build", "feed.xml", "<f><updated>2026-11-23T17:00:00+00:00</updated></f>", "<f><updated>2027-01-01T00:00:00+00:00</updated></f>", true},
		{"the time of a post", "feed.xml", "<f><updated>2020-11-23T17:00:00+00:00</updated></f>", "<f><updated>2020-01-01T00:00:00+00:00</updated></f>", false},
		{"the generator of a feed", "feed.xml", `<f><generator version="1">Jekyll</generator><a/></f>`, `<f><a/></f>`, true},
		{"white space in XML", "feed.xml", "<f>\n <a>x  y</a>\n</f>", "<f><a> x y</a></f>", true},
		{"escapes in XML", "feed.xml", "<f><![CDATA[<p>]]></f>", "<f>&lt;p&gt;</f>", true},
		{"tokens in a feed's code", "feed.xml", "<f><![CDATA[<code><i>a</i>b</code>]]></f>", "<f><![CDATA[<code>a<b>b</b></code>]]></f>", true},
		{"another element in a feed's page", "feed.xml", "<f><![CDATA[<p>a</p>]]></f>", "<f><![CDATA[<h1>a</h1>]]></f>", false},
		{"another text in XML", "feed.xml", "<f>a</f>", "<f>b</f>", false},
		{"lines of text", "a.txt", "a  b\n\nc", "a b\nc\n", true},
		{"another line of text", "a.txt", "a", "b", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := samedom.Diff(c.file, []byte(c.a), []byte(c.b)); (diff == "") != c.same {
				t.Errorf("same: %v, want %v\n%s", diff == "", c.same, diff)
			}
		})
	}
}

func TestADifferenceIsShownInItsPlace(t *testing.T) {
	got := samedom.Diff("a.html", []byte("<ul><li>a<li>b<li>c</ul><p>end"), []byte("<ul><li>a<li>x<li>c</ul><p>end"))
	if !strings.Contains(got, `-     "b"`) || !strings.Contains(got, `+     "x"`) || strings.Contains(got, "end") {
		t.Errorf("%s", got)
	}
}
