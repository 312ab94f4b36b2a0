package site

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/galleypress/galley/jekyll/psych"
)

// tableOptions are how csv_reader and tsv_reader in the configuration say that tables are read.
type tableOptions struct {
	separator string
	headers   bool
	convert   []string
}

func (r *reader) tableOptions(kind, separator string) tableOptions {
	o := tableOptions{separator: separator, headers: true}
	settings, _ := r.cfg.Data.Value(kind + "_reader").(*psych.Map)
	if v, there := settings.Get("headers"); there {
		o.headers = truthy(v)
	}
	o.convert = stringList(arrayOf(settings.Value("csv_converters")))
	return o
}

// tableError is what is wrong in a table, in which line.
type tableError struct {
	line    int
	message string
}

func (e *tableError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.message) }

// parseTable reads a table as Ruby's CSV library does: rows are mappings by the names in the first row, and an empty field without
// quotes is nil.
func parseTable(text []byte, o tableOptions) (any, error) {
	rows, err := tableRows(strings.TrimPrefix(string(text), "\ufeff"), o)
	if err != nil {
		return nil, err
	}
	list := make([]any, 0, len(rows))
	if !o.headers {
		for _, row := range rows {
			list = append(list, row)
		}
		return list, nil
	}
	if len(rows) == 0 {
		return list, nil
	}
	for _, row := range rows[1:] {
		list = append(list, tableRow(rows[0], row))
	}
	return list, nil
}

// tableRow gives the fields of a row their names; of equal names the first counts, and fields beyond the names get nil for one.
func tableRow(names, row []any) *psych.Map {
	m := psych.NewMap(len(names))
	for i, name := range names {
		var value any
		if i < len(row) {
			value = row[i]
		}
		if s, ok := name.(string); ok {
			if !m.Has(s) {
				m.Set(s, value)
			}
		} else {
			m.SetKey(nil, value)
		}
	}
	if len(row) > len(names) {
		m.SetKey(nil, row[len(names)])
	}
	return m
}

func tableRows(text string, o tableOptions) ([][]any, error) {
	var rows [][]any
	line := 1
	for text != "" {
		var row []any
		start := line
		for {
			field, rest, err := tableField(text, o, &line)
			if err != nil {
				return nil, err
			}
			row = append(row, field)
			text = rest
			if after, ok := strings.CutPrefix(text, o.separator); ok {
				text = after
				continue
			}
			break
		}
		switch {
		case strings.HasPrefix(text, "\r\n"):
			text = text[2:]
		case text != "" && (text[0] == '\n' || text[0] == '\r'):
			text = text[1:]
		case text != "":
			return nil, &tableError{start, "there is text behind the closing quote of a field"}
		}
		line++
		if len(row) == 1 && row[0] == nil {
			row = []any{}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func tableField(text string, o tableOptions, line *int) (field any, rest string, err error) {
	if strings.HasPrefix(text, `"`) {
		return quotedField(text, line)
	}
	end := strings.IndexAny(text, "\r\n"+o.separator)
	if end < 0 {
		end = len(text)
	}
	value := text[:end]
	if strings.Contains(value, `"`) {
		return nil, "", &tableError{*line, "a quote stands in a field that does not begin with one"}
	}
	if value == "" {
		return nil, text[end:], nil
	}
	return convertField(value, o.convert), text[end:], nil
}

func quotedField(text string, line *int) (field any, rest string, err error) {
	var b strings.Builder
	start := *line
	for rest = text[1:]; ; {
		i := strings.IndexByte(rest, '"')
		if i < 0 {
			return nil, "", &tableError{start, "the closing quote of a field is missing"}
		}
		b.WriteString(rest[:i])
		rest = rest[i+1:]
		if !strings.HasPrefix(rest, `"`) {
			*line += strings.Count(b.String(), "\n")
			return b.String(), rest, nil
		}
		b.WriteByte('"')
		rest = rest[1:]
	}
}

// convertField applies Ruby's converters for numbers where the configuration asks for them.
func convertField(value string, converters []string) any {
	for _, name := range converters {
		if name == "integer" || name == "numeric" || name == "all" {
			if n, err := strconv.ParseInt(value, 10, 64); err == nil {
				return n
			}
		}
		if name == "float" || name == "numeric" || name == "all" {
			if f, err := strconv.ParseFloat(value, 64); err == nil {
				return f
			}
		}
	}
	return value
}
