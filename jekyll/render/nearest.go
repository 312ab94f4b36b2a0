package render

import (
	"fmt"
	"sort"
)

// didYouMean is a sentence with the name that is nearest to the one given, or "" where none is near.
func didYouMean(name string, names []string) string {
	sort.Strings(names)
	best, least := "", max(len(name)/3, 2)+1
	for _, n := range names {
		if d := distance(name, n, least); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %q?", best)
}

// distance is the number of letters to change, add or take away to make b of a; limit where it is not less than that.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			d := diagonal
			if x[i-1] != y[j-1] {
				d = min(diagonal, row[j], row[j-1]) + 1
			}
			diagonal, row[j] = row[j], d
		}
	}
	return row[len(y)]
}
