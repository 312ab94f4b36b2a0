package lint

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A census counts the words that posts are filed under, to find those that are spelled in several ways.
type census struct {
	words   map[string]*spellings // by the word as it is written
	reduced map[string]*spellings // by the word without regard to case and separators
	slugs   map[string][]*spellings
	texts   map[string]int // how many posts have several words in one text, by the text
}

// spellings are the ways in which one word is written, with how many posts do, in the order in which they came up.
type spellings struct {
	list   []string
	counts []int
	slug   string // of its address; "" where it can share none
}

func newCensus() *census {
	return &census{words: map[string]*spellings{}, reduced: map[string]*spellings{}, slugs: map[string][]*spellings{}, texts: map[string]int{}}
}

// reduce strips a word of what people take for the same: case, the composition of letters, and which separator stands between words.
func reduce(word string) string {
	word = strings.ToLower(norm.NFC.String(strings.TrimSpace(word)))
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, word)
}

// addAll counts the words of one post, each once.
func (c *census) addAll(words []string) {
	for i, word := range words {
		if !slices.Contains(words[:i], word) {
			c.add(word)
		}
	}
}

func (c *census) add(word string) {
	s := c.words[word]
	if s == nil {
		key := reduce(word)
		if s = c.reduced[key]; s == nil {
			s = &spellings{}
			c.reduced[key] = s
			if !hasComma(word) {
				s.slug = slugify(word)
			}
			if s.slug != "" {
				c.slugs[s.slug] = append(c.slugs[s.slug], s)
			}
		}
		c.words[word] = s
		s.list, s.counts = append(s.list, word), append(s.counts, 0)
	}
	for i, have := range s.list {
		if have == word {
			s.counts[i]++
			return
		}
	}
}

// addText counts a value that is one text with several words.
func (c *census) addText(value any) {
	if text, ok := value.(string); ok && strings.ContainsAny(text, " \t") {
		c.texts[text]++
	}
}

// usual is the spelling that most posts have, and how many do; of equals it is the one that came up first.
func (s *spellings) usual() (spelling string, posts int) {
	for i, n := range s.counts {
		if n > posts {
			spelling, posts = s.list[i], n
		}
	}
	return spelling, posts
}

// posts is how many posts have the word, however it is spelled.
func (s *spellings) posts() (n int) {
	for _, count := range s.counts {
		n += count
	}
	return n
}

// usual returns the spelling of a word that most posts have, and how many do.
func (c *census) usual(word string) (spelling string, posts int) {
	s := c.words[word]
	if s == nil {
		if s = c.reduced[reduce(word)]; s == nil {
			return word, 0
		}
	}
	if len(s.list) == 1 && s.list[0] == word {
		return word, s.counts[0]
	}
	return s.usual()
}

// sharing returns other words whose address is the word's and which at least as many posts have: those that came first, so to speak.
func (c *census) sharing(word string) (others []string) {
	own := c.words[word]
	if own == nil || own.slug == "" || len(c.slugs[own.slug]) < 2 {
		return nil
	}
	for _, s := range c.slugs[own.slug] {
		if s != own && s.posts() >= own.posts() {
			other, _ := s.usual()
			others = append(others, other)
		}
	}
	return others
}

// standsAlone tells whether a word is used in other ways than in one text with certain others.
func (c *census) standsAlone(word, text string) bool {
	s := c.words[word]
	return s != nil && s.posts() > c.texts[text]
}

// looksAlike tells whether two spellings differ only in how accents or syllables are composed, which no reader can see.
func looksAlike(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }
