package press

import "errors"

// authorsFault is an error that the blog's author must mend. All other errors are ours, and the job is run again.
type authorsFault struct{ err error }

func (f *authorsFault) Error() string { return f.err.Error() }
func (f *authorsFault) Unwrap() error { return f.err }

// authors marks an error as one that the author must mend.
func authors(err error) error { return &authorsFault{err} }

func isAuthors(err error) bool {
	_, is := errors.AsType[*authorsFault](err)
	return is
}
