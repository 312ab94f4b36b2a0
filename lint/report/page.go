package report

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/galleypress/galley/lint"
)

// RulesPage writes docs/rules.md: a section for each rule with a wrong example, what is really said of it, and the right one.
func RulesPage(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, `# Rules

What the proof-reader looks for, family by family. This page is made from the rules themselves; the outputs are what the program prints.

The levels: **error** is for what is certain: Jekyll fails, drops the post, or publishes something else than is written. **warning** is
for what is very likely not meant. **note** is about consistency. [lint.md](lint.md) tells how to set a rule's level, or to silence it.

| rule | level | looks for |
|---|---|---|
`)
	for _, r := range lint.Rules() {
		fmt.Fprintf(out, "| [%s](#%s) | %s | %s |\n", r.Name, r.Name, r.Level, r.Summary)
	}
	family := ""
	for _, r := range lint.Rules() {
		if r.Family != family {
			family = r.Family
			fmt.Fprintf(out, "\n## %s\n", strings.ToUpper(family[:1])+family[1:])
		}
		shown, err := RunExample(ctx, r.Wrong)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "\n### %s\n\n%s: %s. %s\n\nWrong:\n\n%s\nOutput:\n\n%s\nRight:\n\n%s\nMending: %s\n",
			r.Name, r.Level, r.Summary, r.Effect, fenced(Listing(r.Wrong)), fenced(shown), fenced(Listing(r.Right)), r.Mended)
	}
	return out.Flush()
}

// fenced writes a text as a block of code.
func fenced(text string) string { return "~~~text\n" + text + "~~~\n" }
