package queue_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/queue"
)

var pull = queue.Job{
	Delivery: "72d3162e-cc78-11e3-81ab-4c9367dc0958", Event: queue.PullRequest, Repository: "kim/blog", Branch: "초안/첫-글",
	Commit: strings.Repeat("a", 40), Before: strings.Repeat("b", 40), PullRequest: 7, Base: "main", Head: "lee/blog", Fork: true,
	Received: time.Date(2026, 11, 23, 8, 30, 0, 0, time.UTC),
}

func TestAJobComesOffTheWireAsItWentOn(t *testing.T) {
	data, err := pull.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := queue.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if got != pull {
		t.Errorf("got %+v, want %+v", got, pull)
	}
}

func TestTheWireHasAVersion(t *testing.T) {
	data, err := pull.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	if fields["version"] != float64(queue.Version) || fields["pull_request"] != float64(7) || fields["received"] != "2026-11-23T08:30:00Z" {
		t.Errorf("unexpected form on the wire: %s", data)
	}
}

func TestWhatIsNoJobIsRefused(t *testing.T) {
	for name, test := range map[string]struct{ data, want string }{
		"no JSON":            {`hello`, "not a job"},
		"a later version":    {`{"version":2,"event":"push","repository":"a/b","branch":"c","commit":"d"}`, "version 2"},
		"no version":         {`{"event":"push","repository":"a/b","branch":"c","commit":"d"}`, "version 0"},
		"an unknown event":   {`{"version":1,"event":"star","repository":"a/b","branch":"c","commit":"d"}`, "star"},
		"without repository": {`{"version":1,"event":"push","branch":"c","commit":"d"}`, "no repository"},
		"without branch":     {`{"version":1,"event":"push","repository":"a/b","commit":"d"}`, "no branch"},
		"without commit":     {`{"version":1,"event":"push","repository":"a/b","branch":"c"}`, "no commit"},
		"with half a hash":   {`{"version":1,"event":"push","repository":"a/b","branch":"c","commit":"../x"}`, "not a full hash"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := queue.Decode([]byte(test.data)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestAGroupIsABranchOfARepository(t *testing.T) {
	base := queue.Job{Repository: "kim/blog", Branch: "main"}
	alike := map[string]queue.Job{
		"another commit":          {Repository: "kim/blog", Branch: "main", Commit: "1"},
		"a pull request from it":  {Repository: "kim/blog", Branch: "main", Event: queue.PullRequest, Head: "kim/blog"},
		"capitals in the name":    {Repository: "Kim/Blog", Branch: "main"},
		"a later delivery of all": {Repository: "kim/blog", Branch: "main", Delivery: "2"},
	}
	for name, j := range alike {
		if j.Group() != base.Group() {
			t.Errorf("%s: another group than its branch's", name)
		}
	}
	others := map[string]queue.Job{
		"another branch":           {Repository: "kim/blog", Branch: "draft"},
		"a branch with capitals":   {Repository: "kim/blog", Branch: "Main"},
		"another repository":       {Repository: "lee/blog", Branch: "main"},
		"a fork's branch":          {Repository: "kim/blog", Branch: "main", Head: "lee/blog", Fork: true},
		"a name that spells alike": {Repository: "kim/blogm", Branch: "ain"},
	}
	for name, j := range others {
		if j.Group() == base.Group() {
			t.Errorf("%s: the same group", name)
		}
	}
}

func TestAGroupKeepsToSQSsCharactersAndLength(t *testing.T) {
	allowed := regexp.MustCompile("^[A-Za-z0-9!\"#$%&'()*+,\\-./:;<=>?@[\\\\\\]^_`{|}~]{1,128}$")
	for _, branch := range []string{"main", "초안", strings.Repeat("a/very/long/branch/", 20), "emoji-🎉", "a b"} {
		if group := (queue.Job{Repository: "kim/blog", Branch: branch}).Group(); !allowed.MatchString(group) {
			t.Errorf("branch %q: group %q", branch, group)
		}
	}
}

func FuzzDecode(f *testing.F) {
	data, err := pull.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"version":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		job, err := queue.Decode(data)
		if err != nil {
			return
		}
		again, err := job.Encode()
		if err != nil {
			t.Fatalf("a decoded job cannot be encoded: %v", err)
		}
		if _, err := queue.Decode(again); err != nil {
			t.Fatalf("a job cannot be read again: %v", err)
		}
	})
}
