package render

import (
	"sort"
	"sync"
	"time"
)

// Profile is how often each template was rendered, how much it wrote and how long it took, includes inside it counted in.
type Profile struct {
	mu    sync.Mutex
	clock func() time.Time
	rows  map[string]*ProfileRow
}

// ProfileRow is one template's line.
type ProfileRow struct {
	Template string
	Count    int
	Bytes    int
	Time     time.Duration
}

// NewProfile returns an empty profile that reads the time with clock.
func NewProfile(clock func() time.Time) *Profile {
	return &Profile{clock: clock, rows: map[string]*ProfileRow{}}
}

// start begins to measure a template; the function that it returns ends that. A nil profile measures nothing.
func (p *Profile) start(template string) func(bytes int) {
	if p == nil {
		return func(int) {}
	}
	begin := p.clock()
	return func(bytes int) {
		took := p.clock().Sub(begin)
		p.mu.Lock()
		defer p.mu.Unlock()
		row := p.rows[template]
		if row == nil {
			row = &ProfileRow{Template: template}
			p.rows[template] = row
		}
		row.Count++
		row.Bytes += bytes
		row.Time += took
	}
}

// Rows are the lines, the slowest template first.
func (p *Profile) Rows() []ProfileRow {
	p.mu.Lock()
	defer p.mu.Unlock()
	rows := make([]ProfileRow, 0, len(p.rows))
	for _, row := range p.rows {
		rows = append(rows, *row)
	}
	sort.Slice(rows, func(i, j int) bool {
		if rows[i].Time != rows[j].Time {
			return rows[i].Time > rows[j].Time
		}
		return rows[i].Template < rows[j].Template
	})
	return rows
}
