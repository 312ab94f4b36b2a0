package liquid

// scope holds a render's variables by symbol. Each slot has the innermost binding of its name; a scope that binds a name
// again saves what it hides, and gives it back when it ends. So a variable is found by index, however deep the scopes.
type scope struct {
	slots  []slot
	hidden []hidden
	starts []int // for each open scope, where its entries in hidden start
}

type slot struct {
	value any
	set   bool
	level int32 // the scope that bound it; 0 is the outermost
}

type hidden struct {
	symbol symbol
	slot   slot
}

// depth is the number of scopes inside the outermost.
func (s *scope) depth() int { return len(s.starts) }

func (s *scope) push() { s.starts = append(s.starts, len(s.hidden)) }

func (s *scope) pop() {
	start := s.starts[len(s.starts)-1]
	s.starts = s.starts[:len(s.starts)-1]
	for i := len(s.hidden) - 1; i >= start; i-- {
		s.slots[s.hidden[i].symbol] = s.hidden[i].slot
		s.hidden[i] = hidden{}
	}
	s.hidden = s.hidden[:start]
}

func (s *scope) get(name symbol) (any, bool) {
	if int(name) < len(s.slots) {
		if sl := &s.slots[name]; sl.set {
			return sl.value, true
		}
	}
	return nil, false
}

func (s *scope) grow(name symbol) *slot {
	if n := int(name) + 1; n > len(s.slots) {
		if n > cap(s.slots) {
			s.slots = append(make([]slot, 0, n+n/2+16), s.slots...)
		}
		s.slots = s.slots[:n]
	}
	return &s.slots[name]
}

// set binds a name in the innermost scope.
func (s *scope) set(name symbol, value any) {
	sl := s.grow(name)
	level := int32(len(s.starts))
	if level > 0 && !(sl.set && sl.level == level) {
		s.hidden = append(s.hidden, hidden{name, *sl})
	}
	*sl = slot{value, true, level}
}

// assign binds a name in the outermost scope. An inner binding goes on hiding it.
func (s *scope) assign(name symbol, value any) {
	sl := s.grow(name)
	if !sl.set || sl.level == 0 {
		*sl = slot{value, true, 0}
		return
	}
	for i := range s.hidden {
		if s.hidden[i].symbol == name { // the first to be hidden is the outermost
			s.hidden[i].slot = slot{value, true, 0}
			return
		}
	}
}

func (s *scope) reset() {
	clear(s.slots)
	clear(s.hidden)
	s.slots, s.hidden, s.starts = s.slots[:0], s.hidden[:0], s.starts[:0]
}
