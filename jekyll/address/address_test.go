package address_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/galleypress/galley/jekyll/address"
)

// The expected results are Addressable's own; testdata/regenerate.rb writes them.
func TestAddressesAreReadAsAddressableReadsThem(t *testing.T) {
	data, err := os.ReadFile("testdata/addressable.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		In                           string
		Normalize, Component, Encode *string // null where the library refuses the address
		Absolute                     *bool
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.In, func(t *testing.T) {
			check := func(what, got string, want *string) {
				if want != nil && got != *want {
					t.Errorf("%s: got %q, want %q", what, got, *want)
				}
			}
			check("normalize", address.Normalize(c.In), c.Normalize)
			check("normalize_component", address.NormalizeComponent(c.In), c.Component)
			check("encode", address.Encode(c.In), c.Encode)
			if got := address.Absolute(c.In); c.Absolute != nil && got != *c.Absolute {
				t.Errorf("absolute: got %v, want %v", got, *c.Absolute)
			}
		})
	}
}

func FuzzAnyTextIsTakenAsAnAddress(f *testing.F) {
	for _, s := range []string{"/a b", "/%41", "/a/../b", "https://EXAMPLE.com:443/x?y=%2b#z", "%", "//", ":"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		address.Parse(s)
		address.Encode(s)
		address.Normalize(s)
	})
}
