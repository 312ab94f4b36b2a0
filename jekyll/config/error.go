package config

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

func (e *Error) Error() string {
	switch {
	case e.File == "":
		return e.Message
	case e.Line == 0:
		return fmt.Sprintf("%s: %s", e.File, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

func (e *Error) Unwrap() error { return e.Err }

// errorAt is an Error at the value of a setting, or without a place when the setting comes from the command line.
func (c *Config) errorAt(message string, path ...string) *Error {
	e := &Error{Message: message}
	if file, _, value := c.Key(path...); file != nil {
		e.File, e.Line, e.Column = file.Name, value.Line, value.Column
	}
	return e
}

func (c *Config) warnAt(message string, path ...string) {
	e := c.errorAt(message, path...)
	c.Warnings = append(c.Warnings, Warning{File: e.File, Line: e.Line, Column: e.Column, Message: message})
}

func (c *Config) warnNode(file *File, node *yaml.Node, message string) {
	w := Warning{Message: message}
	if file != nil && node != nil {
		w.File, w.Line, w.Column = file.Name, node.Line, node.Column
	}
	c.Warnings = append(c.Warnings, w)
}
