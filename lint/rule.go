package lint

// A Rule is one thing that can be wrong with a file, as a value: what it is, how sure it is, and the check itself.
type Rule struct {
	Name   string   // as in reports, settings and comments: "tags-split"
	Family string   // the rules it belongs with: "tags"
	Level  Severity // its severity unless the settings say otherwise
	Effect string   // one sentence: what readers of the blog would see
	Mended string   // one sentence: what `--fix` does about it, or why it leaves it to a person
	Wrong  Example
	Right  Example
}

// An Example is a small site that shows a rule at work.
type Example struct {
	Path string // the file that the example is about
	Text string
	Site map[string]string // the files around it, where the rule looks beyond one file
}
