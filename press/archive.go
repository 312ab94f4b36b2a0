package press

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// readArchive reads a gzipped tar whose members lie in one folder, as GitHub and `git archive` make it, and gives each
// regular file to visit, with its path in that folder. Visit need not read the body.
//
// The archive may be anybody's: a path that leads out of the folder ends the reading with ErrUnsafePath, more or larger
// files than the limits allow with ErrTooMany and ErrTooLarge, whatever the members' headers say. Links and devices are
// passed over.
func readArchive(archive io.Reader, limits Limits, visit func(name string, size int64, body io.Reader) error) error {
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return fmt.Errorf("the archive is damaged: %w", err)
	}
	// Headers and padding count too: an archive of empty files can be a bomb as well.
	bounded := &boundedReader{r: unzipped, left: limits.Total + int64(limits.Files)*2048 + 1<<20}
	members := tar.NewReader(bounded)
	for count := 0; ; {
		header, err := members.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return damaged(err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if count++; count > limits.Files {
			return fmt.Errorf("the archive has more than %d files: %w", limits.Files, ErrTooMany)
		}
		_, name, inside := strings.Cut(header.Name, "/")
		if !inside || !fs.ValidPath(name) || name == "." || strings.HasPrefix(header.Name, "/") || strings.HasPrefix(header.Name, "../") || strings.ContainsAny(name, "\\\x00") {
			return fmt.Errorf("the archive has a file %q: %w", header.Name, ErrUnsafePath)
		}
		if header.Size > limits.File {
			return fmt.Errorf("%s has %d bytes, and %d are allowed: %w", name, header.Size, limits.File, ErrTooLarge)
		}
		if err := visit(name, header.Size, members); err != nil {
			return damaged(err)
		}
	}
}

func damaged(err error) error {
	if errors.Is(err, tar.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) {
		return fmt.Errorf("the archive is damaged: %w", err)
	}
	return err
}

// boundedReader ends with ErrTooLarge, and not with io.EOF, when there is more than it may read.
type boundedReader struct {
	r    io.Reader
	left int64
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("the archive goes on and on: %w", ErrTooLarge)
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
