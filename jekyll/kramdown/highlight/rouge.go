// Package highlight renders code as Rouge 3.30 does for kramdown, with
// chroma's lexers.
package highlight

import "github.com/galleypress/galley/jekyll/kramdown"

// Rouge makes the hook for [kramdown.Options.Highlight].
func Rouge(o *kramdown.Options) func(code, lang string, inline bool) (string, bool) {
	return func(code, lang string, inline bool) (string, bool) { return "", false }
}
