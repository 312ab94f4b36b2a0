package liquid

// The values of a template are Go's own: nil, bool, every integer type, float64, string, time.Time, [Date],
// []any, map[string]any, [*Map], [Range], and whatever implements one of the small interfaces below.
// Other slices, maps and types are not looked into (reflection has no place in a render):
// turn them into these at the door.
//
// A time whose Location is time.UTC prints as Ruby's UTC times do ("2026-01-02 03:04:05 UTC"); any other Location
// prints its offset. Use time.FixedZone("", 0) for "+0000".

// Getter is an object with named properties: Liquid's drop, or anything hash-like.
// ok is false where there is no such property; the template then sees nil (or, with strict variables, an error).
type Getter interface {
	Get(key string) (value any, ok bool)
}

// Lazy is a value that is worked out when a template asks for it. The engine calls Value each time it meets one, so an
// implementation that is costly keeps its result (sync.OnceValue does). It must be safe for concurrent use when renders
// share it.
type Lazy interface {
	Value() any
}

// Iterable is a value that for, join, map, where and the like can walk without its being a slice. Each stops when yield returns false.
type Iterable interface {
	Each(yield func(item any) bool)
}

// Sized is a value that knows its size without being walked: what `.size` and the filter size return.
type Sized interface {
	Len() int
}

// Stringer is a value that prints itself. (fmt.Stringer is not used: too many Go types have a String meant for programmers.)
type Stringer interface {
	LiquidString() string
}

// Inspector is a value that prints itself in its own way where it stands inside a printed array or hash (Ruby's inspect).
type Inspector interface {
	LiquidInspect() string
}

// Comparer is a value with an order of its own, for sort and for <, <=, > and >=. ok is false where the two cannot be compared.
type Comparer interface {
	CompareLiquid(other any) (order int, ok bool)
}

// Equaler is a value with an equality of its own, for ==, !=, contains, uniq and case. Without it an object equals only itself.
type Equaler interface {
	EqualLiquid(other any) bool
}

// Range is Liquid's (first..last): the integers from First to Last, both included; empty where Last is less.
type Range struct{ First, Last int }
