package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/galleypress/galley/lint/report"
)

const usage = `lint proof-reads a Jekyll blog: it says what Jekyll will make of every file, and where that is not what was meant.

  lint [flags] [path …]   look at sites, folders or files (default: the current folder)
  lint -                  look at one file that comes on standard input
  lint rules              list the rules
  lint explain RULE       explain a rule with a wrong and a right example

Flags:
  --format FORMAT         text, json, sarif or github (default text)
  --fix                   mend what can be mended without changing an address
  --rename                with --fix: also rename misnamed folders and files
  --stdin-path PATH       what the file on standard input is called
  --now TIME              the moment of the build, as 2006-01-02T15:04:05Z or 2006-01-02 (default: now)
  --version               print the version
  --help                  print this

Exit status: 0 nothing at level error; 1 errors were found; 2 it could not run.
Settings are in the site's _config.yml under "galley: lint:"; see https://github.com/galleypress/galley/blob/main/docs/lint.md
`

// arguments are the command line, read and checked.
type arguments struct {
	format      report.Format
	text        bool // the format is for people
	relative    bool // the format is for GitHub, which knows files by their paths in the repository
	fix, rename bool
	stdinPath   string
	now         time.Time
	version     bool
	help        bool
	paths       []string
}

// parse reads the command line. Flags may stand before, between and behind paths; what follows "--" is a path.
func parse(args []string) (arguments, error) {
	var a arguments
	var format, now string
	flags := flag.NewFlagSet("lint", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.StringVar(&format, "format", "text", "")
	flags.BoolVar(&a.fix, "fix", false, "")
	flags.BoolVar(&a.rename, "rename", false, "")
	flags.StringVar(&a.stdinPath, "stdin-path", "", "")
	flags.StringVar(&now, "now", "", "")
	flags.BoolVar(&a.version, "version", false, "")
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				a.help = true
				return a, nil
			}
			return a, fmt.Errorf("%s; `lint --help` lists the flags", plain(err))
		}
		rest := flags.Args()
		if terminated := len(args) > len(rest) && args[len(args)-len(rest)-1] == "--"; terminated {
			a.paths = append(a.paths, rest...)
			break
		}
		if len(rest) > 0 {
			a.paths, rest = append(a.paths, rest[0]), rest[1:]
		}
		args = rest
	}
	var err error
	if a.format, err = report.ByName(format); err != nil {
		return a, err
	}
	a.text, a.relative = format == "text", format == "sarif" || format == "github"
	if a.now, err = moment(now); err != nil {
		return a, err
	}
	if a.rename && !a.fix {
		return a, errors.New("--rename goes with --fix")
	}
	return a, nil
}

// plain puts the flag package's words into ours.
func plain(err error) string {
	text := err.Error()
	text = strings.Replace(text, "flag provided but not defined: -", "there is no flag --", 1)
	text = strings.Replace(text, "flag needs an argument: -", "a value is missing behind --", 1)
	return text
}

var moments = []string{time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly}

// moment reads the time of the build. One without a zone is in UTC.
func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Now(), nil
	}
	for _, layout := range moments {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("--now %s is no time; write it as 2006-01-02T15:04:05Z or 2006-01-02", text)
}
