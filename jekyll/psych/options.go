package psych

import (
	"errors"
	"fmt"
	"time"
)

// Options says how to read, and how much. The zero value reads with the limits of DefaultOptions and with times in UTC.
type Options struct {
	// Location is the zone in which times without one are shown. (YAML counts them as UTC; Ruby then prints them in the site's zone.)
	Location *time.Location
	// MaxBytes bounds the text, MaxDepth how deep mappings and lists are nested, MaxNodes how many keys and values there are,
	// aliases counted with all that they repeat.
	MaxBytes, MaxDepth, MaxNodes int
}

// DefaultOptions are limits that no file written by hand comes near.
var DefaultOptions = Options{MaxBytes: 32 << 20, MaxDepth: 200, MaxNodes: 500_000}

func (o Options) withDefaults() Options {
	if o.Location == nil {
		o.Location = utc
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultOptions.MaxBytes
	}
	if o.MaxDepth == 0 {
		o.MaxDepth = DefaultOptions.MaxDepth
	}
	if o.MaxNodes == 0 {
		o.MaxNodes = DefaultOptions.MaxNodes
	}
	return o
}

// utc is not time.UTC, because Ruby prints "+0000" for a local time in a zone that happens to be UTC, and "UTC" for a time in UTC.
var utc = time.FixedZone("UTC", 0)

// Limits that a text can exceed; LimitError wraps one of them.
var (
	ErrTooLong      = errors.New("the YAML is too long")
	ErrTooDeep      = errors.New("the YAML is nested too deeply")
	ErrTooMany      = errors.New("the YAML has too many keys and values")
	ErrAliasBomb    = errors.New("the aliases in the YAML repeat too much")
	ErrAliasInside  = errors.New("an alias in the YAML stands inside of what it repeats")
	ErrUnknownAlias = errors.New("an alias in the YAML repeats something that is not there")
)

// LimitError says which limit a text exceeds and where. Line and Column count from 1, columns in characters.
type LimitError struct {
	Limit        error
	Max          int
	Line, Column int
}

func (e *LimitError) Error() string {
	if e.Max == 0 {
		return e.Limit.Error()
	}
	return fmt.Sprintf("%v (the limit is %d)", e.Limit, e.Max)
}

func (e *LimitError) Unwrap() error { return e.Limit }

// SyntaxError is text that is not YAML. Line and Column count from 1, columns in characters; they tell where reading stopped.
// ContextLine and ContextColumn tell where what could not be finished began; they are 0 where there is no such place.
// Problem and Context are libyaml's own words, as Jekyll prints them.
type SyntaxError struct {
	Line, Column               int
	ContextLine, ContextColumn int
	Problem, Context           string
}

func (e *SyntaxError) Error() string {
	text := e.Problem
	if e.Context != "" {
		text += " " + e.Context
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, text)
}
