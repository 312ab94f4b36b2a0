package liquid

import "context"

// The defaults of Limits.
const (
	defaultSteps    = 50_000_000
	defaultOutput   = 128 << 20
	defaultNesting  = 100
	defaultIncludes = 95 // just under Nesting, so that what recurses is told that includes are why
)

// stepsBetweenChecks is how often a render looks at its context and its step limit.
const stepsBetweenChecks = 1024

func (l Limits) or(base Limits) Limits {
	if l.Steps == 0 {
		l.Steps = base.Steps
	}
	if l.Output == 0 {
		l.Output = base.Output
	}
	if l.Nesting == 0 {
		l.Nesting = base.Nesting
	}
	if l.Includes == 0 {
		l.Includes = base.Includes
	}
	return l
}

func (l Limits) withDefaults() Limits {
	return l.or(Limits{defaultSteps, defaultOutput, defaultNesting, defaultIncludes})
}

// exceeds says whether n is over a limit; a negative limit is none.
func exceeds(n, limit int) bool { return limit >= 0 && n > limit }

// budget is what one render may still spend. Contexts of the tag render share their parent's.
type budget struct {
	ctx     context.Context
	limits  Limits
	granted int64
	fuel    int // steps until the next look at ctx and limits, out of what was granted
}

func (b *budget) reset(ctx context.Context, limits Limits) {
	*b = budget{ctx: ctx, limits: limits}
}

// spend counts n steps.
func (b *budget) spend(n int) error {
	b.fuel -= n
	if b.fuel >= 0 {
		return nil
	}
	return b.refuel()
}

func (b *budget) refuel() error {
	spent := b.granted - int64(b.fuel)
	grant := int64(stepsBetweenChecks)
	if limit := b.limits.Steps; limit >= 0 {
		if spent > limit {
			return limitError(ErrSteps)
		}
		grant = min(grant, limit-spent)
	}
	b.granted, b.fuel = spent+grant, int(grant)
	if err := b.ctx.Err(); err != nil {
		return &Error{Kind: Limit, Message: "the render was stopped: " + err.Error(), Err: err}
	}
	return nil
}

// bytesPerStep is how much text a filter or a comparison goes through for the cost of one step.
const bytesPerStep = 64

// chargeValue counts what it costs to go through a value once, where that is much.
func (c *Context) chargeValue(v any) error {
	switch x := v.(type) {
	case string:
		if len(x) > 16*bytesPerStep {
			return c.budget.spend(len(x) / bytesPerStep)
		}
	case []any:
		return c.budget.spend(len(x))
	}
	return nil
}

func limitError(named error) *Error {
	e := &Error{Kind: Limit, Message: named.Error(), Err: named}
	switch named {
	case ErrIncludes:
		e.Kind = StackLevel
	case ErrNesting:
		e.Kind, e.Message = StackLevel, "Nesting too deep" // Ruby's words, as it may be written in place
	}
	return e
}
