package liquid

import "errors"

// The named limits; use errors.Is on what Parse and Render return.
var (
	ErrSteps    = errors.New("the template takes too many steps")
	ErrOutput   = errors.New("the template writes too much")
	ErrNesting  = errors.New("Nesting too deep")
	ErrIncludes = errors.New("templates include each other too deeply")
)

// Kind says what sort of error an Error is; the names are those of Ruby's Liquid.
type Kind string

const (
	SyntaxError       Kind = "syntax"
	ArgumentError     Kind = "argument"
	ZeroDivision      Kind = "zero division"
	FloatDomain       Kind = "float domain"
	FileSystem        Kind = "file system"
	UndefinedVariable Kind = "undefined variable"
	UndefinedFilter   Kind = "undefined filter"
	StackLevel        Kind = "stack level"
	Disabled          Kind = "disabled"
	Limit             Kind = "limit"
	Internal          Kind = "internal"
	Other             Kind = "other"
)

// Error is a fault in a template, found while parsing or rendering it.
type Error struct {
	Kind    Kind
	Message string
	// Template is the name given to Parse; Line and Column count from 1, Column in characters.
	Template     string
	Line, Column int
	// Tag or Filter names what failed, without braces or bars; both may be empty.
	Tag, Filter string
	// Hint is the nearest known name, where a name was unknown.
	Hint string
	// Chain lists the tags that led into Template, innermost first: an include's own place.
	Chain []Frame
	// Err is the error behind this one, or nil.
	Err error
}

// Frame is one step of an include chain: the place of the tag that included.
type Frame struct {
	Template     string
	Line, Column int
	Tag          string
}
