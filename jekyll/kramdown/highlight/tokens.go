package highlight

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// classOf is the class of a token: Pygments' short name, which both chroma
// and Rouge use.
func classOf(t chroma.TokenType) string {
	switch t {
	case chroma.Text, chroma.TextWhitespace, chroma.None:
		return ""
	}
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return ""
}

// dialect tells where Rouge's lexer of a language calls tokens otherwise than
// chroma's.
type dialect struct {
	rename      map[string]string // classes
	words       map[string]string // the classes of some words, or of words that chroma gives a class: "k if"
	operators   string            // characters that are operators for Rouge …
	punctuation string            // … and that are punctuation
	capitals    string            // the class of names that start with a capital
	constants   string            // … and of those all in capitals
	calls       string            // the class of names that a parenthesis follows
	definitions bool              // … if nothing but types is before them on the line
	members     string            // … and of those that follow a dot
	numbers     string            // … and of those that are numbers
	single      map[byte]string   // the classes of single marks
	symbolKeys  bool              // a key, its colon and the white space behind are one symbol
	scalars     bool              // multi-line strings leave their indentation out
	space       string            // the class of white space
	commands    map[string]bool   // plain text is words of a shell, these among them
	marks       string            // characters of plain text that …
	markClass   string            // … have a class
	quotes      bool              // the quotes of strings are delimiters
	escapes     bool              // backslashes in strings begin escapes
	keys        bool              // names before a colon in an object are attributes
	longComment bool              // a comment takes the end of its line along
}

// isName tells whether a class is that of a plain name.
func isName(class string) bool { return class == "n" || class == "nx" || class == "nf" }

// classify gives the class of the token code[from:to].
func (d *dialect) classify(class, code string, from, to int) string {
	text := code[from:to]
	if d.members != "" && from > 0 && code[from-1] == '.' && (isName(class) || class == "nb" || class == "kp") {
		return d.members
	}
	if to, ok := d.words[class+" "+text]; ok {
		return to
	}
	if to, ok := d.words[text]; ok && class != "s1" && class != "s2" {
		return to
	}
	if class == "" && d.space != "" && strings.TrimSpace(text) == "" {
		return d.space
	}
	if isName(class) {
		switch {
		case text[0] >= '0' && text[0] <= '9' && d.numbers != "":
			return d.numbers
		case d.calls != "" && to < len(code) && code[to] == '(' && (d.capitals == "" || !isCapital(text) || d.definitions) && (!d.definitions || afterType(code, from)):
			return d.calls
		case d.constants != "" && isConstant(text):
			return d.constants
		case d.capitals != "" && isCapital(text):
			return d.capitals
		}
	}
	if to, ok := d.rename[class]; ok {
		return to
	}
	return class
}

// afterType tells whether the line has only what may be modifiers and types
// before from.
func afterType(code string, from int) bool {
	line := strings.TrimLeft(code[strings.LastIndexByte(code[:from], '\n')+1:from], " \t")
	if line == "" || line[len(line)-1] != ' ' {
		return false
	}
	for i := range len(line) {
		if !isWordByte(line[i]) && strings.IndexByte(".[]<> \t", line[i]) < 0 {
			return false
		}
	}
	return true
}

func isCapital(s string) bool { return s != "" && 'A' <= s[0] && s[0] <= 'Z' }

func isConstant(s string) bool {
	return isCapital(s) && s == strings.ToUpper(s)
}

// ofMark gives the class of a single mark within a token of operators or
// punctuation.
func (d *dialect) ofMark(class string, mark byte) string {
	if c, ok := d.single[mark]; ok {
		return c
	}
	switch {
	case strings.IndexByte(d.operators, mark) >= 0:
		return "o"
	case strings.IndexByte(d.punctuation, mark) >= 0:
		return "p"
	}
	return class
}

// ofWord gives the class of a word of a shell.
func (d *dialect) ofWord(word string) string {
	switch {
	case d.commands[word]:
		return "nb"
	case shellKeywords[word]:
		return "k"
	case word == ">" || word == ">>" || word == "!" || word == "=":
		return "o"
	case word == "*":
		return "k"
	case len(word) > 1 && word[0] == '-' && !strings.ContainsAny(word[1:], "./"):
		return "nt"
	}
	return ""
}

// shellKeywords are the words that Rouge takes for keywords of a shell, with
// the white space behind them.
var shellKeywords = map[string]bool{
	"if": true, "fi": true, "else": true, "while": true, "do": true, "done": true, "for": true, "then": true, "return": true,
	"function": true, "select": true, "continue": true, "until": true, "esac": true, "elif": true, "in": true,
}

// shellCommands are the commands that Rouge marks in shell scripts.
var shellCommands = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`alias bg bind break builtin caller cd command compgen complete
		declare dirs disown enable eval exec exit export false fc fg getopts hash help history jobs let limit local
		logout mapfile popd pushd pwd read readonly set shift shopt source suspend test time times trap true type
		typeset ulimit umask unalias unset wait cat tac nl od base32 base64 fmt pr fold head tail split csplit wc sum
		cksum b2sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum sort shuf uniq comm ptx tsort cut paste join
		tr expand unexpand ls dir vdir dircolors cp dd install mv rm shred link ln mkdir mkfifo mknod readlink rmdir
		unlink chown chgrp chmod touch df du stat sync truncate echo printf yes expr tee basename dirname pathchk
		mktemp realpath stty printenv tty id logname whoami groups users who date arch nproc uname hostname hostid
		uptime chroot env nice nohup stdbuf timeout kill sleep factor numfmt seq tar grep sudo awk sed gzip gunzip`) {
		m[w] = true
	}
	return m
}()

// words maps several words to one class.
func words(class, list string) map[string]string {
	m := make(map[string]string)
	for w := range strings.FieldsSeq(list) {
		m[w] = class
	}
	return m
}

// with adds further words.
func with(m map[string]string, class, list string) map[string]string {
	for w := range strings.FieldsSeq(list) {
		m[w] = class
	}
	return m
}

var script = &dialect{
	words: with(words("k", "async await export import super from as implements private public protected readonly new typeof delete"),
		"kd", "class const extends static let var function constructor get set type enum namespace"),
	rename:    map[string]string{"kr": "kd", "sb": "s2", "si": "p"},
	operators: "=<>", punctuation: ":?",
	quotes: true, escapes: true, keys: true,
}

// typed is TypeScript.
var typed = func() *dialect {
	d := *script
	d.words = with(words("kr", "any number string boolean void never unknown get set"), "kd", "class const static let var function constructor enum namespace type")
	for w, class := range script.words {
		if _, ok := d.words[w]; !ok {
			d.words[w] = class
		}
	}
	d.marks, d.markClass = ":", "p"
	d.rename = map[string]string{"kr": "kd", "sb": "s2", "si": "p", "kt": "nx", "nt": "nx"}
	return &d
}()

var css = &dialect{
	rename: map[string]string{
		"mi": "m", "kt": "m", "mh": "m", "mf": "m", "k": "nl", "kc": "nb", "na": "nl", "ni": "nb", "s1": "s2", "s2": "s1",
	},
	punctuation: ":;(),{}", single: map[byte]string{'.': "nc", '#': "nf"},
}

