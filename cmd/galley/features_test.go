package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The scenarios are Jekyll's own (testdata/features, MIT). Set GALLEY_FEATURES_ORACLE=jekyll to run them with an installed Jekyll instead, which
// shows which of them are no longer true of it.
func TestJekyllsOwnFeatures(t *testing.T) {
	files, err := filepath.Glob("testdata/features/*.feature")
	if err != nil || files == nil {
		t.Fatalf("no features: %v", err)
	}
	fixtures, err := filepath.Abs("testdata/features")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		for _, s := range readScenarios(t, file) {
			name, _, _ := strings.Cut(s.name, ", example")
			if reason, ok := outdated[name]; ok && os.Getenv("GALLEY_FEATURES_ORACLE") == "" {
				t.Logf("left out: %s: %s", s.name, reason)
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".feature")+"/"+s.name, func(t *testing.T) {
				w := &world{fixtures: fixtures}
				t.Chdir(t.TempDir())
				for _, step := range s.steps {
					if err := w.run(step); err != nil {
						t.Fatalf("line %d: %s: %v\noutput:\n%s", step.line, step.text, err, w.output.String())
					}
				}
			})
		}
	}
}

const (
	otherFixtures   = "its fixtures changed with later versions: Jekyll 4.3.1 fails it in the same way"
	needsPaginate   = "pagination is a plugin now, which the scenario does not name: Jekyll 4.3.1 fails it in the same way"
	needsOtherGem   = "it needs a gem that is not among Jekyll 4's: Jekyll 4.3.1 fails it in the same way"
	otherBehaviour  = "Jekyll 4.3.1 behaves otherwise, and fails it in the same way"
	needsIncrements = "it regenerates without --incremental, as Jekyll before 4 did: Jekyll 4.3.1 fails it in the same way"
)

// outdated are scenarios that Jekyll 4.3.1 fails itself. They were found with GALLEY_FEATURES_ORACLE.
var outdated = map[string]string{
	"All the documents":                                               otherFixtures,
	"Collections specified as an array":                               otherFixtures,
	"Collections specified as an hash":                                otherFixtures,
	"Documents have an output attribute, which is the converted HTML": otherFixtures,
	"Rendered collection":                                             otherFixtures,
	"Rendered document in a layout":                                   otherFixtures,
	"Sort by relative_path":                                           otherFixtures,
	"Sort by title":                                                   otherFixtures,
	"Unrendered collection":                                           otherFixtures,
	"Blank site":                                                      "it makes a site, which is not among Galley's commands",
	"Sort pages by the title":                                         otherBehaviour,
	"Sort pages by the title ordering pages without title last":       otherBehaviour,
	"Generate a metadata file":                                        needsIncrements,
	"Rebuild when layout is changed":                                  needsIncrements,
	"Markdown in pagination on index":                                 needsPaginate,
	"Maruku fenced codeblocks":                                        needsOtherGem,
	"Maruku fenced codeblocks with syntax highlighting":               needsOtherGem,
	"Paginate with N posts per page":                                  needsPaginate,
	"Setting a custom pagination path":                                needsPaginate,
	"Setting a custom pagination path without an index.html in it":    needsPaginate,
	"Add a gem-based plugin":                                          needsOtherGem,
	"Add a whitelist to restrict some gems but allow others":          needsOtherGem,
	"Override page.path variable":                                     otherBehaviour,
	"An excerpt from a post with a layout which has context":          otherBehaviour,
	"Don't place asset files in layout":                               needsOtherGem,
	"Render liquid in CoffeeScript":                                   needsOtherGem,
	"Render liquid in Sass":                                           otherBehaviour,
	"Using a different layouts directory":                             otherBehaviour,
}

type scenario struct {
	name     string
	steps    []step
	examples []map[string]string
}

type step struct {
	line  int
	text  string
	table []map[string]string
	doc   string
}

var stepLine = regexp.MustCompile(`^(?:Given|When|Then|And|But) (.*)$`)

// readScenarios reads the part of Gherkin that the features use: steps, tables and texts between three quotes.
func readScenarios(t *testing.T, file string) []scenario {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []scenario
	var header []string
	inDoc, inExamples, indent := false, false, ""
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		raw := lines.Text()
		line := strings.TrimSpace(raw)
		var last *step
		if len(all) > 0 && len(all[len(all)-1].steps) > 0 {
			steps := all[len(all)-1].steps
			last = &steps[len(steps)-1]
		}
		switch {
		case line == `"""`:
			inDoc = !inDoc
			indent = raw[:len(raw)-len(strings.TrimLeft(raw, " "))]
		case inDoc:
			last.doc += strings.TrimPrefix(raw, indent) + "\n"
		case strings.HasPrefix(line, "Scenario"):
			_, name, _ := strings.Cut(line, ":")
			all = append(all, scenario{name: strings.TrimSpace(name)})
			inExamples = false
		case line == "Examples:":
			inExamples = true
		case strings.HasPrefix(line, "|"):
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			if header == nil {
				header = cells
				continue
			}
			row := map[string]string{"": strings.Join(header, "\x00")}
			for i, key := range header {
				row[key] = cells[i]
			}
			if s := &all[len(all)-1]; inExamples {
				s.examples = append(s.examples, row)
			} else {
				last.table = append(last.table, row)
			}
			continue
		default:
			if m := stepLine.FindStringSubmatch(line); m != nil && len(all) > 0 {
				s := &all[len(all)-1]
				s.steps = append(s.steps, step{line: n, text: m[1]})
			}
		}
		header = nil
	}
	var plain []scenario
	for _, s := range all {
		plain = append(plain, s.outlined()...)
	}
	return plain
}

