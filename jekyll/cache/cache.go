// Package cache holds what building a site makes of its parts, from one build to the next. It serves as render.Cache.
package cache

import "sync"

// Memory keeps what the last two rounds used. Call Next when a build begins: what the build before last used, and no later one, is forgotten then,
// so that a server that builds again and again does not grow.
type Memory struct {
	mu          sync.Mutex
	young, aged map[string][]byte
}

// NewMemory returns an empty cache.
func NewMemory() *Memory { return &Memory{young: map[string][]byte{}} }

// Next begins a round.
func (m *Memory) Next() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.aged, m.young = m.young, map[string][]byte{}
}

// Get returns what was put under the key in this round or the one before.
func (m *Memory) Get(key string) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.young[key]
	if !ok {
		if v, ok = m.aged[key]; ok {
			m.young[key] = v
		}
	}
	return v, ok
}

// Put keeps a value for this round and the next.
func (m *Memory) Put(key string, value []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.young[key] = value
}
