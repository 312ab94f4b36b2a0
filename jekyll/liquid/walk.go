package liquid

// walk bounds a recursion through nested arrays and hashes: a few lines of template can build one that holds itself, or
// that would take 2⁶⁰ steps to print.
type walk struct{ depth, visits int }

const (
	maxWalkDepth  = 1000
	maxWalkVisits = 1_000_000
)

func newWalk() *walk { return new(walk) }

// enter goes one level down, into items items. It reports false where that is too much; otherwise leave must follow.
func (w *walk) enter(items int) bool {
	if w.depth >= maxWalkDepth || w.visits > maxWalkVisits {
		return false
	}
	w.depth++
	w.visits += items + 1
	return true
}

func (w *walk) leave() { w.depth-- }
