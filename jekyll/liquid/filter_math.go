package liquid

import (
	"math"
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
	switch x := toNumber(input).(type) {
	case float64:
		return math.Abs(x), nil
	case *big.Rat:
		return fromDecimal(new(big.Rat).Abs(x)), nil
	default:
		return fromBig(new(big.Int).Abs(toBig(x))), nil
	}
}

// filterRound rounds half away from zero. To no decimal places, or to negative ones, it gives an integer.
func filterRound(_ *Context, input any, args []any) (any, error) {
	n := toNumber(input)
	places := ToInt(fromDecimal(toNumber(resolve(arg(args, 0)))))
	if places > math.MaxInt32 || places < math.MinInt32 {
		return nil, internalError("too many places to round to")
	}
	switch x := n.(type) {
	case float64:
		if places < 1 {
			return wholeFloat(x)
		}
		return x, nil
	case *big.Rat:
		r := roundRat(x, places)
		if places < 1 {
			return fromBig(r.Num()), nil
		}
		return fromDecimal(signedZero(r, x.Sign() < 0)), nil
	}
	if places >= 0 {
		return n, nil
	}
	return fromBig(roundRat(toRat(n), places).Num()), nil
}

// wholeFloat is the integer of a float that is no decimal: 0, or an error.
func wholeFloat(f float64) (any, error) {
	if f == 0 {
		return 0, nil
	}
	message := "Computation results in '" + ToString(f) + "'"
	if math.IsNaN(f) {
		message += " (Not a Number)"
	}
	return nil, &Error{Kind: FloatDomain, Message: message}
}

func filterCeil(_ *Context, input any, _ []any) (any, error) {
	switch x := toNumber(input).(type) {
	case float64:
		return wholeFloat(x)
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
		return wholeFloat(x)
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
