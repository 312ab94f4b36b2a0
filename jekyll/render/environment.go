package render

import (
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// standardBlocks are Liquid's own tags that stand around a body.
var standardBlocks = []string{"if", "unless", "ifchanged", "for", "case", "tablerow", "capture", "comment", "raw"}

// setLiquid makes the environment in which the site's templates are parsed.
func (s *Site) setLiquid(o Options) error {
	mode := liquid.Warn
	switch m := liquid.ToString(s.setting("liquid", "error_mode")); m {
	case "lax":
		mode = liquid.Lax
	case "strict":
		mode = liquid.Strict
	}
	s.env = liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll, Mode: mode, Limits: o.Limits})
	for _, f := range filters {
		s.env.RegisterFilter(f.name, f.min, f.max, f.apply)
	}
	for _, name := range standardBlocks {
		s.blocks[name] = true
	}
	s.AddTag("include", parseInclude)
	s.AddTag("include_relative", parseIncludeRelative)
	s.AddTag("link", parseLink)
	s.AddTag("post_url", parsePostURL)
	s.AddBlock("highlight", parseHighlight)
	s.AddTag(printTag, func(*liquid.Parser, liquid.Tag) (liquid.Node, error) { return printNode{}, nil })
	printer, err := s.env.Parse(printTag, "{% "+printTag+" %}", liquid.ParseOptions{})
	if err != nil {
		return err
	}
	s.printer = printer

	location := s.Time.Location()
	if location == time.UTC {
		location = time.FixedZone("UTC", 0) // Ruby prints a local time as +0000
	}
	s.renderOptions = liquid.RenderOptions{
		StrictVariables: liquid.Truthy(s.setting("liquid", "strict_variables")),
		StrictFilters:   liquid.Truthy(s.setting("liquid", "strict_filters")),
		Now:             s.Time,
		Location:        location,
	}
	s.jekyllDrop = liquid.NewMap("version", Version, "environment", o.Environment)
	return nil
}

// printTag calls the Print of the page that is being rendered, so that it has a render's context.
const printTag = "galley_print"

type printNode struct{}

func (printNode) Render(c *liquid.Context) error {
	if r := current(c); r != nil && r.page.Print != nil {
		return r.page.Print(c)
	}
	return nil
}

// parse compiles a template whose first line is the given one of the file.
func (s *Site) parse(name, source string, line int) (*liquid.Template, error) {
	return s.env.Parse(name, source, liquid.ParseOptions{Line: max(line, 1)})
}

// SourcePath is the path of the page's file in the source, collections_dir included; of a page without one, where the file would be.
func (p *Page) SourcePath() string { return p.site.sourcePath(p) }

func (s *Site) sourcePath(p *Page) string {
	if p.file != nil {
		return p.file.Path
	}
	if p.Collection != nil && s.cfg.CollectionsDir != "" {
		return strings.TrimSuffix(s.cfg.CollectionsDir, "/") + "/" + p.Path
	}
	return p.Path
}
