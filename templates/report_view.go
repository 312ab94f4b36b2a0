package templates

import (
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"unicode"
)

// A page that nobody can scroll through helps nobody: what is beyond these limits is counted, not shown.
const (
	maxFindings = 500
	maxChanges  = 500
	maxSource   = 200 // characters of a source line, around the fault
)

//go:embed report.html
var reportSource string

var reportPage = template.Must(template.New("report.html").Funcs(template.FuncMap{"words": words}).Parse(reportSource))

// reportView is a Report in the shape that report.html prints.
type reportView struct {
	*Report
	Verdict, Tone string // the page's heading, and the status state that colours it
	Summary       string
	ShortCommit   string
	Files         []fileView
	MoreFindings  int
	Changes       []Change
	MoreChanges   int
}

// fileView is a file with its findings.
type fileView struct {
	Path     string
	Findings []findingView
}

type findingView struct {
	Finding
	Before, Marked, After string // the source line, cut up around the fault
	Place                 string // the line, and column, for people
}

func newReportView(r *Report) *reportView {
	v := &reportView{Report: r, ShortCommit: r.Commit, Changes: r.Published}
	if len(v.ShortCommit) > 7 {
		v.ShortCommit = v.ShortCommit[:7]
	}
	v.Verdict, v.Tone = verdict(r)
	v.Summary = summary(r)

	shown := r.Findings
	if len(shown) > maxFindings {
		shown, v.MoreFindings = shown[:maxFindings], len(shown)-maxFindings
	}
	for _, f := range shown {
		if n := len(v.Files); n == 0 || v.Files[n-1].Path != f.Path {
			v.Files = append(v.Files, fileView{Path: f.Path})
		}
		file := &v.Files[len(v.Files)-1]
		file.Findings = append(file.Findings, newFindingView(f))
	}
	if len(v.Changes) > maxChanges {
		v.Changes, v.MoreChanges = v.Changes[:maxChanges], len(v.Changes)-maxChanges
	}
	return v
}

// verdict is what a proof-reader would write across the sheet.
func verdict(r *Report) (words, tone string) {
	errors, others := tally(r.Findings)
	switch {
	case r.Problem != "":
		return "Could not be printed", "error"
	case errors > 0 || len(r.Held) > 0:
		return "Held for correction", "failure"
	case others > 0:
		return "Passed, with marks", "success"
	}
	return "Passed for press", "success"
}

func summary(r *Report) string {
	errors, others := tally(r.Findings)
	s := count(r.Checked, "file", "files") + " read, "
	switch {
	case errors == 0 && others == 0:
		s += "nothing to mend"
	case others == 0:
		s += count(errors, "fault", "faults") + " to mend"
	case errors == 0:
		s += count(others, "mark", "marks") + " to look at"
	default:
		s += count(errors, "fault", "faults") + " to mend and " + count(others, "mark", "marks") + " to look at"
	}
	if n := len(r.Published); n > 0 {
		s += ", " + count(n, "change", "changes") + " published"
	}
	if n := len(r.Held); n > 0 {
		s += ", " + count(n, "post", "posts") + " held back"
	}
	return s + "."
}

func tally(findings []Finding) (errors, others int) {
	for _, f := range findings {
		if f.Severity == "error" {
			errors++
		} else {
			others++
		}
	}
	return errors, others
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// piece is a part of a message: prose, or what was written between backticks.
type piece struct {
	Text string
	Code bool
}

// words divides a message at its backticks. One that is never closed is a backtick.
func words(message string) []piece {
	var pieces []piece
	for {
		before, rest, opened := strings.Cut(message, "`")
		code, after, closed := strings.Cut(rest, "`")
		if !opened || !closed {
			return append(pieces, piece{Text: message})
		}
		pieces = append(pieces, piece{Text: before}, piece{Text: visible([]rune(code)), Code: true})
		message = after
	}
}

func newFindingView(f Finding) findingView {
	v := findingView{Finding: f}
	switch {
	case f.Line > 0 && f.Column > 0:
		v.Place = fmt.Sprintf("line %d, column %d", f.Line, f.Column)
	case f.Line > 0:
		v.Place = fmt.Sprintf("line %d", f.Line)
	default:
		v.Place = "whole file"
	}
	v.Before, v.Marked, v.After = cut(f)
	return v
}

// cut divides the source line at the fault and shortens it to what stands around it. A fault that goes on in the next
// line reaches to this one's end. A column outside the line marks nothing.
func cut(f Finding) (before, marked, after string) {
	line := []rune(f.Source)
	start := min(max(f.Column-1, 0), len(line))
	end := start
	switch {
	case f.EndLine > f.Line:
		end = len(line)
	case f.EndColumn > 0:
		end = min(max(f.EndColumn-1, start), len(line))
	}
	from, to := max(0, start-maxSource/2), min(len(line), end+maxSource/2)
	before, after = visible(line[from:start]), visible(line[end:to])
	if from > 0 {
		before = "…" + before
	}
	if to < len(line) {
		after += "…"
	}
	if end-start > maxSource {
		return before, visible(line[start:start+maxSource]) + "…", after
	}
	return before, visible(line[start:end]), after
}

// visible shows characters that have no shape, or that would turn the text around them, by their number: a source
// line must look like what it is.
func visible(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t' || r == '\u200d' || !unicode.In(r, unicode.Cc, unicode.Cf):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		}
	}
	return b.String()
}
