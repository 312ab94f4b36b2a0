package config

// Matches says whether a path of the source is meant by one of the entries of a list such as exclude: as a glob whose * also matches slashes, or
// as the beginning of the path (EntryFilter#glob_include?).
func Matches(list []string, path string) bool { return matchAny(newPatterns(list), path, false) }
