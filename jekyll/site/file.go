package site

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// maxFile is the largest document or page that is read, in bytes.
const maxFile = 64 << 20

func (r *reader) yamlOptions() psych.Options {
	o := r.opts.YAML
	if o.Location == nil {
		o.Location = r.cfg.Location
	}
	return o
}

// load reads a file with its front matter. The body is kept only where the options ask for it.
func (r *reader) load(f *File) error {
	file, err := f.fsys.Open(f.Path)
	if err != nil {
		return fmt.Errorf("the file cannot be read: %w", err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil {
		f.Size, f.ModTime = info.Size(), info.ModTime()
		if f.Size > maxFile {
			return fmt.Errorf("the file is larger than %d MB", maxFile>>20)
		}
	}
	if r.opts.KeepBodies {
		text, err := readSized(file, f.Size, nil)
		if err != nil {
			return fmt.Errorf("the file cannot be read: %w", err)
		}
		m := r.parse(f, text)
		f.body, f.kept = text[m.Body:], true
		return nil
	}
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	text, err := readSized(file, f.Size, (*buf)[:0])
	if err != nil {
		return fmt.Errorf("the file cannot be read: %w", err)
	}
	r.parse(f, text)
	if cap(text) <= maxBuffer {
		*buf = text
	}
	return nil
}

// buffers hold the texts of files of which only the head is kept; those beyond maxBuffer bytes are let go.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

const maxBuffer = 1 << 20

func (r *reader) parse(f *File, text []byte) *frontmatter.Matter {
	f.Size = int64(len(text))
	m := frontmatter.Split(text)
	if !r.opts.KeepBodies {
		m.Detach()
	}
	m.Read(r.yamlOptions())
	f.FrontMatter = m
	return m
}

// readSized reads a file that is expected to have a size, into buf if that is large enough.
func readSized(file io.Reader, size int64, buf []byte) ([]byte, error) {
	if int64(cap(buf)) <= size {
		buf = make([]byte, 0, size+1)
	}
	for {
		n, err := file.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
		if len(buf) > maxFile {
			return nil, fmt.Errorf("it is larger than %d MB", maxFile>>20)
		}
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
	}
}

func readAll(fsys fs.FS, name string) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	size := int64(512)
	if info, err := file.Stat(); err == nil {
		size = info.Size()
	}
	if size > maxFile {
		return nil, fmt.Errorf("the file is larger than %d MB", maxFile>>20)
	}
	return readSized(file, size, nil)
}

func (f *File) readBody() ([]byte, error) {
	if f.kept {
		return f.body, nil
	}
	text, err := readAll(f.fsys, f.Path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", f.Path, err)
	}
	if f.FrontMatter == nil {
		return text, nil
	}
	return text[min(f.FrontMatter.Body, len(text)):], nil
}

// hasHeader says whether a file begins with the line "---" (Utils.has_yaml_header?), without opening it where the source knows.
func hasHeader(fsys fs.FS, name string) (bool, error) {
	if knower, ok := fsys.(HeaderKnower); ok {
		if has, known := knower.HasFrontMatter(name); known {
			return has, nil
		}
	}
	file, err := fsys.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	var first [64]byte
	n, err := io.ReadFull(file, first[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return false, err
	}
	head := first[:n]
	if n < 4 || !bytes.HasPrefix(head, []byte("---")) {
		return false, nil
	}
	for {
		rest := bytes.TrimLeft(head[3:], " \t\r\f\v")
		if len(rest) > 0 {
			return rest[0] == '\n', nil
		}
		if n, err = file.Read(first[3:]); n == 0 || err != nil {
			return false, nil
		}
		head = first[:3+n]
	}
}
