package lint

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A census counts the words that posts are filed under, to find those that are spelled in several ways.
type census struct {
	spellings map[string]*spellings // by the word without regard to case and separators
	slugs     map[string][]string   // the words, so reduced, that share an address
}

// spellings are the ways in which one word is written, with how many posts do, in the order in which they came up.
type spellings struct {
	list   []string
	counts []int
}

func newCensus() *census {
	return &census{spellings: map[string]*spellings{}, slugs: map[string][]string{}}
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

func (c *census) add(word string) {
	key := reduce(word)
	s := c.spellings[key]
	if s == nil {
		s = &spellings{}
		c.spellings[key] = s
		if slug := slugify(word); slug != "" {
			c.slugs[slug] = append(c.slugs[slug], key)
		}
	}
	for i, have := range s.list {
		if have == word {
			s.counts[i]++
			return
		}
	}
	s.list, s.counts = append(s.list, word), append(s.counts, 1)
}

// usual returns the spelling that most posts have, and how many do; of equals the one that came up first.
func (c *census) usual(word string) (spelling string, posts int) {
	s := c.spellings[reduce(word)]
	if s == nil {
		return word, 0
	}
	for i, n := range s.counts {
		if n > posts {
			spelling, posts = s.list[i], n
		}
	}
	return spelling, posts
}

// sharing returns the usual spellings of other words whose address is the word's.
func (c *census) sharing(word string) []string {
	var others []string
	own := reduce(word)
	for _, key := range c.slugs[slugify(word)] {
		if key != own {
			other, _ := c.usual(c.spellings[key].list[0])
			others = append(others, other)
		}
	}
	return others
}

// looksAlike tells whether two spellings differ only in how accents or syllables are composed, which no reader can see.
func looksAlike(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }
