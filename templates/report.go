package templates

import (
	"io"
	"time"
)

// Report is what the report page of one commit shows: what was checked, what was found, what was published and what
// was held back. Any text in it may come from strangers; the page escapes it and follows only http and https links.
type Report struct {
	Repository    string    // owner/name, or the name of a local repository
	RepositoryURL string    // where to look at it; empty where there is no such page
	Branch        string    // the branch that was pushed, or that a pull request comes from
	PullRequest   int       // its number; 0 for a push
	Commit        string    // the full hash
	CommitURL     string    // where to look at it; empty where there is no such page
	Subject       string    // the first line of the commit's message
	Author        string    // who wrote the commit
	Time          time.Time // when the proof was read, shown in the time's own zone

	SiteName string // the blog's title; may be empty
	SiteURL  string // where the blog is live; may be empty

	Lint    Status // galley/lint
	Publish Status // galley/publish; the zero value where nothing was to be published, as for a pull request

	Checked   int       // files that were proof-read
	Findings  []Finding // sorted by path, line and column
	Published []Change  // what readers see anew
	Held      []Held    // posts that were held back
	Problem   string    // why the site could not be built or stored at all, a sentence or several lines; empty where it could
}

// Status is one commit status as GitHub shows it.
type Status struct {
	State       string // pending, success, failure or error; empty where there is none
	Description string
}

// Finding is one fault that the proof-reader found. Lines and columns count from 1, columns in characters; the end is
// the place just behind the last character at fault.
type Finding struct {
	Path               string
	Line, Column       int    // line 0: the fault is that of the whole file, its name say
	EndLine, EndColumn int    // 0 where not known
	Severity           string // error, warning or note
	Rule               string
	Fault              string // what is wrong
	Effect             string // what readers would see; may be empty
	Remedy             string // what to write instead; may be empty
	Fix                string // what `lint --fix` would do; empty where only a person can mend it
	Source             string // the line at fault without its line end; may be empty
	Link               string // leads to the line; empty where there is no such page
}

// Change is one thing that readers see anew.
type Change struct {
	Kind  string // added, changed, moved or removed
	Title string // the page's; empty where it has none
	Path  string // its source file; empty where a plugin made it
	URL   string // where it is live; empty where it was removed
}

// Held is a post that was held back.
type Held struct {
	Path   string
	Title  string // may be empty
	Reason string // a sentence
	URL    string // where its last good version is live; empty where there is none
}

// WriteReport writes the report page of one commit: a whole HTML document that needs no other file and no script,
// and asks search engines to stay away. The error is w's.
func WriteReport(w io.Writer, r *Report) error {
	return reportPage.Execute(w, newReportView(r))
}
