package psych_test

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll/psych"
)

func TestAMapKeepsTheOrderInWhichKeysCame(t *testing.T) {
	for _, n := range []int{3, 11, 12, 13, 100} {
		m := psych.NewMap(0)
		var want []string
		for i := range n {
			key := fmt.Sprintf("key %d", (i*7)%n+i*n)
			want = append(want, key)
			m.Set(key, i)
		}
		m.Set(want[0], "again")
		if !slices.Equal(m.Keys(), want) || m.Len() != n || m.Value(want[0]) != "again" {
			t.Errorf("of %d keys: have %q", n, m.Keys())
		}
		m.Delete(want[1])
		if m.Has(want[1]) || m.Value(want[n-1]) == nil || m.Len() != n-1 {
			t.Errorf("of %d keys, after one was deleted: have %q", n, m.Keys())
		}
		other := m.Clone()
		other.Set("new", true)
		if m.Has("new") {
			t.Errorf("of %d keys: a change to a copy is seen", n)
		}
	}
}

func TestKeysThatAreNotStringsAreKeysOfTheirOwn(t *testing.T) {
	value, err := psych.Load([]byte("1: int\n\"1\": text\n1.0: float\ntrue: bool\n~: null\n2020-01-01: date\n[a]: list\n1: again\n"), psych.Options{})
	m, _ := value.(*psych.Map)
	if err != nil || m.Len() != 7 || m.Value("1") != "text" {
		t.Fatalf("have %s, %v", psych.Inspect(value), err)
	}
	if want := []string{"1", "1", "1.0", "true", "", "2020-01-01", `["a"]`}; !slices.Equal(m.Keys(), want) {
		t.Errorf("have %q, want %q", m.Keys(), want)
	}
	for key, v := range m.All() {
		if key == int64(1) && v != "again" {
			t.Errorf("of equal keys the last counts, but 1 is %v", v)
		}
	}
}

func TestANilMapReadsAsEmpty(t *testing.T) {
	var m *psych.Map
	if m.Len() != 0 || m.Has("a") || m.Value("a") != nil || m.Keys() != nil || m.Clone().Len() != 0 || psych.DeepMerge(m, nil).Len() != 0 {
		t.Error("a nil map is not empty")
	}
	for range m.All() {
		t.Error("a nil map has an entry")
	}
	m.Each(func(string, any) bool { t.Error("a nil map has an entry"); return true })
}

func TestDeepMergeIsJekylls(t *testing.T) {
	base := psych.MapOf("a", 1, "b", psych.MapOf("x", 1, "y", 2), "c", "kept", "d", psych.MapOf("z", 1))
	over := psych.MapOf("b", psych.MapOf("y", 3, "w", nil), "c", nil, "d", "text", "e", nil)
	const want = `{"a"=>1, "b"=>{"x"=>1, "y"=>3, "w"=>nil}, "c"=>"kept", "d"=>"text", "e"=>nil}`
	if have := psych.Inspect(psych.DeepMerge(base, over)); have != want {
		t.Errorf("have %s\nwant %s", have, want)
	}
	if have := psych.Inspect(base); have != `{"a"=>1, "b"=>{"x"=>1, "y"=>2}, "c"=>"kept", "d"=>{"z"=>1}}` {
		t.Errorf("what was merged into is changed: %s", have)
	}
}

func TestValuesPrintAsInRuby(t *testing.T) {
	large, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	for _, test := range []struct {
		value      any
		text, code string
	}{
		{nil, "", "nil"},
		{true, "true", "true"},
		{int64(-5), "-5", "-5"},
		{large, "123456789012345678901234567890", "123456789012345678901234567890"},
		{1.0, "1.0", "1.0"},
		{1e16, "1.0e+16", "1.0e+16"},
		{123456789.125, "123456789.125", "123456789.125"},
		{0.0001, "0.0001", "0.0001"},
		{0.00001234, "1.234e-05", "1.234e-05"},
		{math.Inf(-1), "-Infinity", "-Infinity"},
		{"a \"b\" #{c}\n", "a \"b\" #{c}\n", `"a \"b\" \#{c}\n"`},
		{psych.Date{Year: 2020, Month: 10, Day: 17}, "2020-10-17", "#<Date: 2020-10-17 ((2459140j,0s,0n),+0s,2299161j)>"},
		{time.Date(2020, 10, 17, 1, 2, 3, 0, time.UTC), "2020-10-17 01:02:03 UTC", "2020-10-17 01:02:03 UTC"},
		{[]any{int64(1), nil, "a"}, `[1, nil, "a"]`, `[1, nil, "a"]`},
		{psych.MapOf("a", []any{}), `{"a"=>[]}`, `{"a"=>[]}`},
	} {
		if psych.ToS(test.value) != test.text || psych.Inspect(test.value) != test.code {
			t.Errorf("have %q and %s, want %q and %s", psych.ToS(test.value), psych.Inspect(test.value), test.text, test.code)
		}
	}
}

func TestCompareOrdersValuesOfOneKind(t *testing.T) {
	day := psych.Date{Year: 2020, Month: 1, Day: 1}
	for _, test := range []struct {
		a, b any
		want int
	}{
		{int64(1), 1.5, -1}, {2.0, int64(2), 0}, {"b", "a", 1}, {day, psych.Date{Year: 2019, Month: 12, Day: 31}, 1},
		{[]any{int64(1), "a"}, []any{int64(1), "b"}, -1}, {[]any{"a"}, []any{"a", "b"}, -1}, {"1", int64(1), 0}, {nil, "a", 0},
	} {
		if have := psych.Compare(test.a, test.b); have != test.want {
			t.Errorf("%v and %v: have %d, want %d", test.a, test.b, have, test.want)
		}
	}
}