// dialects are those of the languages that blogs show most.
var dialects = map[string]*dialect{
	"ruby": {
		symbolKeys: true, members: "nf", punctuation: ".[],", words: with(words("nb", "attr_reader attr_writer attr_accessor puts print p require require_relative include extend raise loop lambda proc"), "no", "String Array Integer Hash Float"),
	},
	"javascript": script, "typescript": typed, "jsx": script, "tsx": typed,
	"python": {
		rename:      map[string]string{"s1": "s", "s2": "s", "ne": "nb", "si": "s", "kc": "bp", "sd": "s"},
		words:       words("k", "print"),
		punctuation: ",.:", longComment: true,
	},
	"shell": {rename: map[string]string{"c1": "c", "cp": "c", "m": ""}, commands: shellCommands, escapes: true,
		words: map[string]string{"|": "", "&": "", "si ${": "k", "si ${#": "k", "si }": "k", "k $(": "si", "k )": "si"}},
	"java": {
		operators: "(){},.;[]", capitals: "nc", constants: "no", calls: "nf", definitions: true, numbers: "mi",
	},
	"kotlin": {
		capitals: "nc", calls: "nf", rename: map[string]string{"s2": "s"},
		words: words("kd", "class data val var interface object typealias"),
	},
	"go": {
		rename:    map[string]string{"nx": "n", "nf": "n", "kd": "k", "kn": "k", "mi": "m", "mf": "m", "c1": "c", "cm": "c", "cp": "s"},
		words:     with(with(words("no", "nil true false iota"), "kt", "byte string float32 float64 bool int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 rune error"), "n", "any"),
		operators: ".:=!<>", escapes: true,
	},
	"c":    {rename: map[string]string{"nf": "n"}, calls: "nf", definitions: true},
	"cpp":  {rename: map[string]string{"nf": "n"}, calls: "nf", definitions: true, words: with(with(words("nl", "public: private: protected:"), "nb", "nullptr"), "kt", "size_t ssize_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t")},
	"json": {rename: map[string]string{"nt": "nl"}, space: "w", escapes: true},
	"yaml": {rename: map[string]string{"nt": "na", "l": "s", "p": "pi", "c": "c1", "kc": "no", "s1": "s", "s2": "s", "sd": "s"}, scalars: true, marks: "-{}[],", markClass: "pi"},
	"html": {rename: map[string]string{"p": "nt"}, words: words("na", "=")},
	"css":  css, "scss": css, "sass": css,
	"php": {
		capitals: "nc", rename: map[string]string{"nx": "n", "fm": "n"},
		words: with(with(words("kn", "namespace use"), "kc", "true false null"), "kd", "class extends interface trait"),
	},
	"csharp":     {calls: "nf", rename: map[string]string{"kd": "k", "kc": "k"}, words: words("n", "list")},
	"swift":      {capitals: "kt", calls: "nf", operators: "!-.<>=?", rename: map[string]string{"kr": "k", "nb": "kt", "nc": "kt"}, words: words("k", "let var")},
	"rust":       {calls: "nf", rename: map[string]string{"kd": "k"}, words: with(words("p", ": ::"), "nb", "i8 i16 i32 i64 u8 u16 u32 u64 usize isize str f32 f64 bool char")},
	"docker":     {rename: map[string]string{"": "s", "s2": "s", "s1": "s", "p": "s", "nv": "s", "o": "s", "m": ""}},
	"lua":        {rename: map[string]string{"kr": "k"}, words: words("nb", "print pairs ipairs type require tostring tonumber")},
	"r":          {rename: map[string]string{"kr": "k", "nf": "n"}, space: "w"},
	"toml":       {rename: map[string]string{"s2": "s", "nx": "py"}},
	"ini":        {rename: map[string]string{"c1": "c", "na": "py", "k": "nn"}},
	"properties": {rename: map[string]string{"c1": "c", "na": "py"}, punctuation: "="},
	"graphql":    {rename: map[string]string{"py": "n", "kd": "k"}, space: "w"},
	"powershell": {space: "w"}, "clojure": {space: "w", rename: map[string]string{"nv": "n", "kd": "k"}},
	"haskell":     {rename: map[string]string{"nf": "n", "ow": "o"}},
	"scala":       {calls: "nf"},
	"objective_c": {rename: map[string]string{"l": "p"}},
	"dart":        {rename: map[string]string{"m": "mi", "s1": "s"}, calls: "nf"},
	"elixir":      {rename: map[string]string{"nc": "no", "kd": "k"}},
	"matlab":      {rename: map[string]string{"c": "c1"}},
}
