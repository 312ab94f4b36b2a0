package config

import (
	"errors"
	"io/fs"

	"github.com/galleypress/galley/jekyll/psych"
)

type set struct{}

func (d *Defaults) all(path, kind string) *psych.Map { return psych.NewMap(0) }

func load(src fs.FS, opts Options) (*Config, error) { return nil, errors.New("the configuration reader is not there yet") }

func (e *Error) Error() string { return e.Message }
func (e *Error) Unwrap() error { return e.Err }
