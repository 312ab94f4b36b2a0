package report

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
	"github.com/galleypress/galley/lint"
)

// Rules lists the rules, family by family, with their levels.
func Rules(w io.Writer) error {
	out := bufio.NewWriter(w)
	family := ""
	for _, r := range lint.Rules() {
		if r.Family != family {
			if family != "" {
				fmt.Fprintln(out)
			}
			family = r.Family
			fmt.Fprintln(out, family)
		}
		fmt.Fprintf(out, "  %-24s %-8s %s\n", r.Name, r.Level, r.Summary)
	}
	return out.Flush()
}

// Explain shows a rule with a wrong example, what is said of it, and the right one.
func Explain(ctx context.Context, w io.Writer, r lint.Rule) error {
	shown, err := RunExample(ctx, r.Wrong)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s (%s): %s\n\n%s\n\nMending: %s\n", r.Name, r.Level, r.Summary, r.Effect, r.Mended)
	fmt.Fprintf(out, "\nWrong:\n\n%s\nOutput:\n\n%s\nRight:\n\n%s", indent(Listing(r.Wrong)), indent(shown), indent(Listing(r.Right)))
	return out.Flush()
}

// Listing prints the files of an example, each under its name, the one that it is about last.
func Listing(e lint.Example) string {
	path, files, _ := e.Open()
	var b strings.Builder
	for _, name := range around(files, path) {
		fmt.Fprintf(&b, "%s:\n%s", name, indent(visible(files[name])))
	}
	fmt.Fprintf(&b, "%s:\n%s", path, indent(visible(files[path])))
	return b.String()
}

// visible shows what cannot be seen in a listing: line ends, a byte order mark, bytes that are no text.
func visible(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "␍\n")
	s = strings.ReplaceAll(s, "\ufeff", "[BOM]")
	s = strings.ToValidUTF8(s, "�")
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

func indent(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

func around(files map[string]string, path string) []string {
	var names []string
	for name := range files {
		if name != path {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// exampleNow is when examples are looked at, so that they read the same on any day.
var exampleNow = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// RunExample checks an example and returns the text output about its file.
func RunExample(ctx context.Context, e lint.Example) (string, error) {
	path, files, _ := e.Open()
	source := fstest.MapFS{}
	for name, text := range files {
		source[name] = &fstest.MapFile{Data: []byte(text), ModTime: exampleNow}
	}
	cfg, err := config.Load(source, config.Options{})
	if err != nil {
		return "", err
	}
	s, err := site.Read(ctx, source, cfg, site.Options{Now: exampleNow})
	if err != nil {
		return "", err
	}
	settings, err := lint.ParseSettings("_config.yml", []byte(files["_config.yml"]))
	if err != nil {
		return "", err
	}
	found, err := lint.Check(ctx, s, lint.Options{Now: exampleNow, Settings: settings, Paths: []string{path}})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = Text(&b, found, Options{})
	return b.String(), err
}
