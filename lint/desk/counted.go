package desk

import (
	"io/fs"
	"sync/atomic"
)

// counted is a file system that tells how many files have been opened.
type counted struct {
	under  fs.FS
	opened atomic.Int64
	tell   func(done, total int)
}

func (c *counted) Open(name string) (fs.File, error) {
	c.tell(int(c.opened.Add(1)), 0)
	return c.under.Open(name)
}

func (c *counted) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(c.under, name) }
func (c *counted) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(c.under, name) }
