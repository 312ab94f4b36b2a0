package jemoji

import (
	"testing"

	"github.com/yuin/goldmark-emoji/definition"
)

// Debian has no jemoji; what is expected here is what its documentation and tests show.
func TestNamesBecomePictures(t *testing.T) {
	picture := func(name, file string) string {
		return `<img class="emoji" title=":` + name + `:" alt=":` + name + `:" src="https://assets.example.org/emoji/` + file + `" height="20" width="20">`
	}
	tests := map[string]struct{ text, want string }{
		"a name":                         {"I give this plugin two :+1:!", "I give this plugin two " + picture("+1", "unicode/1f44d.png") + "!"},
		"two names beside each other":    {":tada::tada:", picture("tada", "unicode/1f389.png") + picture("tada", "unicode/1f389.png")},
		"a name of GitHub's own":         {":octocat:", picture("octocat", "octocat.png")},
		"a flag, of two characters":      {":kr:", picture("kr", "unicode/1f1f0-1f1f7.png")},
		"a variation that is not spoken": {":heart:", picture("heart", "unicode/2764.png")},
		"what is no name":                {"10:30:15 and :nosuchname:", "10:30:15 and :nosuchname:"},
		"a name behind another colon":    {"a:xyz:tada:", "a:xyz" + picture("tada", "unicode/1f389.png")},
	}
	p := pictures{names: definition.Github(), root: "https://assets.example.org"}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := p.put(test.text); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}
