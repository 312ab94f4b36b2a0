package dom

import "testing"

func TestPagesThatReadersSeeAlikeAreTheSame(t *testing.T) {
	tests := map[string][2]string{
		"order of attributes and classes":       {`<p id="a" class="x y">t</p>`, `<p class="y  x" id='a'>t</p>`},
		"white space between blocks":            {"<div>\n  <p>a</p>\n\n<p>b\n c </p></div>", "<div><p>a</p><p>b c</p></div>"},
		"colours of code":                       {`<pre><code><span class="k">if</span> x</code></pre>`, `<pre><code>if x</code></pre>`},
		"the generator":                         {`<meta name="generator" content="Jekyll v4.3.1" />`, ``},
		"comments":                              {`<p>a</p><!-- made today -->`, `<p>a</p>`},
		"characters and their names":            {`<p>&eacute; &#8220;</p>`, `<p>é “</p>`},
		"white space around a script's content": {"<script>\nx()\n</script>", "<script>x()</script>"},
	}
	for name, pages := range tests {
		t.Run(name, func(t *testing.T) {
			if diff, err := Diff(pages[0], pages[1]); err != nil || diff != "" {
				t.Errorf("differ %s (%v)", diff, err)
			}
		})
	}
}

func TestPagesThatReadersCanTellApartDiffer(t *testing.T) {
	tests := map[string][2]string{
		"a space between words in elements": {`<p><b>a</b> <b>b</b></p>`, `<p><b>a</b><b>b</b></p>`},
		"a space beside an element":         {`<p>a <b>b</b></p>`, `<p>a<b>b</b></p>`},
		"white space in code":               {"<pre>a\n b</pre>", "<pre>a\nb</pre>"},
		"an attribute's value":              {`<a href="/a">x</a>`, `<a href="/b">x</a>`},
		"an element more":                   {`<p>a</p><p></p>`, `<p>a</p>`},
		"another element":                   {`<b>a</b>`, `<strong>a</strong>`},
		"another text":                      {`<p>a</p>`, `<p>b</p>`},
		"another depth":                     {`<div><p>a</p></div>`, `<div></div><p>a</p>`},
	}
	for name, pages := range tests {
		t.Run(name, func(t *testing.T) {
			if diff, err := Diff(pages[0], pages[1]); err != nil || diff == "" {
				t.Errorf("pages are taken for the same (%v)", err)
			}
		})
	}
}
