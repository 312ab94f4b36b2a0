package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/galleypress/galley/lint"
)

const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	cyan   = "\x1b[1;36m"
	green  = "\x1b[1;32m"
	reset  = "\x1b[0m"
)

var severityColors = map[lint.Severity]string{lint.Error: red, lint.Warning: yellow, lint.Note: cyan}

// Text writes a line for each finding, `path:line:col: severity: message [rule]`, and below it the line at fault with a caret.
func Text(w io.Writer, findings []lint.Finding, o Options) error {
	out := bufio.NewWriter(w)
	paint := func(color, s string) string {
		if !o.Color {
			return s
		}
		return color + s + reset
	}
	for i := range findings {
		f := &findings[i]
		fmt.Fprintf(out, "%s %s %s [%s]\n",
			paint(bold, fmt.Sprintf("%s:%d:%d:", clean(f.Path), f.Line, f.Column)),
			paint(severityColors[f.Severity], f.Severity.String()+":"),
			clean(f.Message), f.Rule)
		if source, caret := Excerpt(f); source != "" {
			fmt.Fprintf(out, "    %s\n    %s\n", source, paint(green, caret))
		}
	}
	return out.Flush()
}

// longest is how much of a source line is shown, in terminal columns.
const longest = 120

// Excerpt returns the line at fault, cut to a readable length around the fault, and a line of carets that stands below it.
// East Asian wide characters count as two columns. Both are empty for a fault of the whole file.
func Excerpt(f *lint.Finding) (source, caret string) {
	if f.Source == "" {
		return "", ""
	}
	line := []rune(strings.ToValidUTF8(f.Source, "\uFFFD"))
	start := min(f.Column-1, len(line))
	end := len(line)
	if f.EndLine == f.Line {
		end = min(f.EndColumn-1, len(line))
	}
	end = max(end, start)
	first, last := window(line, start)
	end = min(end, last)

	var text, marks strings.Builder
	if first > 0 {
		text.WriteString("…")
		marks.WriteString(" ")
	}
	for i := first; i < last; i++ {
		r, columns := shown(line[i])
		text.WriteRune(r)
		switch {
		case i < start && r == '\t':
			marks.WriteRune('\t')
		case i < start:
			marks.WriteString(strings.Repeat(" ", columns))
		case i < end:
			marks.WriteString(strings.Repeat("^", columns))
		}
	}
	if end == start {
		marks.WriteString("^")
	}
	if last < len(line) {
		text.WriteString("…")
	}
	return text.String(), marks.String()
}

// window chooses the part of a long line to show: some context before the place at fault, and what fits behind it.
func window(line []rune, start int) (first, last int) {
	const before = 40
	first = 0
	if len(line) > longest && start > before {
		first = min(start-before, len(line)-before)
	}
	columns := 0
	for last = first; last < len(line); last++ {
		_, c := shown(line[last])
		if columns += c; columns > longest {
			break
		}
	}
	return first, last
}

// shown returns the character to print for r, and how many columns a terminal gives it. Characters that would move the cursor or
// hide text are replaced.
func shown(r rune) (rune, int) {
	switch {
	case r == '\t':
		return r, 1
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
		return r, 0
	case r != '\u3000' && unicode.Is(unicode.Zs, r):
		return ' ', 1
	case !unicode.IsGraphic(r):
		return '\uFFFD', 1
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return r, 2
	}
	return r, 1
}

// clean keeps a stranger's path or text from writing to the terminal on its own.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsGraphic(r):
			return r
		case r == '\n' || r == '\t':
			return ' '
		}
		return '\uFFFD'
	}, s)
}

func isClean(s string) bool {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsGraphic(r) {
			return false
		}
		i += size
	}
	return true
}

// Summary counts the findings: "2 errors, 1 warning and 3 notes in 4 files".
func Summary(findings []lint.Finding) string {
	if len(findings) == 0 {
		return "No faults found."
	}
	counts := map[lint.Severity]int{}
	files := map[string]bool{}
	for _, f := range findings {
		counts[f.Severity]++
		files[f.Path] = true
	}
	var parts []string
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Note} {
		if n := counts[s]; n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	text := strings.Join(parts, ", ")
	if len(parts) > 1 {
		text = strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
	}
	return text + " in " + plural(len(files), "file")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
