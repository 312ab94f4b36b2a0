package press

// Limits guard against sites that no blog is.
type Limits struct {
	Files     int   // files in a commit
	TextFile  int64 // bytes of one file that is held in memory
	TextTotal int64 // bytes of all files that are held in memory together
	File      int64 // bytes of one file that is streamed to the store
	Total     int64 // bytes of all files of a commit
}

// DefaultLimits are far above the largest blog that we know and far below what exhausts a function.
var DefaultLimits = Limits{
	Files:     200_000,
	TextFile:  8 << 20,
	TextTotal: 512 << 20,
	File:      2 << 30,
	Total:     20 << 30,
}
