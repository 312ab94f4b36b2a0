package config

import (
	"path"
	"strings"
)

// Entry is why an entry of the source is not read; it is empty for one that is.
type Entry string

// Reasons of EntryFilter.
const (
	Read     Entry = ""
	Excluded Entry = "excluded by the configuration"
	Special  Entry = "its name begins with ., _, # or ~"
	Backup   Entry = "its name ends with ~"
	Dot      Entry = "its name ends with a point"
)

// Filter is Jekyll's EntryFilter: whether an entry is read. Base is the folder that is being read, as a path in the source ("" for its top;
// for a collection, the collection's folder without the collections_dir); entry is the path of the file or folder in it.
func (c *Config) Filter(base, entry string, isDir bool) Entry {
	if strings.HasSuffix(entry, ".") {
		return Dot
	}
	name := path.Base(entry)
	included := matchAny(c.include, entry, isDir && base == "") || name != entry && matchAny(c.include, name, false)
	if included {
		return Read
	}
	inSource := entry
	if base != "" {
		inSource = base + "/" + entry
	}
	switch {
	case matchAny(c.exclude, inSource, isDir):
		return Excluded
	case startsSpecial(entry), startsSpecial(name):
		return Special
	case strings.HasSuffix(entry, "~"):
		return Backup
	}
	return Read
}

func matchAny(patterns []pattern, entry string, isDir bool) bool {
	for i := range patterns {
		if patterns[i].matches(entry, isDir) {
			return true
		}
	}
	return false
}

func startsSpecial(name string) bool { return name != "" && strings.IndexByte("._#~", name[0]) >= 0 }
