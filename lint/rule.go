package lint

import (
	"slices"
	"sync"
)

// A Rule is one thing that can be wrong with a file, as a value: what it is, how sure it is, and the check itself.
type Rule struct {
	Name    string   // as in reports, settings and comments: "tags-split"
	Family  string   // the rules it belongs with: "tags"
	Level   Severity // its severity unless the settings say otherwise
	Summary string   // what it looks for, in a few words
	Effect  string   // one sentence: what readers of the blog would see
	Mended  string   // one sentence: what `--fix` does about it, or why it leaves it to a person
	Wrong   Example
	Right   Example

	check func(*checker)
}

// An Example is a small site that shows a rule at work.
type Example struct {
	Path  string            // the file that the example is about; empty: a post with an ordinary name
	Text  string            // its content; in a wrong one, the place at fault stands between « and »
	Files map[string]string // the files around it, where the rule looks beyond one file
}

// DefaultExamplePath is the name of the file that an example without a path is about.
const DefaultExamplePath = "_posts/2024-05-01-spring.md"

// families are the rules' tables in the order in which people meet them.
var families = [][]Rule{
	whereRules,
	frontMatterRules,
	yamlRules,
	keyRules,
	dateRules,
	titleRules,
	listRules,
	tocRules,
	urlRules,
	layoutRules,
	imageRules,
	ownRules,
}

var table = sync.OnceValue(func() []Rule { return slices.Concat(families...) })

// Rules returns all rules, family by family.
func Rules() []Rule { return slices.Clone(table()) }

// Lookup returns the rule of that name.
func Lookup(name string) (Rule, bool) {
	for _, r := range table() {
		if r.Name == name {
			return r, true
		}
	}
	return Rule{}, false
}

// RuleNames returns the names of all rules, family by family.
func RuleNames() []string {
	names := make([]string, 0, len(table()))
	for _, r := range table() {
		names = append(names, r.Name)
	}
	return names
}

// NearestRule returns the rule's name that a wrong one is most likely meant to be; ok is false where none is near.
func NearestRule(name string) (nearest string, ok bool) {
	return nearestName(name, RuleNames())
}
