package press

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"maps"
	"strings"
	"testing"
)

type member struct {
	name, content string
	kind          byte
}

func archiveOf(t testing.TB, members ...member) []byte {
	t.Helper()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	w := tar.NewWriter(zip)
	for _, m := range members {
		if m.kind == 0 {
			m.kind = tar.TypeReg
		}
		h := &tar.Header{Name: m.name, Typeflag: m.kind, Mode: 0o644}
		switch m.kind {
		case tar.TypeReg:
			h.Size = int64(len(m.content))
		case tar.TypeSymlink, tar.TypeLink:
			h.Linkname = m.content
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if m.kind == tar.TypeReg {
			if _, err := io.WriteString(w, m.content); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(w.Close(), zip.Close()); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func readAll(data []byte, limits Limits) (map[string]string, error) {
	got := map[string]string{}
	err := readArchive(bytes.NewReader(data), limits, func(name string, _ int64, body io.Reader) error {
		content, err := io.ReadAll(body)
		got[name] = string(content)
		return err
	})
	return got, err
}

func TestAnArchivesFilesAreReadWithoutTheirCommonFolder(t *testing.T) {
	got, err := readAll(archiveOf(t, member{"blog-1a2b/", "", tar.TypeDir}, member{name: "blog-1a2b/_posts/안녕.md", content: "post"}, member{name: "blog-1a2b/empty"}), DefaultLimits)
	if want := map[string]string{"_posts/안녕.md": "post", "empty": ""}; err != nil || !maps.Equal(got, want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}

func TestLinksAndDevicesArePassedOver(t *testing.T) {
	got, err := readAll(archiveOf(t, member{"b/passwd", "/etc/passwd", tar.TypeSymlink}, member{"b/hard", "b/a", tar.TypeLink}, member{"b/null", "", tar.TypeChar},
		member{"b/disk", "", tar.TypeBlock}, member{"b/pipe", "", tar.TypeFifo}, member{name: "b/a", content: "a"}), DefaultLimits)
	if want := map[string]string{"a": "a"}; err != nil || !maps.Equal(got, want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}

func TestPathsThatLeadOutOfTheArchiveEndTheReading(t *testing.T) {
	for _, name := range []string{"b/../../etc/passwd", "../b/a", "/etc/passwd", "b//etc/passwd", "b/./a", "b/a/..", "lonely", `b/..\a`} {
		if _, err := readAll(archiveOf(t, member{name: name, content: "x"}), DefaultLimits); !errors.Is(err, ErrUnsafePath) {
			t.Errorf("%q: error %v, want one that is ErrUnsafePath", name, err)
		}
	}
}

func TestArchivesBeyondTheLimitsEndTheReading(t *testing.T) {
	limits := Limits{Files: 3, File: 1000, Total: 2000, TextFile: 1000, TextTotal: 2000}
	many := []member{{name: "b/1"}, {name: "b/2"}, {name: "b/3"}, {name: "b/4"}}
	if _, err := readAll(archiveOf(t, many...), limits); !errors.Is(err, ErrTooMany) {
		t.Errorf("four files of three: %v", err)
	}
	if _, err := readAll(archiveOf(t, member{name: "b/large", content: strings.Repeat("x", 1001)}), limits); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a file of 1,001 bytes of 1,000: %v", err)
	}
	// Folders are no files, and yet a billion of them must not keep a reader busy.
	var folders []member
	for range 5000 {
		folders = append(folders, member{"b/folder/", "", tar.TypeDir})
	}
	if _, err := readAll(archiveOf(t, folders...), limits); !errors.Is(err, ErrTooLarge) {
		t.Errorf("an archive without end: %v", err)
	}
}

func TestADamagedArchiveIsCalledDamaged(t *testing.T) {
	whole := archiveOf(t, member{name: "b/a", content: strings.Repeat("text ", 1000)})
	for name, data := range map[string][]byte{"empty": nil, "no archive": []byte("hello, world"), "cut off": whole[:len(whole)/2]} {
		if _, err := readAll(data, DefaultLimits); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func FuzzArchive(f *testing.F) {
	f.Add(archiveOf(f, member{name: "b/a", content: "a"}, member{"b/l", "/etc/passwd", tar.TypeSymlink}, member{name: "b/../../x"}))
	limits := Limits{Files: 100, File: 1 << 16, Total: 1 << 18}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := readAll(data, limits)
		if err == nil && len(got) > limits.Files {
			t.Errorf("%d files", len(got))
		}
		for name := range got {
			if strings.HasPrefix(name, "/") || strings.Contains("/"+name+"/", "/../") {
				t.Errorf("a file %q", name)
			}
		}
	})
}