// outlined is a scenario outline's scenarios, one for each row of its examples; any other scenario is itself.
func (s scenario) outlined() []scenario {
	if s.examples == nil {
		return []scenario{s}
	}
	var all []scenario
	for i, row := range s.examples {
		var pairs []string
		for key, value := range row {
			pairs = append(pairs, "<"+key+">", value)
		}
		fill := strings.NewReplacer(pairs...)
		one := scenario{name: fmt.Sprintf("%s, example %d", s.name, i+1)}
		for _, st := range s.steps {
			st.text, st.doc = fill.Replace(st.text), fill.Replace(st.doc)
			var table []map[string]string
			for _, r := range st.table {
				filled := map[string]string{}
				for key, value := range r {
					filled[fill.Replace(key)] = fill.Replace(value)
				}
				table = append(table, filled)
			}
			st.table = table
			one.steps = append(one.steps, st)
		}
		all = append(all, one)
	}
	return all
}

// world is the site of one scenario, in the current folder.
type world struct {
	fixtures string
	output   bytes.Buffer
	failed   error
}

// A meaning is what a step does; the groups of its pattern are the arguments.
type meaning struct {
	pattern *regexp.Regexp
	do      func(w *world, s step, args []string) error
}

func means(pattern string, do func(w *world, s step, args []string) error) meaning {
	return meaning{regexp.MustCompile(`^` + pattern + `$`), do}
}

var meanings = []meaning{
	means(`I have a blank site in "(.*)"`, func(_ *world, _ step, a []string) error { return os.MkdirAll(a[0], 0o755) }),
	means(`I do not have a "(.*)" directory`, func(*world, step, []string) error { return nil }),
	means(`I have an? "(.*)" page(?: with (.*) "(.*)")? that contains "(.*)"`, func(_ *world, _ step, a []string) error {
		key, value := a[1], a[2]
		if key == "" {
			key, value = "layout", "nil"
		}
		return save(a[0], fmt.Sprintf("---\n%s: %s\n---\n%s\n", key, value, a[3]))
	}),
	means(`I have an? "(.*)" file that contains "(.*)"`, func(_ *world, _ step, a []string) error { return save(a[0], a[1]) }),
	means(`I have an? (.*) (layout|theme) that contains "(.*)"`, func(_ *world, _ step, a []string) error {
		return save("_"+strings.Replace(a[1], "layout", "layouts", 1)+"/"+a[0]+".html", a[2])
	}),
	means(`I have an? "(.*)" file with content:`, func(_ *world, s step, a []string) error { return save(a[0], s.doc) }),
	means(`I have an? "(.*)" page with content:`, func(_ *world, s step, a []string) error { return save(a[0], "---\n---\n"+s.doc) }),
	means(`I have an? (.*) directory`, func(_ *world, _ step, a []string) error { return os.MkdirAll(strings.Trim(a[0], `"`), 0o755) }),
	means(`I have the following (draft|page|post)s?(?: (in|under) "([^"]+)")?:`, haveFiles),
	means(`I have a configuration file with "([^"]*)" set to "(.*)"`, func(_ *world, _ step, a []string) error {
		return save("_config.yml", a[0]+": "+a[1]+"\n")
	}),
	means(`I have a configuration file with:`, func(_ *world, s step, _ []string) error {
		var b strings.Builder
		for _, row := range s.table {
			fmt.Fprintf(&b, "%s: %s\n", row["key"], row["value"])
		}
		return save("_config.yml", b.String())
	}),
	means(`I have a configuration file with "([^"]*)" set to:`, func(_ *world, s step, a []string) error {
		text := a[0] + ":\n"
		for _, row := range s.table {
			text += "- " + row["value"] + "\n"
		}
		return save("_config.yml", text)
	}),
	means(`I have fixture collections`, func(w *world, _ step, _ []string) error {
		return os.CopyFS("_methods", os.DirFS(filepath.Join(w.fixtures, "_methods")))
	}),
	means(`I wait (\d+) seconds?`, func(*world, step, []string) error { return nil }),
	means(`I run jekyll ?(.*)`, func(w *world, _ step, a []string) error { w.jekyll(strings.Fields(a[0])); return nil }),
	means(`I change "(.*)" to contain "(.*)"`, func(_ *world, _ step, a []string) error {
		old, err := os.ReadFile(a[0])
		if err != nil {
			return err
		}
		return save(a[0], string(old)+a[1])
	}),
	means(`I delete the file "(.*)"`, func(_ *world, _ step, a []string) error { return os.Remove(a[0]) }),
	means(`the (.*) directory should +exist`, func(_ *world, _ step, a []string) error { return exists(strings.Trim(a[0], `"`), true) }),
	means(`the (.*) directory should not exist`, func(_ *world, _ step, a []string) error { return exists(strings.Trim(a[0], `"`), false) }),
	means(`the "(.*)" file should\s+exist`, func(_ *world, _ step, a []string) error { return exists(a[0], true) }),
	means(`the "(.*)" file should not exist`, func(_ *world, _ step, a []string) error { return exists(a[0], false) }),
	means(`I should see "(.*)" in the build output`, func(w *world, _ step, a []string) error { return matches(a[0], w.output.String(), true) }),
	means(`I should see exactly "(.*)" in "(.*)"`, func(_ *world, _ step, a []string) error {
		text, err := os.ReadFile(a[1])
		if err == nil && strings.TrimSpace(string(text)) != a[0] {
			err = fmt.Errorf("it holds %q", text)
		}
		return err
	}),
	means(`I should see escaped "(.*)" in "(.*)"`, func(_ *world, _ step, a []string) error {
		return fileMatches(regexp.QuoteMeta(a[0]), a[1], true)
	}),
	means(`I should see "(.*)" in "(.*)"`, func(_ *world, _ step, a []string) error { return fileMatches(a[0], a[1], true) }),
	means(`I should not see "(.*)" in "(.*)"`, func(_ *world, _ step, a []string) error { return fileMatches(a[0], a[1], false) }),
	means(`I should see today's (?:time|date) in "(.*)"`, func(_ *world, _ step, a []string) error {
		return fileMatches(time.Now().Format("2006-01-02"), a[0], true)
	}),
}

