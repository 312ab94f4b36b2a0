package storetest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"sync"

	"github.com/galleypress/galley/store"
)

// Memory is a bucket in memory, for tests that make thousands of them.
type Memory struct {
	mu      sync.Mutex
	writes  int
	objects map[string]object
}

type object struct {
	data    []byte
	header  store.Header
	version string
}

// Objects are the bucket's contents by their keys.
func (m *Memory) Objects() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := map[string]string{}
	for key, o := range m.objects {
		all[key] = string(o.data)
	}
	return all
}

// Clone copies the bucket.
func (m *Memory) Clone() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &Memory{writes: m.writes, objects: maps.Clone(m.objects)}
}

// Read is store.Bucket's.
func (m *Memory) Read(_ context.Context, key string) (io.ReadCloser, string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.objects[key]
	if !ok {
		return nil, "", fmt.Errorf("%s: %w", key, store.ErrNotFound)
	}
	return io.NopCloser(bytes.NewReader(o.data)), o.version, nil
}

// Write is store.Bucket's.
func (m *Memory) Write(ctx context.Context, key string, header store.Header, body io.Reader) error {
	data, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(key, header, data)
	return nil
}

// WriteIf is store.Bucket's.
func (m *Memory) WriteIf(_ context.Context, key string, header store.Header, data []byte, version string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.objects[key].version != version {
		return "", fmt.Errorf("%s: %w", key, store.ErrConflict)
	}
	return m.put(key, header, bytes.Clone(data)), nil
}

func (m *Memory) put(key string, header store.Header, data []byte) string {
	m.writes++
	if m.objects == nil {
		m.objects = map[string]object{}
	}
	version := fmt.Sprint("v", m.writes)
	m.objects[key] = object{data: data, header: header, version: version}
	return version
}

// Delete is store.Bucket's.
func (m *Memory) Delete(_ context.Context, keys ...string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, key := range keys {
		delete(m.objects, key)
	}
	return nil
}

// Close is store.Bucket's.
func (m *Memory) Close() error { return nil }
