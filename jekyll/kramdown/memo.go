package kramdown

// stopKind is what ends a run of spans.
type stopKind uint8

const (
	stopNone stopKind = iota
	stopStar
	stopStars
	stopUnderscore
	stopUnderscores
	stopBracket
	stopTag
)

// stop says where a run of spans ends.
type stop struct {
	kind stopKind
	name string // of a tag
	fold bool   // the tag's name counts in any case
}

// speculative tells whether not finding the stop throws the run away. The end
// of the text closes HTML elements, so that these are never thrown away.
func (st stop) speculative() bool { return st.kind != stopNone && st.kind != stopTag }

// memo remembers how attempts at spans ended. kramdown tries emphasis and
// links at every mark, each time up to the end of the paragraph if need be;
// what an attempt does from some position on depends on nothing but the
// position, the context and the stop, so that one that failed from there need
// not be tried again. Without this, time would grow with the square of a
// paragraph's length or faster.
type memo struct {
	fails    map[failKey]*failures
	brackets map[spanKey]int32 // where the bracket that opens before a position is closed; -1: never
	results  map[spanKey]result
	heads    []head  // positions of the runs in progress
	open     []int32 // brackets of the runs in progress
	depth    int     // speculative runs around
	size     int     // of the text
	steps    int
	maxSteps int
}

type failKey struct {
	ctx  context
	kind stopKind
}

// failures are the positions from which on runs of one kind fail.
type failures struct {
	bits  []uint64
	drops []int32 // for brackets: how far their depth falls from there on
}

func (f *failures) has(pos int) bool { return f.bits[pos>>6]>>(pos&63)&1 != 0 }

// failuresOf gives the failures of a key for a text of the memo's size.
func (m *memo) failuresOf(key failKey) *failures {
	f := m.fails[key]
	if f == nil {
		f = &failures{bits: make([]uint64, m.size>>6+1)}
		if key.kind == stopBracket {
			f.drops = make([]int32, m.size+1)
		}
		if m.fails == nil {
			m.fails = make(map[failKey]*failures)
		}
		m.fails[key] = f
	}
	return f
}

type spanKey struct {
	pos  int32
	ctx  context
	kind uint8
}

// result is what an attempt within another attempt gave.
type result struct {
	el  *Element // nil: text
	end int32
}

type head struct{ pos, depth int32 }

// attempt is a run in progress.
type attempt struct {
	kind          stopKind
	ctx           context
	fails         *failures // of earlier runs of this kind
	heads, opened int       // what was there before
	failed        bool      // stopped because it was known to fail
	low           int32     // the least depth of brackets behind the stop
}

// stepsPerByte bounds the work on a text. Markdown that people write takes
// one or two steps a byte; text that reaches the bound stays as it is.
const stepsPerByte = 100

func (m *memo) reset() {
	if len(m.brackets)+len(m.results)+len(m.heads) > 10_000 {
		*m = memo{} // large maps are slow to clear
		return
	}
	clear(m.fails)
	clear(m.brackets)
	clear(m.results)
	m.heads, m.open = m.heads[:0], m.open[:0]
	m.depth, m.steps = 0, 0
}

func (m *memo) limit(n int) { m.size, m.maxSteps = n, 10_000+stepsPerByte*n }

func (m *memo) exhausted() bool {
	m.steps++
	return m.steps > m.maxSteps
}

func (m *memo) begin(st stop, ctx context) attempt {
	a := attempt{kind: st.kind, ctx: ctx, heads: len(m.heads), opened: len(m.open)}
	if st.speculative() {
		m.depth++
		if len(m.fails) > 0 {
			a.fails = m.fails[failKey{ctx, st.kind}]
		}
	}
	return a
}

// knownToFail tells whether an earlier run like this one failed from position
// q on, and else keeps the position for others.
func (m *memo) knownToFail(a *attempt, q int, depth int32) bool {
	if a.fails == nil && len(m.fails) > 0 {
		a.fails = m.fails[failKey{a.ctx, a.kind}] // a run within this one may have failed
	}
	if a.fails != nil && a.fails.has(q) {
		drop := int32(0)
		if a.kind == stopBracket {
			drop = a.fails.drops[q]
		}
		if a.kind != stopBracket || depth > drop {
			a.failed, a.low = true, depth-drop
			return true
		}
	}
	m.heads = append(m.heads, head{int32(q), depth})
	return false
}

// end keeps what a failed run has found out; depth is that of its brackets.
func (m *memo) end(a *attempt, found bool, depth int32) {
	if a.kind == stopNone || a.kind == stopTag {
		return
	}
	m.depth--
	if !found && m.steps <= m.maxSteps {
		heads := m.heads[a.heads:]
		fails := m.failuresOf(failKey{a.ctx, a.kind})
		low := depth
		if a.failed {
			low = a.low
		}
		for i := len(heads) - 1; i >= 0; i-- {
			low = min(low, heads[i].depth)
			pos := heads[i].pos
			fails.bits[pos>>6] |= 1 << (pos & 63)
			if fails.drops != nil {
				fails.drops[pos] = heads[i].depth - low
			}
		}
		if !a.failed {
			for _, pos := range m.open[a.opened:] {
				m.setBracket(pos, a.ctx, -1)
			}
		}
	}
	m.heads = m.heads[:a.heads]
	m.open = m.open[:a.opened]
}

func (m *memo) openBracket(pos int) { m.open = append(m.open, int32(pos)) }

func (m *memo) closeBracket(a *attempt, q int) {
	if n := len(m.open); n > a.opened {
		m.setBracket(m.open[n-1], a.ctx, int32(q))
		m.open = m.open[:n-1]
	}
}

// imageRead takes back the bracket of an image that was read as one.
func (m *memo) imageRead() {
	if n := len(m.open); n > 0 {
		m.open = m.open[:n-1]
	}
}

func (m *memo) setBracket(pos int32, ctx context, at int32) {
	if m.brackets == nil {
		m.brackets = make(map[spanKey]int32)
	}
	m.brackets[spanKey{pos, ctx, 0}] = at
}

// bracketEnd tells where a link text from pos on ends, if that is known.
func (m *memo) bracketEnd(pos int, ctx context) (at int, known bool) {
	if len(m.brackets) == 0 {
		return 0, false
	}
	n, ok := m.brackets[spanKey{int32(pos), ctx, 0}]
	return int(n), ok
}

// lookup gives the result of an attempt that was made before.
func (m *memo) lookup(pos int, ctx context, kind uint8) (result, bool) {
	if m.depth == 0 || len(m.results) == 0 {
		return result{}, false
	}
	r, ok := m.results[spanKey{int32(pos), ctx, kind}]
	return r, ok
}

// store keeps a result that may be asked for again.
func (m *memo) store(pos int, ctx context, kind uint8, el *Element, end int) {
	if m.depth == 0 {
		return
	}
	if m.results == nil {
		m.results = make(map[spanKey]result)
	}
	m.results[spanKey{int32(pos), ctx, kind}] = result{el, int32(end)}
}
