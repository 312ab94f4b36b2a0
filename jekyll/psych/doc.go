// Package psych reads YAML as Ruby's Psych does, which is what Jekyll sees: YAML 1.1 booleans, octal and sexagesimal numbers, numbers
// with underscores, dates and times without a zone, merge keys, the last of two equal keys.
//
// Text becomes a tree of nodes of go.yaml.in/yaml/v3 with positions (Parse), and a tree becomes values (Decode):
//
//	nil, bool, int64, *big.Int, float64, string, Date, time.Time, []any, *Map
//
// Where Debian's Jekyll (Psych alone) and the published gem (safe_yaml) differ, the gem's answer counts: ":symbols" stay strings with their
// colon. Tags that name Ruby classes are ignored; nothing in a file can make anything but the values above.
//
// The package knows nothing of front matter, files or sites.
package psych
