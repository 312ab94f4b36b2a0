package kramdown

import "strings"

// isPatternTail matches the first character of PATTERN_TAIL behind a list
// marker: a tab, a bar or a space.
func isPatternTail(s string, i int) bool {
	return i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '|')
}

// listStart matches LIST_START; it returns the end of the marker, or 0.
func listStart(s string, pos int) int {
	if end := ulStart(s, pos, 3); end > 0 {
		return end
	}
	return olStart(s, pos, 3)
}

func ulStart(s string, pos, maxIndent int) int {
	i := pos
	for i-pos < maxIndent && i < len(s) && s[i] == ' ' {
		i++
	}
	if i < len(s) && (s[i] == '*' || s[i] == '+' || s[i] == '-') && isPatternTail(s, i+1) {
		return i + 1
	}
	return 0
}

func olStart(s string, pos, maxIndent int) int {
	i := pos
	for i-pos < maxIndent && i < len(s) && s[i] == ' ' {
		i++
	}
	j := i
	for j < len(s) && isDigit(s[j]) {
		j++
	}
	if j > i && j < len(s) && s[j] == '.' && isPatternTail(s, j+1) {
		return j + 1
	}
	return 0
}

// dlStart matches DEFINITION_LIST_START.
func dlStart(s string, pos, maxIndent int) int {
	i := pos
	for i-pos < maxIndent && i < len(s) && s[i] == ' ' {
		i++
	}
	if i < len(s) && s[i] == ':' && isPatternTail(s, i+1) {
		return i + 1
	}
	return 0
}

// markerIndent is how far the markers of the following items may be
// indented, given where the text of the item before starts.
func markerIndent(indentation int) int {
	if indentation >= 1 && indentation <= 3 {
		return indentation - 1
	}
	return 3
}

// itemText reads the rest of a marker's line: its text and how deep the lines
// that go on with the item must be indented.
func itemText(indentation int, content string) (string, int) {
	if _, end := listItemIAL(content); isAllSpace(content[end:]) || isAllSpace(content) {
		indentation = 4
	} else {
		for {
			sp := countByte(content, 0, ' ', len(content))
			if sp >= len(content) || content[sp] != '\t' {
				indentation += sp
				break
			}
			tabs := countByte(content, sp, '\t', len(content))
			width := 4 - (sp+indentation)%4 + (tabs-1)*4
			content = strings.Repeat(" ", sp+width) + content[sp+tabs:]
		}
	}
	return content[skipSpace(content, 0):], indentation
}

func isAllSpace(s string) bool { return skipSpace(s, 0) == len(s) }

// listItemIAL matches LIST_ITEM_IAL at the start of content; it returns the
// list of attributes and the end, 0 if there is none.
func listItemIAL(content string) (attrs string, end int) {
	i := skipSpace(content, 0)
	if !strings.HasPrefix(content[i:], "{:") {
		return "", 0
	}
	if j := scanID(content, i+2); j < len(content) && content[j] == ':' || strings.HasPrefix(content[i+2:], "/") {
		return "", 0
	}
	src := source{s: content}
	k := src.braceEnd(i+2, 1, nil)
	if k < 0 {
		return "", 0
	}
	return content[i+2 : k], skipSpace(content, k+1)
}

// takeItemIAL moves an IAL at the start of an item's text to the item.
func (p *parser) takeItemIAL(e *Element, text string) string {
	attrs, end := listItemIAL(text)
	if end == 0 {
		return text
	}
	if e.ial == nil {
		e.ial = new(attrList)
	}
	p.parseAttributeList(attrs, e.ial)
	return text[end:]
}

// isContentLine matches the content_re of an item: a line that is indented
// as deep as the item's text and not blank.
func isContentLine(s string, pos, indentation int) bool {
	i, n := pos, 0
	for ; n < indentation/4; n++ {
		if i < len(s) && s[i] == '\t' {
			i++
		} else if strings.HasPrefix(s[i:], "    ") {
			i += 4
		} else {
			return false
		}
	}
	if countByte(s, i, ' ', indentation%4) == indentation%4 && hasText(s, i+indentation%4) {
		return true
	}
	if i < len(s) && s[i] == '\t' {
		return hasText(s, i+1)
	}
	return strings.HasPrefix(s[i:], "    ") && hasText(s, i+4)
}

// hasText tells whether the rest of the line is not blank.
func hasText(s string, i int) bool {
	for ; i < len(s) && s[i] != '\n'; i++ {
		if !isSpace(s[i]) {
			return true
		}
	}
	return false
}

// isLazyLine matches the lazy_re of an item.
func (p *parser) isLazyLine(pos, indentation int) bool {
	s := p.src.s
	if !hasText(s, pos) {
		return false
	}
	i := pos + countByte(s, pos, ' ', min(indentation, 3))
	switch s[i] {
	case '{':
		return p.ialEnd(i) < 0
	case '<':
		return !p.lazyHTML(s, i)
	}
	return true
}

// expandTabs turns tabs at a line's start into four spaces each.
func expandTabs(line string) string {
	n := countByte(line, 0, '\t', len(line))
	if n == 0 {
		return line
	}
	return strings.Repeat("    ", n) + line[n:]
}

