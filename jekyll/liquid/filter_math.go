package liquid

import (
	"math/big"
)

func arithmeticFilter(op byte) FilterFunc {
	return func(_ *Context, input any, args []any) (any, error) {
		n, err := arithmetic(op, toNumber(input), toNumber(resolve(args[0])))
		if err != nil {
			return nil, err
		}
		return fromDecimal(n), nil
	}
}

func filterAbs(_ *Context, input any, _ []any) (any, error) {
	n := toNumber(input)
	if order, ok := compareNumbers(n, 0); ok && order < 0 {
		var err error
		if n, err = arithmetic('-', 0, n); err != nil {
			return nil, err
		}
	}
	return fromDecimal(n), nil
}

// filterRound rounds half away from zero. To no decimal places, or to negative ones, it gives an integer.
func filterRound(_ *Context, input any, args []any) (any, error) {
	n := toNumber(input)
	places := ToInt(fromDecimal(toNumber(resolve(arg(args, 0)))))
	switch x := n.(type) {
	case float64:
		return nil, floatDomain(x)
	case *big.Rat:
		r := roundRat(x, places)
		if places < 1 {
			return fromBig(r.Num()), nil
		}
		return fromDecimal(r), nil
	}
	if places >= 0 {
		return n, nil
	}
	return fromBig(roundRat(toRat(n), places).Num()), nil
}

func floatDomain(f float64) error {
	text := ToString(f)
	if text == "NaN" {
		text = "NaN' (Not a Number)"
		return &Error{Kind: FloatDomain, Message: "Computation results in '" + text}
	}
	return &Error{Kind: FloatDomain, Message: "Computation results in '" + text + "'"}
}

func filterCeil(_ *Context, input any, _ []any) (any, error) {
	switch x := toNumber(input).(type) {
	case float64:
		return nil, floatDomain(x)
	case *big.Rat:
		n := floorRat(new(big.Rat).Neg(x))
		return fromBig(n.Neg(n)), nil
	default:
		return x, nil
	}
}

func filterFloor(_ *Context, input any, _ []any) (any, error) {
	switch x := toNumber(input).(type) {
	case float64:
		return nil, floatDomain(x)
	case *big.Rat:
		return fromBig(floorRat(x)), nil
	default:
		return x, nil
	}
}

func filterAtLeast(_ *Context, input any, args []any) (any, error) {
	n, least := toNumber(input), toNumber(resolve(args[0]))
	if order, ok := compareNumbers(least, n); ok && order > 0 {
		n = least
	}
	return fromDecimal(n), nil
}

func filterAtMost(_ *Context, input any, args []any) (any, error) {
	n, most := toNumber(input), toNumber(resolve(args[0]))
	if order, ok := compareNumbers(most, n); ok && order < 0 {
		n = most
	}
	return fromDecimal(n), nil
}
