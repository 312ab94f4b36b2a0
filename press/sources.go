package press

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"log/slog"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/store"
)

// few is how many files are fetched one by one; more of them come as one archive.
const few = 20

// fetchers is how many files are fetched at once.
const fetchers = 4

// sources fetches a commit's files, and only those that are not in the state bucket already.
type sources struct {
	host   Host
	state  store.Bucket
	packs  *packMemory
	limits Limits
	log    *slog.Logger

	// published is what the site was built from last; nil at first.
	published *store.Manifest
	// texts has the contents that are at hand, by their blob hashes.
	texts map[string][]byte
	// packed has the number, from 1, of the published pack that a text is in.
	packed map[string]int
	// links are the commit's symbolic links by their paths.
	links map[string]entry
	// refused are files that cannot be taken as they are, with the reason.
	refused map[string]error
}

// commit gives a commit's files. Those that cannot be part of a site are left out, and noted in refused where their
// author should know.
func (s *sources) commit(ctx context.Context, commit host.Commit) (*tree, error) {
	files, err := s.list(ctx, commit)
	if err != nil {
		return nil, err
	}
	if err := s.unpack(ctx, files); err != nil {
		return nil, err
	}
	if err := s.fetch(ctx, commit, s.missing(files)); err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for name, e := range s.links {
		targets[name] = string(s.texts[e.blob])
	}
	if !follow(files, targets, s.limits.Files) {
		return nil, authors(fmt.Errorf("with what its symbolic links lead to, the commit has more than %d files: %w", s.limits.Files, ErrTooMany))
	}
	for name, e := range files {
		if _, isText := s.texts[e.blob]; !isText && e.size > s.limits.TextFile && isTextName(name) {
			s.refused[name] = fmt.Errorf("it has %s, and a text may have %s: %w", megabytes(e.size), megabytes(s.limits.TextFile), ErrTooLarge)
			delete(files, name)
		}
	}
	return newTree(ctx, files, s.texts, fetching(s.host.Blob), commit.Time), nil
}

// list gives a commit's regular files, and notes its links. Submodules are left out, as on GitHub Pages.
func (s *sources) list(ctx context.Context, commit host.Commit) (map[string]entry, error) {
	files := map[string]entry{}
	if m := s.published; m != nil && m.Tree == commit.Tree && !m.Partial {
		for name, source := range m.Sources {
			files[name] = entry{source.Blob, source.Size}
		}
		for name, source := range m.Held {
			files[name] = entry{source.Blob, source.Size}
		}
		for name, source := range m.Links {
			s.links[name] = entry{source.Blob, source.Size}
		}
		return files, nil
	}
	listed, err := s.host.Tree(ctx, commit)
	if err != nil {
		return nil, fmt.Errorf("listing the commit's files: %w", err)
	}
	if len(listed) > s.limits.Files {
		return nil, authors(fmt.Errorf("the commit has %d files, and %d are allowed: %w", len(listed), s.limits.Files, ErrTooMany))
	}
	var total int64
	for _, f := range listed {
		if f.Mode != host.Regular && f.Mode != host.Executable && f.Mode != host.Symlink {
			continue
		}
		switch {
		case !utf8.ValidString(f.Path):
			s.refused[strings.ToValidUTF8(f.Path, "\uFFFD")] = errors.New("its name is not in UTF-8, so it has no address; rename it")
			continue
		case f.Size > s.limits.File:
			s.refused[f.Path] = fmt.Errorf("it has %s, and a file may have %s: %w", megabytes(f.Size), megabytes(s.limits.File), ErrTooLarge)
			continue
		}
		if total += f.Size; total > s.limits.Total {
			return nil, authors(fmt.Errorf("the commit's files have more than %s together: %w", megabytes(s.limits.Total), ErrTooLarge))
		}
		if f.Mode != host.Symlink {
			files[f.Path] = entry{f.Blob, f.Size}
		} else if f.Size <= longestLink {
			s.links[f.Path] = entry{f.Blob, f.Size}
		}
	}
	return files, nil
}

// unpack reads the packs that have texts which this commit or what is held back needs.
func (s *sources) unpack(ctx context.Context, files map[string]entry) error {
	if s.published == nil {
		return nil
	}
	wanted := map[string]bool{}
	for _, all := range []map[string]entry{files, s.links} {
		for _, e := range all {
			wanted[e.blob] = true
		}
	}
	packs := map[int]bool{}
	where := map[string]int{}
	for _, all := range []map[string]store.Source{s.published.Sources, s.published.Held, s.published.Links} {
		for name, source := range all {
			// The last good content of a file that changed may be needed too, and that of a post that may have moved.
			if _, still := files[name]; source.Pack > 0 && (still || wanted[source.Blob] || isPost(name)) {
				packs[source.Pack], where[source.Blob] = true, source.Pack
			}
		}
	}
	var total int64
	for number := range packs {
		if number > len(s.published.Packs) {
			continue
		}
		pack := s.published.Packs[number-1]
		if total += pack.Size; total > s.limits.TextTotal {
			return authors(fmt.Errorf("the site's texts have more than %s together: %w", megabytes(s.limits.TextTotal), ErrTooLarge))
		}
		contents, err := s.packs.read(ctx, s.state, pack)
		if errors.Is(err, errPack) {
			// Whatever is missing is fetched from the repository, as at the first time.
			s.log.WarnContext(ctx, "a pack of sources is made anew", "error", err)
			continue
		}
		if err != nil {
			return fmt.Errorf("reading the published sources: %w", err)
		}
		for blob, text := range contents {
			if where[blob] == number {
				s.texts[blob], s.packed[blob] = text, number
			}
		}
	}
	return nil
}

