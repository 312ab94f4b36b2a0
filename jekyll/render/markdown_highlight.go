package render

func highlightCode(code, lang string, inline bool) (string, bool) {
	if inline {
		return rougeEscaper.Replace(code), true
	}
	return `<div class="highlight"><pre class="highlight"><code>` + rougeEscaper.Replace(code) + `</code></pre></div>`, true
}
