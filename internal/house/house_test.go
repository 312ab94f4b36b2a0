// Package house holds the rules of the house: which room may lead into which. It has no code of its own.
package house

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/galleypress/galley"

// A rule forbids everything in some rooms to lead, directly or through others, into any of some other packages.
// A name stands for the package and all below it.
type rule struct {
	why   string
	from  []string
	never []string
}

var rules = []rule{
	{
		why:   "the languages stand alone, so that others can use them",
		from:  []string{"jekyll/kramdown", "jekyll/liquid"},
		never: []string{"jekyll", "lint", "store", "press", "github", "gitrepo", "host", "queue", "settings", "cdn", "templates", "functions", "cmd"},
	},
	{
		why: "nothing leads into a door",
		from: []string{
			"jekyll", "lint", "store", "press", "github", "gitrepo", "host", "queue", "settings", "cdn", "templates", "demo",
		},
		never: []string{"functions", "cmd"},
	},
	{
		why:   "Jekyll's behaviour knows nothing of publishing",
		from:  []string{"jekyll"},
		never: []string{"lint", "store", "press", "github", "gitrepo", "queue"},
	},
	{
		why:   "facts are read without rendering, so that the linter starts quickly",
		from:  []string{"lint", "cmd/lint", "jekyll/site", "jekyll/config", "jekyll/frontmatter", "jekyll/psych"},
		never: []string{"jekyll/render", "jekyll/plugins", "jekyll/kramdown/highlight", "github.com/alecthomas/chroma", "github.com/aws", "gocloud.dev", "github.com/google/go-github", "net/http"},
	},
	{
		why:   "the webhook verifies and queues, and does nothing else",
		from:  []string{"functions/webhook"},
		never: []string{"jekyll", "lint", "store", "press", "templates", "gitrepo"},
	},
	{
		why:  "the functions link no cloud's SDK but AWS's",
		from: []string{"functions"},
		// googleapi alone, which has an error's type, comes with gocloud.dev/blob itself, for its retries.
		never: []string{"cloud.google.com", "google.golang.org/api/option", "google.golang.org/api/storage", "google.golang.org/api/transport", "github.com/Azure"},
	},
	{
		why:   "a host's words have no behaviour",
		from:  []string{"host"},
		never: []string{"jekyll", "lint", "store", "press", "github", "gitrepo", "queue", "settings", "cdn", "templates", "demo", "functions", "cmd", "net/http"},
	},
	{
		why:   "storage knows bytes, not blogs",
		from:  []string{"store"},
		never: []string{"jekyll", "lint", "press", "github", "gitrepo", "queue", "templates"},
	},
}

type goPackage struct {
	ImportPath string
	Deps       []string
}

func TestEachRoomLeadsOnlyDownwards(t *testing.T) {
	packages := listPackages(t)
	for _, r := range rules {
		t.Run(r.why, func(t *testing.T) {
			for _, p := range packages {
				room := strings.TrimPrefix(p.ImportPath, module+"/")
				if !within(room, r.from) {
					continue
				}
				for _, dep := range p.Deps {
					depRoom := strings.TrimPrefix(dep, module+"/")
					if within(depRoom, r.never) && !sameRoom(room, depRoom, r.from) {
						t.Errorf("%s leads to %s, but %s", room, depRoom, r.why)
					}
				}
			}
		})
	}
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Deps", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("go list: %v\n%s", err, failed.Stderr)
		}
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); err == io.EOF {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// within tells whether name is one of rooms or lies below one.
func within(name string, rooms []string) bool {
	for _, room := range rooms {
		if name == room || strings.HasPrefix(name, room+"/") {
			return true
		}
	}
	return false
}

// sameRoom tells whether both names lie in the same one of the rooms: a room may use its own inner rooms.
func sameRoom(a, b string, rooms []string) bool {
	for _, room := range rooms {
		if within(a, []string{room}) && within(b, []string{room}) {
			return true
		}
	}
	return false
}
