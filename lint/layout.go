package lint

import (
	"fmt"
	"strings"
)

// layoutRules are about the frame that a post is put into.
var layoutRules = []Rule{
	{
		Name: "layout-missing", Family: "layout", Level: Error,
		Summary: "a layout that does not exist",
		Effect:  "Readers see the bare text: no head, no menu, no style.",
		Mended:  "`--fix` corrects a name that differs from a layout's by a letter or by its case.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\nlayout: «posts»\n---\nIt is here.\n",
			Files: map[string]string{"_layouts/post.html": "{{ content }}"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\nlayout: post\n---\nIt is here.\n",
			Files: map[string]string{"_layouts/post.html": "{{ content }}"},
		},
		check: checkLayout,
	},
}

func checkLayout(c *checker) {
	e, ok := c.entry("layout")
	name, isText := e.data.(string)
	if !ok || !isText || !c.isMarkdownOrHTML() || c.doc == nil && c.page == nil {
		return
	}
	known, certain := c.world.layouts()
	// "none" is Jekyll's word for no layout; the others come to the same, as no such layout is found.
	switch name {
	case "", "none", "nil", "null", "false":
		return
	}
	if !certain || name == "redirect" && c.own().Has("redirect_to") { // jekyll-redirect-from brings that layout along
		return
	}
	for _, l := range known {
		if l == name {
			return
		}
	}
	remedy := useOneOf(known)
	right, near := nearest(name, known, 2)
	if near {
		remedy = "Did you mean " + code(right) + "?"
	}
	effect := "Jekyll publishes the bare text, without head, menu and style"
	f := c.report(c.node(e.value), fmt.Sprintf("There is no layout %s in `%s`", code(name), c.world.site.Config.LayoutsDir), effect, remedy)
	if near && (distance(name, right, 2) == 1 || strings.EqualFold(name, right)) {
		f.fix("write "+code(right), replace(c.node(e.value), plainIfPossible(right, false)))
	}
}
