package lint

import "unicode/utf8"

func runeLength(b []byte) int {
	_, size := utf8.DecodeRune(b)
	return size
}

func runeCount(b []byte) int { return utf8.RuneCount(b) }
