package liquid

// breakTag is break or continue: it ends all bodies up to the loop's.
type breakTag struct{ signal error }

func parseBreak(*Parser, Tag) (Node, error)    { return breakTag{errBreak}, nil }
func parseContinue(*Parser, Tag) (Node, error) { return breakTag{errContinue}, nil }

func (t breakTag) Render(*Context) error { return t.signal }
