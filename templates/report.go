package templates

import (
	"io"
	"time"
)

// Report is what the report page of one commit shows: what was checked, what was found, what was published
// and what was held back. All text in it may come from strangers; the page escapes it.
type Report struct {
	Repository    string    // owner/name, or the name of a local repository
	RepositoryURL string    // https://github.com/owner/name; where it is empty the page links to no source
	Branch        string    // the branch that was pushed, or a pull request's head
	PullRequest   int       // its number, 0 for a push
	Commit        string    // the full hash
	Subject       string    // the first line of the commit's message
	Author        string    // who wrote the commit
	Time          time.Time // when the page was made; shown in UTC

	SiteName string // the blog's title; optional
	SiteURL  string // where the blog is live; optional

	Lint    Status // galley/lint
	Publish Status // galley/publish; the zero value where nothing was to be published (a pull request)

	Checked   int      // files that were proof-read
	Faults    []Fault  // in the order of path, line and column
	Published []Change // what readers see anew; empty where nothing was published
	Held      []Held   // posts kept back, with the reason
	Problem   string   // why the site could not be built or stored at all; empty where it could
}

// Status is one commit status as GitHub shows it.
type Status struct {
	State       string // pending, success, failure, error; empty: there is none
	Description string
}

// Fault is one finding of the linter.
type Fault struct {
	Path               string
	Line, Column       int    // from 1, columns in characters; Line 0: the fault is the whole file's
	EndLine, EndColumn int    // where the fault ends, exclusive; 0: not known
	Severity           string // error, warning, info
	Rule               string
	Message            string // fault, effect for readers, remedy
	Source             string // the source line, without its line break
	Fixable            bool   // `lint --fix` mends it
}

// Change is one thing that was published.
type Change struct {
	Kind  string // added, changed, removed, moved
	Path  string // the source file
	URL   string // where it is live; empty where it was removed
	Title string
}

// Held is a post that was held back.
type Held struct {
	Path   string
	Title  string
	Reason string // a sentence
	URL    string // where its last good version is live; empty where there is none
}

// WriteReport writes the report page of one commit: a whole HTML document that needs no other file and no script.
func WriteReport(w io.Writer, r *Report) error {
	return reportPage.Execute(w, r)
}
