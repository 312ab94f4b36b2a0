package liquid

import (
	"math"
	"math/big"
	"math/bits"
	"strings"
)

// Numbers follow Ruby: integers have no bounds, and arithmetic on a float is done in decimal (Ruby's BigDecimal), so that
// 0.1 plus 0.2 is 0.3. In here a decimal is an exact *big.Rat; what that cannot be stays a float64: infinity, what is no
// number, and the zero below zero.

// maxIntegerBits bounds how large a template may make an integer.
const maxIntegerBits = 1 << 18

// ToNumber is how the arithmetic filters read a value: an int, *big.Int or float64; 0 for what is no number.
func ToNumber(v any) any { return fromDecimal(toNumber(resolve(v))) }

// toNumber is Liquid::Utils.to_number; a float becomes a *big.Rat.
func toNumber(v any) any {
	switch x := v.(type) {
	case int, *big.Int:
		return v
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) || x == 0 && math.Signbit(x) {
			return x
		}
		return decimal(string(appendFloat(nil, x)))
	case string:
		s := trimSpace(x)
		if isDecimal(s) {
			return decimal(s)
		}
		return leadingInteger(x)
	}
	return 0
}

func decimal(s string) any {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return 0
	}
	return r
}

// isDecimal matches -?digits.digits.
func isDecimal(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, frac, ok := strings.Cut(s, ".")
	return ok && allDigits(whole) && allDigits(frac)
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// fromDecimal turns a decimal back into a float, as every arithmetic filter does with its result.
func fromDecimal(n any) any {
	if r, ok := n.(*big.Rat); ok {
		f, _ := r.Float64()
		return f
	}
	return n
}

// fromBig is an int where it fits.
func fromBig(n *big.Int) any {
	if i := int(n.Int64()); n.IsInt64() && int64(i) == n.Int64() {
		return i
	}
	return n
}

func toBig(n any) *big.Int {
	switch x := n.(type) {
	case int:
		return big.NewInt(int64(x))
	case *big.Int:
		return x
	}
	return new(big.Int)
}

func toRat(n any) *big.Rat {
	switch x := n.(type) {
	case int:
		return new(big.Rat).SetInt64(int64(x))
	case *big.Int:
		return new(big.Rat).SetInt(x)
	case *big.Rat:
		return x
	}
	return new(big.Rat)
}

func toFloat(n any) float64 {
	switch x := n.(type) {
	case int:
		return float64(x)
	case *big.Int:
		f, _ := new(big.Float).SetInt(x).Float64()
		return f
	case *big.Rat:
		f, _ := x.Float64()
		return f
	case float64:
		return x
	}
	return 0
}

// compareNumbers orders two numbers of any kind; ok is false for what is no number, and for NaN.
func compareNumbers(a, b any) (order int, ok bool) {
	if !isNumber(a) || !isNumber(b) {
		return 0, false
	}
	x, xf := a.(float64)
	y, yf := b.(float64)
	if xf || yf {
		if !xf {
			x = toFloat(a)
		}
		if !yf {
			y = toFloat(b)
		}
		switch {
		case math.IsNaN(x) || math.IsNaN(y):
			return 0, false
		case x < y:
			return -1, true
		case x > y:
			return 1, true
		}
		return 0, true
	}
	if _, rat := a.(*big.Rat); rat {
		return toRat(a).Cmp(toRat(b)), true
	}
	if _, rat := b.(*big.Rat); rat {
		return toRat(a).Cmp(toRat(b)), true
	}
	if i, ok := a.(int); ok {
		if j, ok := b.(int); ok {
			return cmpInt(i, j), true
		}
	}
	return toBig(a).Cmp(toBig(b)), true
}

func isNumber(v any) bool {
	switch v.(type) {
	case int, float64, *big.Int, *big.Rat:
		return true
	}
	return false
}

// arithmetic is one of + - * / % on two numbers as toNumber gives them. Integers divide to the integer below.
func arithmetic(op byte, a, b any) (any, error) {
	if i, ok := a.(int); ok {
		if j, ok := b.(int); ok {
			if n, ok := intArithmetic(op, i, j); ok {
				return n, nil
			}
		}
	}
	if isFloat(a) || isFloat(b) {
		return floatArithmetic(op, toFloat(a), toFloat(b))
	}
	if isRat(a) || isRat(b) {
		return ratArithmetic(op, toRat(a), toRat(b))
	}
	x, y := toBig(a), toBig(b)
	if x.BitLen()+y.BitLen() > maxIntegerBits {
		return nil, &Error{Kind: Limit, Message: ErrOutput.Error(), Err: ErrOutput}
	}
	n := new(big.Int)
	switch op {
	case '+':
		n.Add(x, y)
	case '-':
		n.Sub(x, y)
	case '*':
		n.Mul(x, y)
	default:
		if y.Sign() == 0 {
			return nil, errDividedByZero()
		}
		mod := new(big.Int)
		n.DivMod(x, y, mod)
		// Go's remainder is never negative; Ruby's has the divisor's sign.
		if mod.Sign() != 0 && y.Sign() < 0 {
			n.Sub(n, big.NewInt(1))
			mod.Add(mod, y)
		}
		if op == '%' {
			n = mod
		}
	}
	return fromBig(n), nil
}

func isFloat(v any) bool { _, ok := v.(float64); return ok }
func isRat(v any) bool   { _, ok := v.(*big.Rat); return ok }

func errDividedByZero() error { return &Error{Kind: ZeroDivision, Message: "divided by 0"} }

// intArithmetic reports false where the result does not fit, or the divisor is 0.
func intArithmetic(op byte, a, b int) (int, bool) {
	switch op {
	case '+':
		n := a + b
		return n, (n > a) == (b > 0)
	case '-':
		n := a - b
		return n, (n < a) == (b > 0)
	case '*':
		hi, lo := bits.Mul64(magnitude(a), magnitude(b))
		if hi != 0 || lo > math.MaxInt64 {
			return 0, false
		}
		return a * b, true
	}
	if b == 0 || a == math.MinInt {
		return 0, false
	}
	q, r := a/b, a%b
	if r != 0 && (r < 0) != (b < 0) {
		q--
		r += b
	}
	if op == '%' {
		return r, true
	}
	return q, true
}

func magnitude(n int) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func ratArithmetic(op byte, a, b *big.Rat) (any, error) {
	n := new(big.Rat)
	switch op {
	case '+':
		return n.Add(a, b), nil
	case '-':
		return n.Sub(a, b), nil
	case '*':
		return signedZero(n.Mul(a, b), (a.Sign() < 0) != (b.Sign() < 0)), nil
	}
	if b.Sign() == 0 {
		return floatArithmetic(op, toFloat(a), 0)
	}
	n.Quo(a, b)
	if op == '/' {
		return signedZero(n, (a.Sign() < 0) != (b.Sign() < 0)), nil
	}
	whole := new(big.Rat).SetInt(floorRat(n))
	return n.Sub(a, whole.Mul(whole, b)), nil
}

// signedZero is n, or the zero below zero where n is 0 and negative says so.
func signedZero(n *big.Rat, negative bool) any {
	if n.Sign() == 0 && negative {
		return math.Copysign(0, -1)
	}
	return n
}

// floatArithmetic does what BigDecimal does where infinity or a zero is in play: a decimal divided by 0 is infinite.
func floatArithmetic(op byte, a, b float64) (any, error) {
	switch op {
	case '+':
		return a + b, nil
	case '-':
		return a - b, nil
	case '*':
		return a * b, nil
	}
	switch {
	case op == '/':
		return a / b, nil
	case b == 0:
		return nil, errDividedByZero()
	case math.IsInf(b, 0):
		return a, nil
	}
	return math.Mod(a, b) + 0, nil
}

// floorRat is the integer at or below r.
func floorRat(r *big.Rat) *big.Int {
	q, m := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if m.Sign() < 0 {
		q.Sub(q, big.NewInt(1))
	}
	return q
}

// roundRat rounds half away from zero to a number of decimal places, which may be negative.
func roundRat(r *big.Rat, places int) *big.Rat {
	const enough = 5000 // places beyond which no decimal has digits
	if places > enough {
		return r
	}
	if places < -enough {
		return new(big.Rat)
	}
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil))
	if places < 0 {
		scale.Inv(scale)
	}
	scaled := new(big.Rat).Mul(r, scale)
	half := big.NewRat(1, 2)
	var n *big.Int
	if scaled.Sign() < 0 {
		n = floorRat(half.Add(half, scaled.Neg(scaled)))
		n.Neg(n)
	} else {
		n = floorRat(half.Add(half, scaled))
	}
	return new(big.Rat).Quo(new(big.Rat).SetInt(n), scale)
}
