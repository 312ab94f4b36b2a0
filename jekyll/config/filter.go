package config

import (
	"path"
	"strings"
)

// Entry is why an entry of the source is not read.
type Entry string

// Reasons of EntryFilter.
const (
	Read     Entry = ""
	Excluded Entry = "excluded"
	Special  Entry = "special" // begins with . _ # or ~
	Backup   Entry = "backup"  // ends with ~
	Dot      Entry = "dot"     // ends with a point
)

// Filter is Jekyll's EntryFilter: whether an entry is read. Base is the folder that is being read, as a path in the source ("" for its top;
// for a collection, the collection's folder without the collections_dir); entry is the path of the file or folder in it.
func (c *Config) Filter(base, entry string, isDir bool) Entry {
	if strings.HasSuffix(entry, ".") {
		return Dot
	}
	name := path.Base(entry)
	included := c.matches(c.Include, entry, false) || c.matches(c.Include, name, false)
	if !included && c.matches(c.exclude, path.Join(base, entry), isDir) {
		return Excluded
	}
	switch {
	case included:
		return Read
	case startsSpecial(entry), startsSpecial(name):
		return Special
	case strings.HasSuffix(entry, "~"):
		return Backup
	}
	return Read
}

func startsSpecial(name string) bool { return name != "" && strings.IndexByte("._#~", name[0]) >= 0 }
