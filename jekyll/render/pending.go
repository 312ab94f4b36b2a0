package render

import (
	"context"
	"errors"

	"github.com/galleypress/galley/jekyll/liquid"
)

var errNotJoined = errors.New("this part is not joined yet")

func (s *Site) setKramdown() error {
	s.toHTML = func(string) (string, error) { return "", errNotJoined }
	s.smartify = s.toHTML
	return nil
}

type sass struct{}

func newSass(*Site) *sass { return nil }

func (*sass) compile(context.Context, string, string, bool) (string, error) { return "", errNotJoined }

func parseHighlight(*liquid.Parser, liquid.Tag, *liquid.Body) (liquid.Node, error) {
	return nil, errNotJoined
}

func parseOutput(*liquid.Context, string) (*liquid.Expression, error) { return nil, errNotJoined }

func isEmptyLiteral(any) bool { return false }
