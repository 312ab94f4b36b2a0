package kramdown

import (
	"strings"
)

// alignment is that of a table's column.
type alignment uint8

const (
	alignDefault alignment = iota
	alignLeft
	alignCenter
	alignRight
)

var alignmentNames = [...]string{"", "left", "center", "right"}

// maxPadding bounds the cells that are added to short rows of all tables: a
// wide row above many short ones would make a small text large.
func (p *parser) maxPadding() int { return 1<<14 + 2*p.size }

// hasPipe matches TABLE_PIPE_CHECK at the start of line: a bar that stands
// first or has no backslash before it.
func hasPipe(line string) bool {
	for i := 0; i < len(line); i++ {
		n := strings.IndexByte(line[i:], '|')
		if n < 0 {
			return false
		}
		i += n
		if i == 0 || line[i-1] != '\\' && line[i-1] != '\n' {
			return true
		}
	}
	return false
}

// isTableLine matches TABLE_LINE at pos; next is the position behind it.
func isTableLine(s string, pos int) (line string, next int, ok bool) {
	next = lineEnd(s, pos)
	line = strings.TrimSuffix(s[pos:next], "\n")
	return line, next, hasPipe(line)
}

// isSepLine matches TABLE_SEP_LINE, or TABLE_FSEP_LINE with the mark '='.
func isSepLine(line string, mark byte) bool {
	found := false
	for i := range len(line) {
		switch line[i] {
		case mark:
			found = true
		case '+', '|', ':', ' ', '\t':
		default:
			return false
		}
	}
	return found
}

// parseTable reads a table. Its lines must all have a bar, outside of code.
func (p *parser) parseTable() bool {
	src := p.src
	s, pos := src.s, src.pos
	if _, _, ok := isTableLine(s, pos); !ok {
		return false
	}
	if i := pos + optSpace(s, pos); isSpace(s[i]) {
		return false
	}
	table := p.block(Table) // takes the block IAL even if it comes to nothing
	b := tableBuilder{p: p, s: s, leadingPipe: s[skipSpace(s, pos)] == '|'}
	end := b.readLines(pos)
	src.pos = end
	boundary := p.beforeBlockBoundary()
	src.pos = pos
	if !boundary || !p.pipesOutsideCode(s[pos:end-1]) {
		return false
	}
	if len(b.rows) > 0 {
		kind := TBody
		if b.hasFooter {
			kind = TFoot
		}
		b.addContainer(kind, false)
	}
	hasBody := false
	for _, c := range b.parts {
		hasBody = hasBody || c.Type == TBody
	}
	if !hasBody {
		p.warn("Found table without body on line %d - ignoring it", src.lineAt(pos))
		return false
	}
	table.Children = b.parts
	b.evenOut(table)
	p.tree.add(table)
	src.pos = end
	return true
}

// tableBuilder collects the rows of a table into head, bodies and foot.
type tableBuilder struct {
	p           *parser
	s           string
	leadingPipe bool // the first line starts with a bar
	hasFooter   bool
	columns     int
	align       []alignment
	rows        []*Element
	parts       []*Element
	cells       []string
}

// readLines reads all lines of the table and returns their end.
func (b *tableBuilder) readLines(pos int) (end int) {
	for first := true; pos < len(b.s); first = false {
		line, next, ok := isTableLine(b.s, pos)
		sep := isSepLine(line, '-')
		if first && sep {
			pos = next
			continue
		}
		if !ok {
			break
		}
		switch {
		case sep:
			if len(b.rows) == 0 {
				break
			}
			if len(b.align) == 0 && !b.hasFooter {
				b.addContainer(THead, false)
				b.align = alignments(line)
			} else {
				b.addContainer(TBody, false)
			}
		case isSepLine(line, '='):
			if len(b.rows) > 0 {
				b.addContainer(TBody, true)
			}
			b.hasFooter = true
		default:
			b.addRow(strings.TrimRight(line, " \t"), b.p.src.lineAt(pos))
		}
		pos = next
	}
	return pos
}

// addContainer makes a part of the table of the rows so far.
func (b *tableBuilder) addContainer(kind Type, force bool) {
	if b.hasFooter && kind == TBody && !force {
		return
	}
	e := b.p.new(kind)
	e.Children, b.rows = b.rows, nil
	b.parts = append(b.parts, e)
}

// alignments reads the columns' alignments from a separator line.
func alignments(line string) (list []alignment) {
	for i := 0; i < len(line); {
		j := i
		if line[j] == ' ' || line[j] == '\t' {
			j++
		}
		left := j < len(line) && line[j] == ':'
		if left {
			j++
		}
		k := j + countByte(line, j, '-', len(line))
		if k == j {
			i++
			continue
		}
		right := k < len(line) && line[k] == ':'
		if right {
			k++
		}
		if k < len(line) && (line[k] == ' ' || line[k] == '\t') {
			k++
		}
		i = k
		switch {
		case left && right:
			list = append(list, alignCenter)
		case left:
			list = append(list, alignLeft)
		case right:
			list = append(list, alignRight)
		default:
			list = append(list, alignDefault)
		}
	}
	return list
}

