package site

// Fact is what Jekyll would do with one post file: a line of `galley inspect --json`.
type Fact struct {
	Path      string `json:"path"`
	Published bool   `json:"published"`
	// Reason says why it is not published.
	Reason string `json:"reason,omitempty"`
	URL    string `json:"url,omitempty"`
	// Date in UTC as RFC 3339.
	Date string `json:"date,omitempty"`
	// Title and Layout are nil where Jekyll has none.
	Title      any      `json:"title"`
	Layout     any      `json:"layout"`
	Categories []string `json:"categories"`
	Tags       []string `json:"tags"`
}

// Facts returns a fact for every file in the folders _posts and _drafts, and for what looks like a post in a misnamed folder, by path.
func (s *Site) Facts() []Fact { return s.facts() }
