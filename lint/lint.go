// Package lint is the proof-reader: it knows what Jekyll will do with every file of a site, and says where that is not what the
// author meant, what readers would see, and how to mend it.
//
// The facts come from jekyll/site; the rules, values in a table with one file a family, judge them. The package reads the site it is
// given and nothing else: no network, no clock, and it never writes. Mending is worked out here (Fix, Mend) and carried out by the caller.
package lint

import "time"

// Options say what to check, and how strictly.
type Options struct {
	// Now is the moment at which the site would be built; posts dated later count as in the future. Required.
	Now time.Time

	// Paths, if any, are the files and folders to report on, slash-separated from the site's root. The whole site is still known to
	// the rules, so that a given file that takes another's URL is found.
	Paths []string

	// Settings are the site's own, from the key `galley: lint:` in its _config.yml; nil stands for none.
	Settings *Settings

	// Progress, if any, is told how many files of how many have been checked. It may be called from several goroutines at once.
	Progress func(done, total int)
}
