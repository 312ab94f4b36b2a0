package press

import "errors"

// Limits guard against sites that no blog is. Sizes are in bytes.
type Limits struct {
	Files     int   // files in a commit
	TextFile  int64 // one file that is held in memory
	TextTotal int64 // all files that are held in memory together
	File      int64 // one file that is streamed to the store
	Total     int64 // all files of a commit together
}

// DefaultLimits are far above the largest blog that we know and far below what exhausts a function.
var DefaultLimits = Limits{
	Files:     200_000,
	TextFile:  8 << 20,
	TextTotal: 512 << 20,
	File:      2 << 30,
	Total:     20 << 30,
}

// The errors of a commit that is not taken as it is. They are for the blog's author to mend.
var (
	// ErrTooMany: the commit has more files than Limits.Files.
	ErrTooMany = errors.New("too many files")
	// ErrTooLarge: a file, or all of them together, have more bytes than the limits allow.
	ErrTooLarge = errors.New("too large")
	// ErrUnsafePath: a file's name leads out of the archive that it came in.
	ErrUnsafePath = errors.New("unsafe path")
)

func (l Limits) orDefault() Limits {
	if l == (Limits{}) {
		return DefaultLimits
	}
	return l
}
