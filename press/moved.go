package press

import (
	"slices"
	"strings"
)

// moved is a post that is published and not in the commit any more.
type moved struct {
	path string
	entry
}

// mostGone is how many posts may be gone at once for us to guess where they went.
const mostGone = 100

// movedFrom finds the published post that a new one with an error was renamed from: the one of those which are gone
// that has the most lines in common with it, and at least half. Without this, whoever renames a post and breaks it in
// one push would take it from its readers.
func (p *proof) movedFrom(name string) (moved, bool) {
	if p.sources.published == nil || !isPost(name) {
		return moved{}, false
	}
	taken := map[string]bool{}
	for _, old := range p.moved {
		taken[old.path] = true
	}
	published := p.sources.published.Sources
	var gone []string
	for old := range published {
		if _, still := p.tree.files[old]; !still && !taken[old] && isPost(old) {
			gone = append(gone, old)
		}
	}
	if len(gone) > mostGone {
		return moved{}, false
	}
	slices.Sort(gone)
	var best moved
	text, most := p.tree.texts[p.tree.files[name].blob], 0.5
	for _, old := range gone {
		source := published[old]
		if alike := likeness(text, p.tree.texts[source.Blob]); alike >= most {
			best, most = moved{old, entry{source.Blob, source.Size}}, alike
		}
	}
	return best, best.path != ""
}

// likeness is the share, from 0 to 1, of the lines that two texts have in common, wherever they stand.
func likeness(a, b []byte) float64 {
	left, total := lines(a)
	right, more := lines(b)
	common := 0
	for line, n := range left {
		common += min(n, right[line])
	}
	if total+more == 0 {
		return 0
	}
	return 2 * float64(common) / float64(total+more)
}

// lines counts a text's lines, without those that every post has.
func lines(text []byte) (count map[string]int, total int) {
	count = map[string]int{}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line != "---" {
			count[line]++
			total++
		}
	}
	return count, total
}
