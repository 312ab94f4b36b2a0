package render

// Cache keeps what is costly to make and depends on nothing but its key. It must be safe for use by several goroutines. Losing an entry is harmless.
type Cache interface {
	// Get returns what was Put under the key.
	Get(key string) (value []byte, ok bool)
	// Put keeps value; it must not be changed afterwards.
	Put(key string, value []byte)
}