// listItem is an item while its lines are collected. A nested list that
// starts without a blank line before it begins a new chunk.
type listItem struct {
	el     *Element
	chunks []string
	buf    []byte
}

func (it *listItem) cut() {
	it.chunks = append(it.chunks, string(it.buf))
	it.buf = it.buf[:0]
}

// parseList reads an ordered or unordered list.
func (p *parser) parseList() bool {
	src := p.src
	s := src.s
	typ, start := UL, ulStart
	end := ulStart(s, src.pos, 3)
	if end == 0 {
		if end = olStart(s, src.pos, 3); end == 0 {
			return false
		}
		typ, start = OL, olStart
	}
	list := p.block(typ)

	var items []*listItem
	var item *listItem
	indentation, maxIndent := 0, 3
	eobFound, nestedFound, lastBlank := false, false, false
	for !src.eos() {
		pos := src.pos
		if lastBlank && hrEnd(s, pos) > 0 {
			break
		}
		if isEOBMarker(s, pos) {
			src.pos, _ = restBlank(s, pos+1)
			eobFound = true
			break
		}
		if end := start(s, pos, maxIndent); end > 0 {
			el := p.new(LI)
			el.line = int32(src.lineAt(pos))
			next := lineEnd(s, end)
			text, ind := itemText(end-pos, s[end:next])
			indentation = ind
			text = p.takeItemIAL(el, text)
			maxIndent = markerIndent(indentation)
			nestedFound = listStart(text, 0) > 0
			lastBlank = false
			item = &listItem{el: el, buf: []byte(text)}
			items = append(items, item)
			src.pos = next
		} else if isContentLine(s, pos, indentation) || !lastBlank && p.isLazyLine(pos, indentation) {
			next := lineEnd(s, pos)
			line := expandTabs(s[pos:next])
			found := countByte(line, 0, ' ', indentation) == indentation
			if found {
				line = line[indentation:]
			}
			if !nestedFound && found && listStart(line, 0) > 0 {
				item.cut()
				nestedFound = true
			} else if nestedFound && !found && listStart(line, 0) > 0 {
				item.buf = append(item.buf, strings.Repeat(" ", indentation+4)...)
			}
			item.buf = append(item.buf, line...)
			lastBlank = false
			src.pos = next
		} else if n := blankLines(s, pos); n > 0 {
			nestedFound, lastBlank = true, true
			item.buf = append(item.buf, s[pos:n]...)
			src.pos = n
		} else {
			break
		}
	}
	p.tree.add(list)
	list.Children = make([]*Element, len(items))
	for i, it := range items {
		it.cut()
		list.Children[i] = it.el
	}

	var last *Element
	otherFirst := false // an item before does not start with a plain paragraph
	for i, it := range items {
		line := int(it.el.line)
		for _, chunk := range it.chunks {
			p.parseBlocks(it.el, p.newSource(chunk, line))
			line += strings.Count(chunk, "\n")
		}
		children := it.el.Children
		if len(children) == 0 {
			otherFirst = true
			continue
		}
		first := children[0]
		isLast := i == len(items)-1
		if first.Type == Paragraph {
			// An EOB that a block IAL of the first paragraph left behind
			if len(children) >= 2 && children[1].Type == eob && first.ial != nil {
				children = append(children[:1], children[2:]...)
				it.el.Children = children
			}
			if (len(children) < 2 || children[1].Type != Blank || isLast && len(children) == 2 && !eobFound) &&
				(!isLast || len(items) == 1 || otherFirst) {
				if len(children) > 1 && children[1].Type != Blank && len(first.Children) > 0 {
					first.Children[0].grow("\n")
				}
				first.transparent = true
			}
		}
		if first.Type != Paragraph || first.transparent {
			otherFirst = true
		}
		last = nil
		if n := len(children); children[n-1].Type == Blank {
			last = children[n-1]
			it.el.Children = children[:n-1]
		}
	}
	if last != nil && !eobFound {
		p.tree.add(last)
	}
	if p.gfm {
		markTasks(list)
	}
	return true
}

const (
	boxUnchecked = `<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" />`
	boxChecked   = `<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" checked="checked" />`
)

// markTasks turns [ ] and [x] at the start of items into boxes.
func markTasks(list *Element) {
	isTasks := false
	for _, li := range list.Children {
		if len(li.Children) == 0 || li.Children[0].Type != Paragraph || len(li.Children[0].Children) == 0 {
			continue
		}
		text := li.Children[0].Children[0]
		s := text.settle()
		i := skipSpace(s, 0)
		if i+3 < len(s) && s[i] == '[' && s[i+2] == ']' && isSpace(s[i+3]) {
			if box := map[byte]string{' ': boxUnchecked, 'x': boxChecked, 'X': boxChecked}[s[i+1]]; box != "" {
				text.Value = box + s[skipSpace(s, i+3):]
				isTasks = true
			}
		}
		if isTasks {
			li.set("class", "task-list-item")
		}
	}
	if isTasks {
		list.set("class", "task-list")
	}
}
