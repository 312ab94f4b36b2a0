package psych

// DeepMerge returns a mapping with the entries of both, as Jekyll::Utils.deep_merge_hashes does: the second wins, but a nil in it does
// not replace anything, and mappings on both sides are merged in turn. Neither argument is changed; parts may be shared.
func DeepMerge(base, over *Map) *Map {
	merged := base.Clone()
	merged.Merge(over)
	return merged
}

// Merge is DeepMerge into m itself. Mappings inside of m that are shared with others are not changed.
func (m *Map) Merge(over *Map) {
	if over == nil {
		return
	}
	for _, e := range over.entries {
		i := m.find(e.name, e.other)
		switch {
		case i < 0:
			m.set(e)
		case e.value == nil:
		default:
			old, isOld := m.entries[i].value.(*Map)
			new, isNew := e.value.(*Map)
			if isOld && isNew {
				m.entries[i].value = DeepMerge(old, new)
			} else {
				m.entries[i].value = e.value
			}
		}
	}
}