// missing gives the blobs that must be fetched, with their sizes: those that are neither at hand nor, by what is known
// or by their names, static.
func (s *sources) missing(files map[string]entry) map[string]int64 {
	static := map[string]bool{}
	if s.published != nil {
		for _, all := range []map[string]store.Source{s.published.Sources, s.published.Held} {
			for _, source := range all {
				if source.Pack == 0 {
					static[source.Blob] = true
				}
			}
		}
	}
	blobs := map[string]int64{}
	for name, e := range files {
		if _, atHand := s.texts[e.blob]; !atHand && !static[e.blob] && !isMediaName(name) && e.size <= s.limits.TextFile {
			blobs[e.blob] = e.size
		}
	}
	for _, e := range s.links {
		if _, atHand := s.texts[e.blob]; !atHand {
			blobs[e.blob] = e.size
		}
	}
	return blobs
}

// fetch gets contents from the repository: a few one by one, many as one archive. Those that turn out not to be text
// are not kept.
func (s *sources) fetch(ctx context.Context, commit host.Commit, blobs map[string]int64) error {
	var total int64
	for _, size := range blobs {
		total += size
	}
	for _, text := range s.texts {
		total += int64(len(text))
	}
	if total > s.limits.TextTotal {
		return authors(fmt.Errorf("the site's texts have more than %s together: %w", megabytes(s.limits.TextTotal), ErrTooLarge))
	}
	got := &fetched{sources: s, left: blobs}
	if len(blobs) > few {
		if err := s.fetchArchive(ctx, commit, got); err != nil {
			return err
		}
	}
	// What the archive left out or changed (export-ignore and export-subst in .gitattributes) comes by itself.
	rest := make([]string, 0, len(got.left))
	for blob := range got.left {
		rest = append(rest, blob)
	}
	slices.Sort(rest)
	return atOnce(ctx, fetchers, rest, func(ctx context.Context, blob string) (err error) {
		body, err := s.host.Blob(ctx, blob)
		if err != nil {
			return fmt.Errorf("fetching a file: %w", err)
		}
		defer func() { err = errors.Join(err, body.Close()) }()
		data, err := io.ReadAll(io.LimitReader(body, s.limits.TextFile+1))
		if err != nil {
			return fmt.Errorf("fetching a file: %w", err)
		}
		if blobHash(data, len(blob)) != blob {
			return fmt.Errorf("fetching a file: %s came with another content than its hash says", blob)
		}
		got.put(blob, data)
		return nil
	})
}

func (s *sources) fetchArchive(ctx context.Context, commit host.Commit, got *fetched) (err error) {
	archive, err := s.host.Archive(ctx, commit.SHA)
	if err != nil {
		return fmt.Errorf("fetching the commit: %w", err)
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	sizes := map[int64]bool{}
	hashLength := len(commit.SHA)
	for blob, size := range got.left {
		sizes[size], hashLength = true, len(blob)
	}
	// Members are known by their content, not by their names: a name may say anything.
	return readArchive(archive, s.limits, func(_ string, size int64, body io.Reader) error {
		if !sizes[size] {
			return nil
		}
		data := make([]byte, size)
		if _, err := io.ReadFull(body, data); err != nil {
			return err
		}
		got.put(blobHash(data, hashLength), data)
		return nil
	})
}

// fetched collects contents as they come in.
type fetched struct {
	sources *sources
	mu      sync.Mutex
	left    map[string]int64
}

func (f *fetched) put(blob string, data []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, wanted := f.left[blob]; !wanted {
		return
	}
	delete(f.left, blob)
	if isText(data) {
		f.sources.texts[blob] = data
	}
}

// isText tells texts from what is stored as it is, by Git's own rule: a NUL among the first 8,000 bytes. What begins
// like front matter is text in any case.
func isText(data []byte) bool {
	return bytes.HasPrefix(data, []byte("---")) || !bytes.ContainsRune(data[:min(len(data), 8000)], 0)
}

// isMediaName tells whether a file is by its name a picture, a film, a font and the like: it has no front matter, is
// published as it is, and need not be fetched to be read.
func isMediaName(name string) bool {
	switch kind, _, _ := strings.Cut(store.TypeOf(name), ";"); {
	case kind == "image/svg+xml", kind == "application/octet-stream":
		return false
	case strings.HasPrefix(kind, "image/"), strings.HasPrefix(kind, "audio/"), strings.HasPrefix(kind, "video/"), strings.HasPrefix(kind, "font/"):
		return true
	case kind == "application/vnd.ms-fontobject", kind == "application/pdf", kind == "application/zip", kind == "application/gzip", kind == "application/epub+zip", kind == "application/wasm":
		return true
	}
	return false
}

// isTextName tells whether a file is by its name one that Jekyll would have to read.
func isTextName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".html", ".htm", ".yml", ".yaml", ".scss", ".sass", ".liquid":
		return true
	}
	return false
}

// blobHash gives the hash that Git gives a file's content, of the length (in hexadecimal digits) that the repository's
// hashes have.
func blobHash(data []byte, length int) string {
	h := newBlobHash(int64(len(data)), length)
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func newBlobHash(size int64, length int) hash.Hash {
	h := sha1.New() // not for security: it is what Git calls its files
	if length == 2*sha256.Size {
		h = sha256.New()
	}
	h.Write([]byte("blob " + strconv.FormatInt(size, 10) + "\x00"))
	return h
}

func megabytes(size int64) string {
	return strconv.FormatFloat(float64(size)/(1<<20), 'f', 1, 64) + " MB"
}

// atOnce does the same for several things, n at a time, and stops at the first error.
func atOnce[T any](ctx context.Context, n int, things []T, do func(context.Context, T) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(n)
	for _, thing := range things {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { return do(ctx, thing) })
	}
	return group.Wait()
}