func (w *world) run(s step) error {
	for _, m := range meanings {
		if args := m.pattern.FindStringSubmatch(s.text); args != nil {
			if err := m.do(w, s, args[1:]); err != nil {
				return err
			}
			return nil
		}
	}
	return fmt.Errorf("no such step")
}

// jekyll runs the command in the current folder.
func (w *world) jekyll(args []string) {
	w.output.Reset()
	if oracle := os.Getenv("GALLEY_FEATURES_ORACLE"); oracle != "" {
		cmd := exec.Command(oracle, append(args, "--trace")...)
		cmd.Env = append(os.Environ(), "JEKYLL_NO_BUNDLER_REQUIRE=true", "TZ=UTC")
		cmd.Stdout, cmd.Stderr = &w.output, &w.output
		w.failed = cmd.Run()
		return
	}
	root := newRootCommand()
	root.SetArgs(args)
	root.SetOut(&w.output)
	root.SetErr(&w.output)
	if w.failed = root.Execute(); w.failed != nil {
		fmt.Fprintln(&w.output, w.failed)
	}
}

func haveFiles(_ *world, s step, a []string) error {
	kind, direction, folder := a[0], a[1], a[2]
	before, after := ".", "."
	switch direction {
	case "in":
		before = folder
	case "under":
		after = folder
	}
	for _, row := range s.table {
		ext := row["type"]
		if ext == "" {
			ext = "markdown"
		}
		dir, name := "", slug(row["title"])+"."+ext
		switch kind {
		case "draft":
			dir = "_drafts"
		case "post":
			date, err := postDate(row["date"])
			if err != nil {
				return err
			}
			dir, name = "_posts", date+"-"+name
		}
		if err := save(filepath.Join(before, dir, after, name), matter(row)); err != nil {
			return err
		}
	}
	return nil
}

// matter is a file with a table's row as front matter.
func matter(row map[string]string) string {
	content, text := row["content"], "---\n"
	if row["input"] != "" && row["filter"] != "" {
		content = "{{ " + row["input"] + " | " + row["filter"] + " }}"
	}
	for _, key := range strings.Split(row[""], "\x00") {
		if key != "content" {
			text += key + ": " + row[key] + "\n"
		}
	}
	return text + "---\n" + content + "\n"
}

func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	})
	return strings.Join(words, "-")
}

var datePart = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})`)

func postDate(text string) (string, error) {
	m := datePart.FindStringSubmatch(text)
	if m == nil {
		t, err := time.Parse("1/2/2006", text)
		return t.Format("2006-01-02"), err
	}
	return fmt.Sprintf("%s-%02s-%02s", m[1], m[2], m[3]), nil
}

func save(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

func exists(name string, want bool) error {
	_, err := os.Stat(name)
	if (err == nil) == want {
		return nil
	}
	if want {
		return fmt.Errorf("it does not exist")
	}
	return fmt.Errorf("it exists")
}

func fileMatches(pattern, file string, want bool) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return matches(pattern, string(text), want)
}

func matches(pattern, text string, want bool) error {
	// Ruby's MULTILINE lets the dot match line ends, and its ^ and $ always match at lines.
	re, err := regexp.Compile("(?sm)" + pattern)
	if err != nil {
		return err
	}
	if re.MatchString(text) != want {
		return fmt.Errorf("matching %s: %v, want %v, in\n%s", pattern, !want, want, text)
	}
	return nil
}
