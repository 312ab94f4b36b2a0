package liquid

import (
	"sync"
	"sync/atomic"
)

// maxCached and maxCachedKey bound a cache whose keys come from templates.
const (
	maxCached    = 4096
	maxCachedKey = 1024
)

// cache keeps what was compiled from a text. When it is full, it keeps what it has.
type cache[T any] struct {
	m sync.Map
	n atomic.Int32
}

func (c *cache[T]) get(key string) (value T, ok bool) {
	v, ok := c.m.Load(key)
	if !ok {
		return value, false
	}
	return v.(T), true
}

func (c *cache[T]) put(key string, value T) {
	if c.n.Load() >= maxCached || len(key) > maxCachedKey {
		return
	}
	if _, loaded := c.m.LoadOrStore(key, value); !loaded {
		c.n.Add(1)
	}
}
