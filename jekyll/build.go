package jekyll

import (
	"context"
	"errors"
)

func build(context.Context, Options) (*Result, error) {
	return nil, errors.New("this part is not joined yet")
}
