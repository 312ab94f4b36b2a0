package render

import (
	"errors"

	"github.com/galleypress/galley/jekyll/liquid"
)

var errNotJoined = errors.New("this part is not joined yet")

func parseOutput(*liquid.Context, string) (*liquid.Expression, error) { return nil, errNotJoined }

func isEmptyLiteral(any) bool { return false }

func highlightCode(code, lang string, inline bool) (string, bool) { return "", false }
