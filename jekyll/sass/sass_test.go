package sass_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/galleypress/galley/jekyll/cache"
	"github.com/galleypress/galley/jekyll/sass"
)

func site() (fs.FS, fs.FS) {
	return fstest.MapFS{
			"_sass/_colors.scss":  {Data: []byte("$ink: #123456;\n")},
			"_sass/page.sass":     {Data: []byte("p\n  margin: 0\n")},
			"_sass/part/_a.scss":  {Data: []byte("@import 'b';\n")},
			"_sass/part/b.scss":   {Data: []byte(".b { color: red }\n")},
			"_sass/_broken.scss":  {Data: []byte("a {}\n.x { color: $none }\n")},
			"_sass/_over.scss":    {Data: []byte(".over { content: 'site' }\n")},
			"outside/secret.scss": {Data: []byte(".secret {}\n")},
		}, fstest.MapFS{
			"_sass/_over.scss":  {Data: []byte(".over { content: 'theme' }\n")},
			"_sass/_theme.scss": {Data: []byte("@import 'over', 'colors';\n.t { color: $ink }\n")},
		}
}

func options(executable string) sass.Options {
	source, theme := site()
	return sass.Options{Executable: executable, Roots: []fs.FS{source, theme}, LoadPaths: []sass.LoadPath{{Root: 0, Dir: "_sass"}, {Root: 1, Dir: "_sass"}}}
}

// compiler skips the test where Dart Sass is missing.
func compiler(t *testing.T, change func(*sass.Options)) *sass.Compiler {
	t.Helper()
	executable := sass.Find(".")
	if executable == "" {
		t.Skip("Dart Sass is not installed (npm install sass-embedded); GALLEY_SASS may name it")
	}
	o := options(executable)
	if change != nil {
		change(&o)
	}
	c := sass.New(o)
	t.Cleanup(c.Close)
	return c
}

func TestStylesheetsAreCompiledWithTheImportsOfSiteAndTheme(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a partial", "@import 'colors'; a { color: $ink }", "a{color:#123456}"},
		{"an indented one", "@import 'page';", "p{margin:0}"},
		{"one beside the importing one", "@import 'part/a';", ".b{color:red}"},
		{"the theme's, which imports what the site overrides", "@import 'theme';", `.over{content:"theme"}.t{color:#123456}`},
		{"the site's before the theme's", "@import 'over';", `.over{content:"site"}`},
		{"by @use", "@use 'colors'; a { color: colors.$ink }", "a{color:#123456}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := compiler(t, func(o *sass.Options) { o.Compressed = true }).Compile(context.Background(), sass.Sheet{Name: "assets/main.scss", Text: c.text})
			if err != nil || strings.TrimSpace(out.CSS) != c.want {
				t.Errorf("got %q, %v; want %q", out.CSS, err, c.want)
			}
		})
	}
}

func TestErrorsNameFileAndLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"in the stylesheet", "a {}\nb { color: $none }", "assets/main.scss:5:12: Sass: Undefined variable."},
		{"in an imported one", "@import 'broken';", "_sass/_broken.scss:2:13: Sass: Undefined variable."},
		{"an import that is not there", "@import 'nothing';", "assets/main.scss:4:9: Sass: Can't find stylesheet to import."},
		{"an import from outside of the load paths", "@import '../outside/secret', '/etc/passwd';", "Sass: Can't find stylesheet to import."},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := compiler(t, nil).Compile(context.Background(), sass.Sheet{Name: "assets/main.scss", Text: c.text, Line: 4})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestACompiledStylesheetIsCompiledAgainOnlyWhenItOrItsImportsChange(t *testing.T) {
	memory := cache.NewMemory()
	source, theme := site()
	files := source.(fstest.MapFS)
	sheet := sass.Sheet{Name: "assets/main.scss", Text: "@import 'colors'; a { color: $ink }"}
	first, err := compiler(t, func(o *sass.Options) { o.Cache, o.Roots = memory, []fs.FS{files, theme} }).Compile(context.Background(), sheet)
	if err != nil {
		t.Fatal(err)
	}
	o := options("")
	o.Cache, o.Roots = memory, []fs.FS{files, theme}
	withoutSass := sass.New(o)
	if again, err := withoutSass.Compile(context.Background(), sheet); err != nil || again != first {
		t.Errorf("nothing changed: %v %v", again, err)
	}
	files["_sass/_colors.scss"] = &fstest.MapFile{Data: []byte("$ink: blue;")}
	if _, err := withoutSass.Compile(context.Background(), sheet); !errors.Is(err, sass.ErrNotFound) {
		t.Errorf("an import changed: %v", err)
	}
	files["_sass/_colors.scss"] = &fstest.MapFile{Data: []byte("$ink: #123456;\n")}
	files["_sass/colors.sass"] = &fstest.MapFile{Data: []byte("$ink: red\n")}
	if _, err := withoutSass.Compile(context.Background(), sheet); !errors.Is(err, sass.ErrNotFound) {
		t.Errorf("another file goes before the import: %v", err)
	}
}

func TestWithoutDartSassTheErrorSaysHowToGetIt(t *testing.T) {
	_, err := sass.New(options("")).Compile(context.Background(), sass.Sheet{Name: "a.scss", Text: "a {}"})
	if !errors.Is(err, sass.ErrNotFound) || !strings.Contains(err.Error(), "npm install sass-embedded") {
		t.Errorf("%v", err)
	}
}

func TestAnotherProgramIsNotTakenForDartSass(t *testing.T) {
	program := filepath.Join(t.TempDir(), "sass")
	if err := os.WriteFile(program, []byte("#!/bin/sh\nexit 64\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := sass.New(options(program)).Compile(context.Background(), sass.Sheet{Name: "a.scss", Text: "a {}"})
	if err == nil || !strings.Contains(err.Error(), program+" is no Dart Sass that can be embedded") {
		t.Errorf("%v", err)
	}
}

func TestASourceMapNamesTheSitesFiles(t *testing.T) {
	out, err := compiler(t, nil).Compile(context.Background(), sass.Sheet{Name: "assets/main.scss", Text: "@import 'colors'; a { color: $ink }", Map: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"file":"main.css"`, `"main.scss"`} {
		if !strings.Contains(out.Map, want) {
			t.Errorf("%s is not in %s", want, out.Map)
		}
	}
}
