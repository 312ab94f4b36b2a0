package liquid

// Map is a hash that keeps the order in which its keys were set, as Ruby's does. Keys are strings, or integers, floats,
// booleans and nil as YAML allows. A Map is not safe for writing while a render reads it.
type Map struct {
	keys   []any
	values []any
	index  map[any]int
}
