package site

import (
	"sort"
	"time"

	"github.com/galleypress/galley/jekyll/psych"
)

// Fact is what Jekyll would do with one post file: a line of `galley inspect --json`.
type Fact struct {
	Path      string `json:"path"`
	Published bool   `json:"published"`
	// Reason says why it is not published.
	Reason string `json:"reason"`
	URL    string `json:"url"`
	// Date in UTC as RFC 3339.
	Date string `json:"date"`
	// Title is empty where there is none, which happens only when the front matter cannot be read.
	Title string `json:"title"`
	// Layout is nil where there is none.
	Layout     *string  `json:"layout"`
	Categories []string `json:"categories"`
	// Tags are nil, and not empty, when the front matter cannot be read.
	Tags []string `json:"tags"`
}

// Facts returns a fact for every file in the folders _posts and _drafts, and for what looks like a post in a misnamed folder, by path.
func (s *Site) Facts() []Fact {
	facts := make([]Fact, 0, len(s.Posts)+len(s.Hidden))
	for _, docs := range [][]*Document{s.Posts, s.Hidden} {
		for _, d := range docs {
			facts = append(facts, d.Fact())
		}
	}
	sort.Slice(facts, func(i, j int) bool { return facts[i].Path < facts[j].Path })
	return facts
}

// Fact returns what Jekyll would do with the document.
func (d *Document) Fact() Fact {
	f := Fact{
		Path: d.Path, Published: d.Published, Reason: d.Reason, URL: d.URL, Date: d.Date.UTC().Format(time.RFC3339),
		Title: d.Title, Categories: d.Categories, Tags: d.Tags,
	}
	if layout := d.Data.Value("layout"); layout != nil {
		text := psych.ToS(layout)
		f.Layout = &text
	}
	return f
}
