package frontmatter

import (
	"io"

	"github.com/galleypress/galley/jekyll/psych"
)

// ReadHead reads as much of a file as Split needs to find its front matter, in steps, so that the body can stay unread. Front matter
// of more than max bytes (0: DefaultOptions.MaxBytes) is a *psych.LimitError; what was read is returned with every error.
func ReadHead(r io.Reader, max int) ([]byte, error) {
	if max == 0 {
		max = DefaultOptions.MaxBytes
	}
	head := make([]byte, 0, 4096)
	for {
		n, err := r.Read(head[len(head):cap(head)])
		head = head[:len(head)+n]
		switch {
		case err == io.EOF:
			return head, nil
		case err != nil:
			return head, err
		case Closed(head):
			return head, nil
		case len(head) > max:
			return head, &psych.LimitError{Limit: psych.ErrTooLong, Max: max, Line: 1, Column: 1}
		case len(head) == cap(head):
			head = append(make([]byte, 0, 4*cap(head)), head...)
		}
	}
}
