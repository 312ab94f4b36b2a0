package render

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// forEach calls work for every item, on all cores, beginning with the first. It returns the error of the earliest item that failed, so that
// the same fault is reported each time.
func forEach[T any](ctx context.Context, items []T, work func(T) error) error {
	var (
		next   atomic.Int64
		failed atomic.Int64 // index of the earliest item that failed
		mu     sync.Mutex
		first  error
		wg     sync.WaitGroup
	)
	failed.Store(int64(len(items)))
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wg.Go(func() {
			for {
				i := next.Add(1) - 1
				if i >= failed.Load() || ctx.Err() != nil {
					return
				}
				if err := work(items[i]); err != nil {
					mu.Lock()
					if i < failed.Load() {
						failed.Store(i)
						first = err
					}
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if first != nil {
		return first
	}
	return ctx.Err()
}

// Render renders every page and document. Afterwards Output gives each one's text.
func (s *Site) Render(ctx context.Context, progress func(done, total int)) error {
	all := s.allPages()
	for i, p := range all {
		p.order = i
		p.site = s
		p.drop.page = p
	}
	var done atomic.Int64
	return forEach(ctx, all, func(p *Page) error {
		_, err := p.render(ctx)
		if progress != nil {
			progress(int(done.Add(1)), len(all))
		}
		return err
	})
}

// TakeOutput is the page's whole text, once the site has been rendered. The page keeps it no longer, so that a large site is in memory once.
func (p *Page) TakeOutput() []byte {
	out := []byte(p.rendered.text)
	p.rendered.text, p.converted.text = "", ""
	return out
}

// Convert converts text as a page of that extension is converted, without Liquid.
func (s *Site) Convert(ctx context.Context, p *Page, text string) (string, error) {
	return s.convert(ctx, p, text)
}
