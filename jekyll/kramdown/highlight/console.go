package highlight

import "strings"

// tokenizeConsole cuts what a terminal shows into prompts, the commands
// behind them, and their output, as Rouge's ConsoleLexer does.
func tokenizeConsole(code string) []token {
	var tokens []token
	for pos := 0; pos < len(code); {
		end := len(code)
		if n := strings.IndexByte(code[pos:], '\n'); n >= 0 {
			end = pos + n + 1
		}
		line := code[pos:end]
		prompt := strings.IndexAny(line, "$#>;")
		switch {
		case isSnip(line):
			tokens = appendToken(tokens, code, "c", pos, end)
		case prompt >= 0:
			at := pos + prompt + 1
			tokens = appendToken(tokens, code, "gp", pos, at)
			blank := at
			for blank < end && strings.IndexByte(" \t\n", code[blank]) >= 0 {
				blank++
			}
			if blank > at {
				tokens = appendToken(tokens, code, "w", at, blank)
			}
			for _, t := range tokenize("shell", code[blank:end]) {
				tokens = appendToken(tokens, code, t.class, blank, blank+len(t.text))
				blank += len(t.text)
			}
		default:
			tokens = appendToken(tokens, code, "go", pos, end)
		}
		pos = end
	}
	return tokens
}

// isSnip tells whether a line says that something was left out: dots alone,
// or dots in angle brackets.
func isSnip(line string) bool {
	s := strings.TrimSpace(line)
	if len(s) > 2 && s[0] == '<' && s[len(s)-1] == '>' {
		s = s[1 : len(s)-1]
	}
	return s != "" && strings.Trim(s, ".") == ""
}
