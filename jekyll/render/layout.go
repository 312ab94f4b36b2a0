package render

import (
	"sync"

	"github.com/galleypress/galley/jekyll/liquid"
)

// Layout is a file of the layouts folder.
type Layout struct {
	// Name is how front matter names it: its path in the folder without the extension.
	Name string
	// Path is where it lies, for error messages and to find what changed.
	Path string
	// Data is its front matter.
	Data *liquid.Map
	// Content is its template, and Line the number of the template's first line in the file.
	Content string
	Line    int

	template parsed
}

// parsed is a template that is compiled when it is first needed.
type parsed struct {
	once     sync.Once
	template *liquid.Template
	err      error
}

func (p *parsed) get(parse func() (*liquid.Template, error)) (*liquid.Template, error) {
	p.once.Do(func() { p.template, p.err = parse() })
	return p.template, p.err
}

// DeepMerge is under with over merged into it, hash by hash; nil in over leaves what is under it (Jekyll's deep_merge_hashes).
func DeepMerge(under, over *liquid.Map) *liquid.Map { return deepMerge(under, over) }

func deepMerge(under, over *liquid.Map) *liquid.Map {
	merged := liquid.NewMap()
	under.Each(func(k, v any) bool { merged.Set(k, v); return true })
	over.Each(func(k, v any) bool {
		old, exists := merged.GetKey(k)
		if exists && v == nil {
			return true
		}
		oldMap, isMap := old.(*liquid.Map)
		newMap, bothMaps := v.(*liquid.Map)
		if isMap && bothMaps {
			v = deepMerge(oldMap, newMap)
		}
		merged.Set(k, v)
		return true
	})
	return merged
}
