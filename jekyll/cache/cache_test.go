package cache_test

import (
	"testing"

	"github.com/galleypress/galley/jekyll/cache"
)

func TestWhatOneRoundDoesNotUseIsForgottenInTheNext(t *testing.T) {
	m := cache.NewMemory()
	m.Put("used", []byte("a"))
	m.Put("idle", []byte("b"))
	m.Next()
	if v, ok := m.Get("used"); !ok || string(v) != "a" {
		t.Errorf("in the next round: %q %v", v, ok)
	}
	m.Next()
	if _, ok := m.Get("used"); !ok {
		t.Error("what the round before used is gone")
	}
	if _, ok := m.Get("idle"); ok {
		t.Error("what no round used is still there")
	}
}
