package lint

// Settings are what a site says about the rules under `galley: lint:` in its _config.yml. The zero value and nil say nothing.
type Settings struct {
	Rules    map[string]Severity // a rule's level, where it is not the rule's own
	Paths    []PathSettings      // levels for some files only; of several that match, the last one counts
	Ignore   []string            // globs of files that are not checked at all
	Required []string            // keys that every post must have
	Tags     []string            // the tags that posts may have; none given: any
	Keys     []string            // the site's own keys, which are no misspellings of others
}

// PathSettings are rules' levels for the files that match a glob.
type PathSettings struct {
	Globs []string
	Rules map[string]Severity
}
