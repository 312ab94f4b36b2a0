package lint

import (
	"fmt"
	"maps"
	"strings"
	"unicode/utf8"
)

// A Place is where an example's fault is: lines and columns from 1, columns in characters, the end exclusive.
type Place struct{ Line, Column, EndLine, EndColumn int }

func (p Place) String() string {
	return fmt.Sprintf("%d:%d-%d:%d", p.Line, p.Column, p.EndLine, p.EndColumn)
}

// Open returns the path of the file that the example is about, all its files with their texts as they would be on disk, and the place at
// fault: the one that is marked, else the file's beginning.
func (e Example) Open() (path string, files map[string]string, at Place) {
	path = e.Path
	if path == "" {
		path = DefaultExamplePath
	}
	files = maps.Clone(e.Files)
	if files == nil {
		files = map[string]string{}
	}
	before, rest, marked := strings.Cut(e.Text, "«")
	inside, after, _ := strings.Cut(rest, "»")
	files[path] = before + inside + after
	if !marked {
		return path, files, Place{1, 1, 1, 1}
	}
	at.Line, at.Column = placeBehind(before)
	at.EndLine, at.EndColumn = placeBehind(before + inside)
	return path, files, at
}

// placeBehind is the place where the next character of a text would stand.
func placeBehind(text string) (line, column int) {
	text = strings.TrimPrefix(text, "\ufeff")
	start := strings.LastIndexByte(text, '\n') + 1
	return strings.Count(text, "\n") + 1, utf8.RuneCountInString(text[start:]) + 1
}
