package render

func highlightCode(code, lang string, inline bool) (string, bool) { return "", false }
