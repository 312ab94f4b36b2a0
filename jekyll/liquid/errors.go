package liquid

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// The named limits; use errors.Is on what Parse and Render return.
var (
	ErrSteps    = errors.New("the template takes too many steps")
	ErrOutput   = errors.New("the template writes too much")
	ErrNesting  = errors.New("blocks or scopes are nested too deeply")
	ErrIncludes = errors.New("templates include each other too deeply")
)

// Kind says what sort of error an Error is; the names are those of Ruby's Liquid.
type Kind string

// The kinds of Error.
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

	placed   bool // Template, Line and Column are known
	included bool // the error has just left an included template: the next tag out belongs to the chain
	partial  bool // Template was included
}

// Frame is one step of an include chain: the place of the tag that included.
type Frame struct {
	Template     string
	Line, Column int
	Tag          string
}

// Error is the message with its place, the nearest name, and the chain of includes that led there.
func (e *Error) Error() string {
	var b strings.Builder
	if place := placeOf(e.Template, e.Line, e.Column); place != "" {
		b.WriteString(place)
		b.WriteString(": ")
	}
	if e.Filter != "" && e.Kind != UndefinedFilter {
		fmt.Fprintf(&b, "filter '%s': ", e.Filter)
	} else if e.Tag != "" && e.Kind != SyntaxError && e.Kind != UndefinedVariable {
		fmt.Fprintf(&b, "tag '%s': ", e.Tag)
	}
	b.WriteString(e.Message)
	if e.Hint != "" {
		fmt.Fprintf(&b, ", did you mean '%s'?", e.Hint)
	}
	writeChain(&b, e.Chain)
	return b.String()
}

// maxFrames is how much of a chain a message shows; where templates include themselves, the rest says no more.
const maxFrames = 5

func writeChain(b *strings.Builder, chain []Frame) {
	if len(chain) == 0 {
		return
	}
	for i, f := range chain[:min(len(chain), maxFrames)] {
		if i == 0 {
			b.WriteString(" (")
		} else {
			b.WriteString(", ")
		}
		b.WriteString("included from ")
		b.WriteString(placeOf(f.Template, f.Line, f.Column))
	}
	if more := len(chain) - maxFrames; more > 0 {
		fmt.Fprintf(b, " and %d more", more)
	}
	b.WriteByte(')')
}

func placeOf(template string, line, column int) string {
	if line == 0 {
		return template
	}
	if template == "" {
		return "line " + strconv.Itoa(line) + ", column " + strconv.Itoa(column)
	}
	return template + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
}

// Unwrap is the error behind this one.
func (e *Error) Unwrap() error { return e.Err }

// Liquid is the message as Ruby's Liquid words it where an error is rendered in place: "Liquid error (line 3): …".
func (e *Error) Liquid() string {
	prefix := "Liquid error"
	if e.Kind == SyntaxError {
		prefix = "Liquid syntax error"
	}
	if e.Line > 0 {
		prefix += " ("
		if e.partial {
			prefix += e.Template + " "
		}
		prefix += "line " + strconv.Itoa(e.Line) + ")"
	}
	return prefix + ": " + e.Message
}

// argumentError is the error most filters raise.
func argumentError(format string, args ...any) *Error {
	return &Error{Kind: ArgumentError, Message: fmt.Sprintf(format, args...)}
}

// internalError is what Ruby's Liquid shows as "internal": a filter met a value that it was not written for.
func internalError(cause string) *Error {
	return &Error{Kind: Internal, Message: "internal", Err: errors.New(cause)}
}

// interrupt is a break or continue on its way to its loop. It travels as an error so that every tag passes it on.
type interrupt string

func (i interrupt) Error() string { return "'" + string(i) + "' outside of a loop" }

var (
	errBreak    error = interrupt("break")
	errContinue error = interrupt("continue")
)

func isInterrupt(err error) bool { return err == errBreak || err == errContinue }
