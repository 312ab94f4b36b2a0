package highlight

import "github.com/alecthomas/chroma/v2"

// classesFor gives the function that names a token's class for a language of
// Rouge.
func classesFor(tag string) func(chroma.TokenType, string) string {
	own := renamed[tag]
	return func(t chroma.TokenType, text string) string {
		class := classOf(t)
		if to, ok := own[class]; ok {
			class = to
		}
		return class
	}
}

// renamed tells for a language which classes of chroma's tokens Rouge calls
// otherwise.
var renamed = map[string]map[string]string{}

// classOf is the class of a token: Pygments' short name, which both use.
func classOf(t chroma.TokenType) string {
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			switch t {
			case chroma.Text, chroma.TextWhitespace:
				return ""
			}
			return class
		}
	}
	return ""
}
