package lint

import "unicode/utf8"

// suggestion is "; did you mean `x`?" with the name nearest to a wrong one, or nothing where none is near.
func nearestName(name string, names []string) (string, bool) {
	return nearest(name, names, max(2, utf8.RuneCountInString(name)/3))
}

func suggestion(name string, names []string) string {
	if n, ok := nearestName(name, names); ok {
		return "; did you mean `" + n + "`?"
	}
	return ""
}

// useOneOf is a remedy that lists the names there are.
func useOneOf(names []string) string {
	if len(names) == 1 {
		return "Use " + codes(names)
	}
	return "Use one of " + codes(names)
}

// nearest returns the first of the names that takes the fewest edits to reach, if these are at most limit and leave
// something of it.
func nearest(name string, names []string, limit int) (string, bool) {
	best, found := limit+1, ""
	for _, n := range names {
		if d := distance(name, n, best); d < best && d < utf8.RuneCountInString(name) {
			best, found = d, n
		}
	}
	return found, found != ""
}

// distance counts the letters to add, drop, change or swap with their neighbour to get from a to b (optimal string alignment).
// It gives up, and returns limit, where there are that many or more.
func distance(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if d := len(s) - len(t); d >= limit || -d >= limit {
		return limit
	}
	before, above, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return min(above[len(t)], limit)
}
