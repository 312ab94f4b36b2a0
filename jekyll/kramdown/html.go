package kramdown

import (
	"strings"
	"unicode/utf8"
)

// tagInfo is what kramdown knows about the HTML element of a name.
type tagInfo struct {
	known  bool
	span   bool // HTML_SPAN_ELEMENTS
	block  bool // HTML_BLOCK_ELEMENTS
	noBody bool // HTML_ELEMENTS_WITHOUT_BODY
	model  ContentModel
}

var tags = func() map[string]tagInfo {
	m := make(map[string]tagInfo)
	mark := func(names string, f func(*tagInfo)) {
		for _, n := range strings.Fields(names) {
			t, ok := m[n]
			if !ok {
				t.model = RawModel
			}
			t.known = true
			f(&t)
			m[n] = t
		}
	}
	mark(`a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark
		option q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var`,
		func(t *tagInfo) { t.span = true })
	mark(`address article aside applet body blockquote caption col colgroup dd div dl dt fieldset
		figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li
		main map nav ol optgroup p pre section summary table tbody td th thead tfoot tr ul`,
		func(t *tagInfo) { t.block = true })
	mark(`area base br col command embed hr img input keygen link meta param source track wbr`,
		func(t *tagInfo) { t.noBody = true })
	mark(`address applet article aside blockquote body dd details div dl fieldset figure figcaption
		footer form header hgroup iframe li main map menu nav noscript object section summary td`,
		func(t *tagInfo) { t.model = BlockModel })
	mark(`a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label
		legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt`,
		func(t *tagInfo) { t.model = SpanModel })
	mark(`script style math option textarea pre code kbd samp var`,
		func(t *tagInfo) { t.model = RawModel })
	return m
}()

// contentModel is HTML_CONTENT_MODEL; what is unknown is raw.
func contentModel(name string) ContentModel {
	if t, ok := tags[name]; ok {
		return t.model
	}
	return RawModel
}

// isSpanTag asks HTML_SPAN_ELEMENTS for a name in any case; time is new in 2.5.
func (p *parser) isSpanTag(name string) bool {
	_, info := p.tag(name)
	return info.span
}

// tag looks an element up; the names of known elements come in lower case.
func (p *parser) tag(name string) (string, tagInfo) {
	lower := downcase(name)
	if lower == "time" && p.opts.modern() {
		return lower, tagInfo{known: true, span: true, model: RawModel}
	}
	if info := tags[lower]; info.known {
		return lower, info
	}
	return name, tagInfo{}
}

// scanName matches REXML's UNAME_STR, a name with perhaps one colon in it; it
// returns its end, or i.
func scanName(s string, i int) int {
	end := scanNCName(s, i)
	if end > i && end < len(s) && s[end] == ':' {
		if e := scanNCName(s, end+1); e > end+1 {
			return e
		}
	}
	return end
}

func scanNCName(s string, i int) int {
	start := i
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if isASCIILetter(c) || c == '_' || i > start && (isDigit(c) || c == '-' || c == '.') {
				i++
				continue
			}
			break
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if i == start && !isAlphaRune(r) || !isAlnumRune(r) {
			break
		}
		i += n
	}
	return i
}

// htmlTag is a start tag found in a text.
type htmlTag struct {
	name   string
	attrs  string // as written
	closed bool   // />
	end    int
}

// scanTag matches HTML_TAG_RE at a '<'.
func (src *source) scanTag(i int) (htmlTag, bool) {
	s := src.s
	j := scanName(s, i+1)
	if j == i+1 {
		return htmlTag{}, false
	}
	tag := htmlTag{name: s[i+1 : j]}
	from := j
	for {
		k := skipSpace(s, j)
		if k == j || k >= len(s) {
			break
		}
		n := scanName(s, k)
		if n == k {
			break
		}
		j = n
		if end := src.scanValue(n); end > 0 {
			j = end
		}
	}
	tag.attrs = s[from:j]
	j = skipSpace(s, j)
	if j < len(s) && s[j] == '/' {
		tag.closed = true
		j++
	}
	if j >= len(s) || s[j] != '>' {
		return htmlTag{}, false
	}
	tag.end = j + 1
	return tag, true
}

