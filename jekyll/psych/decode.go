package psych

import (
	"encoding/base64"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Decode turns nodes into values. Of equal keys the last one counts. An alias shares the value that it repeats. Errors are *LimitError.
func Decode(node *yaml.Node, opts Options) (any, error) {
	opts = opts.withDefaults()
	d := decoder{loc: opts.Location}
	if err := d.measure(node, opts); err != nil {
		return nil, err
	}
	return d.value(node), nil
}

type decoder struct {
	loc    *time.Location
	shared map[*yaml.Node]any // values of nodes with an anchor
	sizes  map[*yaml.Node]int
}

// measure counts what the nodes would be with every alias written out, so that no bomb goes off later.
func (d *decoder) measure(node *yaml.Node, opts Options) error {
	_, err := d.size(node, 1, opts)
	return err
}

func (d *decoder) size(node *yaml.Node, depth int, opts Options) (int, error) {
	fail := func(limit error, max int) (int, error) {
		return 0, &LimitError{Limit: limit, Max: max, Line: node.Line, Column: node.Column}
	}
	if depth > opts.MaxDepth {
		return fail(ErrTooDeep, opts.MaxDepth)
	}
	if node.Kind == yaml.ScalarNode {
		return 1, nil
	}
	target := node
	if node.Kind == yaml.AliasNode {
		target = node.Alias
		if target == nil {
			return fail(ErrUnknownAlias, 0)
		}
	}
	if n, ok := d.sizes[target]; ok {
		if n < 0 {
			return fail(ErrAliasInside, 0)
		}
		return n, nil
	}
	anchored := target.Anchor != ""
	if anchored {
		if d.sizes == nil {
			d.sizes = map[*yaml.Node]int{}
		}
		d.sizes[target] = -1
	}
	total := 1
	for _, child := range target.Content {
		n, err := d.size(child, depth+1, opts)
		if err != nil {
			return 0, err
		}
		if total += n; total > opts.MaxNodes {
			if d.sizes != nil {
				return fail(ErrAliasBomb, opts.MaxNodes)
			}
			return fail(ErrTooMany, opts.MaxNodes)
		}
	}
	if anchored {
		d.sizes[target] = total
	}
	return total, nil
}

func (d *decoder) value(node *yaml.Node) any {
	switch node.Kind {
	case yaml.DocumentNode:
		if len(node.Content) == 0 {
			return nil
		}
		return d.value(node.Content[0])
	case yaml.AliasNode:
		if v, ok := d.shared[node.Alias]; ok {
			return v
		}
		return d.value(node.Alias)
	}
	var v any
	switch node.Kind {
	case yaml.MappingNode:
		v = d.mapping(node)
	case yaml.SequenceNode:
		if node.Tag == "!!omap" || node.Tag == "!omap" {
			v = d.ordered(node)
			break
		}
		list := make([]any, len(node.Content))
		for i, child := range node.Content {
			list[i] = d.value(child)
		}
		v = list
	default:
		v = Scalar(node, d.loc)
	}
	if node.Anchor != "" {
		if d.shared == nil {
			d.shared = map[*yaml.Node]any{}
		}
		d.shared[node] = v
	}
	return v
}

func (d *decoder) mapping(node *yaml.Node) *Map {
	m := NewMap(len(node.Content) / 2)
	for i := 0; i+1 < len(node.Content); i += 2 {
		keyNode, valueNode := node.Content[i], node.Content[i+1]
		value := d.value(valueNode)
		if IsMerge(keyNode) && merge(m, valueNode, value) {
			continue
		}
		if keyNode.Kind == yaml.ScalarNode && isText(keyNode) {
			m.Set(keyNode.Value, value)
		} else {
			m.SetKey(d.value(keyNode), value)
		}
	}
	return m
}

// IsMerge says whether a key is YAML's merge key, <<. Psych also takes a quoted one for it.
func IsMerge(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Value == "<<" && key.Tag != "tag:yaml.org,2002:str" && key.Tag != "!!str"
}

// merge does what Psych's revive_hash does with a merge key; false means that the key is an ordinary one.
func merge(m *Map, node *yaml.Node, value any) bool {
	switch node.Kind {
	case yaml.SequenceNode:
		list, _ := value.([]any)
		all := NewMap(8)
		for i := len(list) - 1; i >= 0; i-- {
			part, ok := list[i].(*Map)
			if !ok {
				return false
			}
			all.Update(part)
		}
		m.Update(all)
		return true
	case yaml.AliasNode, yaml.MappingNode:
		part, ok := value.(*Map)
		if ok {
			m.Update(part)
		}
		return ok
	}
	return false
}

// Update sets every entry of another map.
func (m *Map) Update(other *Map) {
	if other == nil {
		return
	}
	for _, e := range other.entries {
		m.set(e)
	}
}

// isText says quickly of a plain scalar that it is a string, without working out what else it might be.
func isText(node *yaml.Node) bool {
	return node.Style&yaml.TaggedStyle == 0 && (Quoted(node) || plainText(node.Value))
}

// Quoted says whether a scalar was written with quotes, or as a block, and is therefore a string whatever it looks like.
func Quoted(node *yaml.Node) bool {
	return node.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
}

// Scalar is the value of a scalar node (ToRuby#deserialize). With a tag, quotes do not make it a string.
func Scalar(node *yaml.Node, loc *time.Location) any {
	if loc == nil {
		loc = utc
	}
	if node.Style&yaml.TaggedStyle == 0 {
		if Quoted(node) {
			return node.Value
		}
		return Plain(node.Value, loc)
	}
	switch node.Tag {
	case "!binary", "!!binary":
		if b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(node.Value), "")); err == nil {
			return string(b)
		}
		return node.Value
	case "!str", "!!str", "!ruby/string":
		return node.Value
	case "!!float", "!float":
		if n, ok := Plain(node.Value, loc).(int64); ok {
			return float64(n)
		}
	}
	return Plain(node.Value, loc)
}

// ordered makes a mapping of a list with the tag !!omap.
func (d *decoder) ordered(node *yaml.Node) *Map {
	m := NewMap(len(node.Content))
	for _, item := range node.Content {
		if item.Kind == yaml.MappingNode && len(item.Content) >= 2 {
			m.SetKey(d.value(item.Content[0]), d.value(item.Content[len(item.Content)-1]))
		}
	}
	return m
}
