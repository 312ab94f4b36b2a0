package main

import (
	"strings"
	"testing"
	"time"
)

func TestProgressIsToldOnlyToThoseWhoWait(t *testing.T) {
	var soon, late strings.Builder
	p := &progress{w: &soon, began: time.Now()}
	p.tell(64, 0)
	p.end()
	if soon.String() != "" {
		t.Errorf("it speaks at once: %q", soon.String())
	}
	p = &progress{w: &late, began: time.Now().Add(-2 * patience)}
	p.tell(63, 0) // not every file is told
	p.tell(64, 0)
	p.tell(128, 500) // too soon after the last
	p.next = time.Time{}
	p.tell(128, 500)
	p.end()
	if want := clearLine + "read 64 files" + clearLine + "checked 128 of 500 files" + clearLine; late.String() != want {
		t.Errorf("have %q, want %q", late.String(), want)
	}
}
