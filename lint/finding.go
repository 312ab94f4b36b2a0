package lint

// A Finding is one fault in one file. Lines and columns count from 1, columns in characters; the end is the place just behind
// the last character at fault. A fault of the whole file, such as its name, is at line 1, column 1, with an empty width.
type Finding struct {
	Path      string   `json:"path"` // slash-separated, from the site's root
	Line      int      `json:"line"`
	Column    int      `json:"column"`
	EndLine   int      `json:"end_line"`
	EndColumn int      `json:"end_column"`
	Rule      string   `json:"rule"`
	Severity  Severity `json:"severity"`
	Message   string   `json:"message"` // the fault, the effect and the remedy, in this order
	Fix       *Fix     `json:"fix"`     // how to mend it by machine; nil where only a person can

	Fault  string `json:"-"` // the message's first part alone, for places as short as a commit status
	Effect string `json:"-"` // what readers of the blog would see
	Remedy string `json:"-"` // what to do about it
	Source string `json:"-"` // the line at fault, without its line end; empty for a fault of the whole file
}

// A Fix is what `lint --fix` does about a finding: edits of the file, or another name for it.
type Fix struct {
	Message string `json:"message"`          // what mending does, as an order: "write the tags as a list"
	Edits   []Edit `json:"edits,omitempty"`  // sorted by place, not overlapping
	Rename  string `json:"rename,omitempty"` // the file's new path from the site's root; done only on `--fix --rename`
}

// An Edit replaces the text between two places of the file by another.
type Edit struct {
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Text      string `json:"text"`

	start, end int // the same places in bytes from the file's beginning
}
