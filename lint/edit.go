package lint

import "slices"

// applyTo carries out edits on a text whose first byte is at -shift in the file. Edits that overlap an earlier one are left out.
func applyTo(text []byte, edits []Edit, shift int) []byte {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int { return a.start - b.start })
	out := make([]byte, 0, len(text)+64)
	at := 0
	for _, e := range sorted {
		from, to := e.start+shift, e.end+shift
		if from < at || to < from || to > len(text) {
			continue
		}
		out = append(append(out, text[at:from]...), e.Text...)
		at = to
	}
	return append(out, text[at:]...)
}
