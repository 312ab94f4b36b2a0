package liquid_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
)

// decodeJSON reads JSON into the engine's values: objects as ordered maps, whole numbers as integers.
func decodeJSON(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return decodeValue(d)
}

func decodeValue(d *json.Decoder) (any, error) {
	tok, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := tok.(type) {
	case json.Delim:
		if v == '[' {
			return decodeArray(d)
		}
		return decodeObject(d)
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return v.Float64()
		}
		if n, err := v.Int64(); err == nil {
			return int(n), nil
		}
		n, _ := new(big.Int).SetString(v.String(), 10)
		return n, nil
	}
	return tok, nil
}

func decodeArray(d *json.Decoder) (any, error) {
	items := []any{}
	for d.More() {
		v, err := decodeValue(d)
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	_, err := d.Token()
	return items, err
}

func decodeObject(d *json.Decoder) (any, error) {
	m := liquid.NewMap()
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := decodeValue(d)
		if err != nil {
			return nil, err
		}
		m.Set(key, v)
	}
	_, err := d.Token()
	return m, err
}