// scanValue matches = and a value behind an attribute's name; it returns the
// end, or 0.
func (src *source) scanValue(i int) int {
	s := src.s
	i = skipSpace(s, i)
	if i >= len(s) || s[i] != '=' {
		return 0
	}
	i = skipSpace(s, i+1)
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case '"':
		if k := src.quote2.next(src.m, s, i+1, `"`); k >= 0 {
			return k + 1
		}
		return 0
	case '\'':
		if k := src.quote1.next(src.m, s, i+1, `'`); k >= 0 {
			return k + 1
		}
		return 0
	}
	end := scanWordRunes(s, i)
	if end == i {
		return 0
	}
	return end
}

// scanWordRunes matches \p{Word}*.
func scanWordRunes(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isWordRune(r) {
			break
		}
		i += n
	}
	return i
}

// scanCloseTag matches HTML_TAG_CLOSE_RE at "</".
func scanCloseTag(s string, i int) (name string, end int) {
	if !strings.HasPrefix(s[i:], "</") {
		return "", 0
	}
	j := scanName(s, i+2)
	k := skipSpace(s, j)
	if j == i+2 || k >= len(s) || s[k] != '>' {
		return "", 0
	}
	return s[i+2 : j], k + 1
}

// isHTMLStart matches what HTML_BLOCK_START and HTML_SPAN_START want behind
// the '<' at i.
func isHTMLStart(s string, i int) bool {
	return strings.HasPrefix(s[i+1:], "/") || strings.HasPrefix(s[i+1:], "!--") || scanName(s, i+1) > i+1
}

// scanComment matches HTML_COMMENT_RE; it returns its end, or 0.
func (src *source) scanComment(i int) int {
	if strings.HasPrefix(src.s[i:], "<!--") {
		if k := src.comment.next(src.m, src.s, i+4, "-->"); k >= 0 {
			return k + 3
		}
	}
	return 0
}

// cdata marks Text whose references are escaped, too.
const cdata = 1

// scanCDATA matches HTML_CDATA_RE, which kramdown 2.4 does not have; it
// returns the end, or 0.
func (p *parser) scanCDATA(src *source, i int) int {
	if p.opts.modern() && strings.HasPrefix(src.s[i:], "<![CDATA[") {
		if k := src.cdata.next(src.m, src.s, i+len("<![CDATA["), "]]>"); k >= 0 {
			return k + len("]]>")
		}
	}
	return 0
}

// scanPI matches HTML_INSTRUCTION_RE; it returns its end, or 0.
func (src *source) scanPI(i int) int {
	if strings.HasPrefix(src.s[i:], "<?") {
		if k := src.pi.next(src.m, src.s, i+2, "?>"); k >= 0 {
			return k + 2
		}
	}
	return 0
}

// lazyHTML matches LAZY_END_HTML_START or LAZY_END_HTML_STOP at a '<': a tag
// that is neither a span element's nor a script's. Names count as written.
func (p *parser) lazyHTML(s string, i int) bool {
	stop := strings.HasPrefix(s[i:], "</")
	if i++; stop {
		i++
	}
	end := scanName(s, i)
	if end == i {
		return false
	}
	word := s[i:scanWordRunes(s, i)]
	if word == "script" || tags[word].span || word == "time" && p.opts.modern() {
		return false
	}
	if stop {
		k := skipSpace(s, end)
		return k < len(s) && s[k] == '>'
	}
	return true
}

// parseAttributes reads the attributes of a tag.
func (p *parser) parseAttributes(str string, line int, lower bool) []Attribute {
	var attrs []Attribute
	for i := 0; ; {
		i = skipSpace(str, i)
		n := scanName(str, i)
		if n == i {
			return attrs
		}
		name, value := str[i:n], ""
		i = n
		if k := skipSpace(str, n); k < len(str) && str[k] == '=' {
			k = skipSpace(str, k+1)
			switch {
			case k >= len(str):
			case str[k] == '"' || str[k] == '\'':
				if e := strings.IndexByte(str[k+1:], str[k]); e >= 0 {
					value = str[k+1 : k+1+e]
					i = k + e + 2
				}
			default:
				i = scanWordRunes(str, k)
				value = str[k:i]
			}
		}
		if lower {
			name = downcase(name)
		}
		if _, dup := getAttr(attrs, name); dup {
			p.warn("Duplicate HTML attribute '%s' on line %d - overwriting previous one", name, line)
		}
		attrs = setAttr(attrs, name, value)
	}
}
