package press

import "strings"

// skipMarks are what in a commit's message asks for no run, as GitHub Actions has it
// (https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs).
var skipMarks = []string{"[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[actions skip]"}

// asksToSkip tells whether a commit's message asks that nothing is done for it: by a mark anywhere, or by the trailer
// skip-checks: true in its last paragraph.
func asksToSkip(message string) bool {
	lower := strings.ToLower(strings.ReplaceAll(message, "\r\n", "\n"))
	for _, mark := range skipMarks {
		if strings.Contains(lower, mark) {
			return true
		}
	}
	lower = strings.TrimRight(lower, "\n ")
	end := strings.LastIndex(lower, "\n\n")
	if end < 0 {
		return false
	}
	for line := range strings.SplitSeq(lower[end:], "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok && name == "skip-checks" && strings.TrimSpace(value) == "true" {
			return true
		}
	}
	return false
}
