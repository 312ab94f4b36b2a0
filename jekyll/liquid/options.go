package liquid

import "time"

// Dialect chooses between the two families of Liquid that are in use where they disagree. The package documentation lists the differences.
type Dialect uint8

const (
	// Shopify is the newest Liquid: what the golden-liquid suite describes.
	Shopify Dialect = iota
	// Jekyll is what Jekyll 4 users get: Liquid 4.0 and, where Debian's Jekyll runs on it, 5.4.
	Jekyll
)

// Mode says how a parser treats markup that only its forgiving half understands (Jekyll's `liquid: error_mode`).
type Mode uint8

const (
	// Lax reads what it can and drops the rest.
	Lax Mode = iota
	// Warn reads as Lax does and collects a warning for each markup that Strict would refuse (Jekyll's default).
	Warn
	// Strict refuses malformed markup.
	Strict
)

// Limits bound what one template may cost. A zero field means its default; a negative one, no limit.
type Limits struct {
	// Steps is the number of nodes rendered, loop rounds and list items handled in one render. Default 50 million.
	Steps int64
	// Output is the number of bytes that one render may write, and that any one string made by a filter or capture may have. Default 128 MiB.
	Output int
	// Nesting is how deep blocks may stand in each other when parsed, and scopes when run. Default 100, as in Ruby's Liquid.
	Nesting int
	// Includes is how deep templates may include each other. Default 95.
	Includes int
}

// Options are an Environment's settings.
type Options struct {
	Dialect Dialect
	// Mode is the parse mode where ParseOptions do not name one.
	Mode Mode
	// Partials finds the templates of the standard tags include and render. Without it, both are errors.
	Partials Partials
	// Limits hold for every parse and render that does not name its own.
	Limits Limits
}

// Partials finds a template's source by name for the standard tags include and render.
// An error should say in plain words what was not found.
type Partials interface {
	Partial(name string) (source string, err error)
}

// ParseOptions are the settings of one parse; the zero value is what most need.
type ParseOptions struct {
	// Line is the number of the source's first line, for a template that stands behind front matter. 0 means 1.
	Line int
	// Mode overrides the environment's mode where ModeSet is true.
	Mode    Mode
	ModeSet bool
}

// RenderOptions are the settings of one render; the zero value raises the first error, as Jekyll does (Liquid's render!).
type RenderOptions struct {
	// Registers are values for tags and filters that templates cannot see: the site, the page. Read with Context.Register.
	Registers map[string]any
	// StrictVariables makes an undefined variable an error (Jekyll's `liquid: strict_variables`).
	StrictVariables bool
	// StrictFilters makes an unknown filter an error (Jekyll's `liquid: strict_filters`). Otherwise it passes its input on.
	StrictFilters bool
	// InPlace writes an error's message where it happened and goes on (Liquid's render without the exclamation mark).
	// Exceeded limits and cancellation still end the render.
	InPlace bool
	// OnError is told of each error that was written in place, in order.
	OnError func(*Error)
	// Now is what the words "now" and "today" mean to the filter date. Zero: the time when the render starts.
	Now time.Time
	// Location is the zone of times written without one, and of "now". nil: time.Local.
	Location *time.Location
	// Limits override the environment's, field by field where not zero.
	Limits Limits
}