// addRow splits a line into cells; number is the line's in the document.
func (b *tableBuilder) addRow(line string, number int) {
	cells := b.split(line)
	if b.leadingPipe && len(cells) > 0 && strip(cells[0]) == "" {
		cells = cells[1:]
	}
	if n := len(cells); n > 0 && strip(cells[n-1]) == "" {
		cells = cells[:n-1]
	}
	row := b.p.new(TR)
	row.Children = make([]*Element, len(cells))
	for i, text := range cells {
		td := b.p.new(TD)
		td.line = int32(number)
		td.Children = []*Element{b.p.rawText(strip(text))}
		row.Children[i] = td
	}
	b.columns = max(b.columns, len(cells))
	b.rows = append(b.rows, row)
}

// split cuts a line at its bars, leaving those in code alone.
func (b *tableBuilder) split(line string) []string {
	b.cells = b.cells[:0]
	if strings.IndexByte(line, '`') < 0 && !strings.Contains(line, "<code") {
		b.splitText(line)
		return b.cells
	}
	for line != "" {
		code, end := findCode(line)
		b.splitSpans(line[:code])
		b.extend(line[code:end])
		line = line[end:]
	}
	return b.cells
}

// findCode matches <code.*?>.*?</code>; without a match it returns the end
// of the line twice.
func findCode(line string) (start, end int) {
	start = strings.Index(line, "<code")
	if start >= 0 {
		if gt := strings.IndexByte(line[start+5:], '>'); gt >= 0 {
			if stop := strings.Index(line[start+5+gt+1:], "</code>"); stop >= 0 {
				return start, start + 5 + gt + 1 + stop + len("</code>")
			}
		}
	}
	return len(line), len(line)
}

// extend adds to the last cell.
func (b *tableBuilder) extend(text string) {
	if text == "" {
		return
	}
	if len(b.cells) == 0 {
		b.cells = append(b.cells, text)
	} else {
		b.cells[len(b.cells)-1] += text
	}
}

// splitSpans splits text that may have code spans in it.
func (b *tableBuilder) splitSpans(text string) {
	sp := b.p.spannerFor(text, 0)
	sp.textType = RawText
	root := b.p.new(Root)
	sp.run(root, stop{}, &b.p.sets.code)
	b.p.release(sp)
	for _, c := range root.Children {
		if c.Type == RawText {
			b.splitText(c.Value)
			continue
		}
		longest, run := 0, 0
		for i := range len(c.Value) {
			if c.Value[i] == '`' {
				run++
				longest = max(longest, run)
			} else {
				run = 0
			}
		}
		delim := strings.Repeat("`", longest+1)
		if longest > 0 {
			b.extend(delim + " " + c.Value + " " + delim)
		} else {
			b.extend(delim + c.Value + delim)
		}
	}
}

// splitText splits text without code at the bars that have no backslash.
func (b *tableBuilder) splitText(text string) {
	from, first := 0, true
	cell := func(to int) {
		t := strings.ReplaceAll(text[from:to], `\|`, "|")
		if first && len(b.cells) > 0 {
			b.cells[len(b.cells)-1] += t
		} else {
			b.cells = append(b.cells, t)
		}
		first = false
	}
	for i := 0; i < len(text); i++ {
		if text[i] == '|' && (i == 0 || text[i-1] != '\\') {
			cell(i)
			from = i + 1
		}
	}
	cell(len(text))
}

// pipesOutsideCode checks that every line of a table has a bar that is in no
// code span and no HTML.
func (p *parser) pipesOutsideCode(text string) bool {
	if strings.IndexByte(text, '`') < 0 && strings.IndexByte(text, '<') < 0 {
		return true // the lines were checked when they were read
	}
	sp := p.spannerFor(text, 0)
	sp.textType = RawText
	root := p.new(Root)
	sp.run(root, stop{}, &p.sets.codeHTML)
	p.release(sp)
	pipe := false
	for _, c := range root.Children {
		// Ruby's split drops empty strings at the end.
		text := strings.TrimRight(c.Value, "\n")
		lines, first, last := 0, "", ""
		if text != "" {
			lines = strings.Count(text, "\n") + 1
			first, _, _ = strings.Cut(text, "\n")
			last = text[strings.LastIndexByte(text, '\n')+1:]
		}
		if c.Type == Codespan {
			if lines > 2 || lines == 2 && !pipe {
				break
			}
			if lines == 2 {
				pipe = false
			}
			continue
		}
		if c.Type != RawText && c.Type != HTMLElement && c.Type != XMLComment && c.Type != XMLPI {
			continue
		}
		if lines > 1 && !pipe && !hasPipe(first) {
			break
		}
		pipe = lines <= 1 && pipe || hasPipe(last)
	}
	return pipe
}

// evenOut gives all rows the same number of cells.
func (b *tableBuilder) evenOut(table *Element) {
	for _, part := range table.Children {
		for _, row := range part.Children {
			for len(row.Children) < b.columns && b.p.padded < b.p.maxPadding() {
				row.Children = append(row.Children, b.p.new(TD))
				b.p.padded++
			}
		}
	}
	align := b.align
	for len(align) < b.columns {
		align = append(align, alignDefault)
	}
	table.ext().alignment = align[:b.columns]
}
