package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/galleypress/galley/lint"
)

// Mended is what was done, and what was not, with paths as the user knows them.
type Mended struct {
	Findings []lint.Finding // those that are mended
	Files    int            // how many files were written or renamed
	Renames  []lint.Rename
	Left     []lint.Left // those that could be mended and were not
}

// Mend mends the files on disk. A file that was changed since it was read is left alone and is an error, as is one that cannot be
// written; the others are mended all the same.
func (r *Reading) Mend(ctx context.Context, rename bool) (*Mended, error) {
	m, err := lint.Mend(ctx, r.Site, r.Options, rename)
	if err != nil {
		return nil, err
	}
	done := &Mended{}
	var failures []error
	for _, f := range m.Files {
		if err := r.rewrite(f); err != nil {
			failures = append(failures, err)
			continue
		}
		done.Files++
		done.Findings = append(done.Findings, f.Findings...)
	}
	for _, n := range m.Renames {
		if err := r.move(ctx, n); err != nil {
			failures = append(failures, err)
			continue
		}
		done.Files++
		done.Findings = append(done.Findings, n.Findings...)
		done.Renames = append(done.Renames, lint.Rename{From: r.Path(n.From), To: r.Path(n.To)})
	}
	done.Left = m.Left
	for i := range done.Findings {
		r.rename(&done.Findings[i])
	}
	for i := range done.Left {
		r.rename(&done.Left[i].Finding)
	}
	return done, errors.Join(failures...)
}

// rewrite puts a file's new text in the place of the old one, all of it or nothing, and keeps its permissions.
func (r *Reading) rewrite(f lint.MendedFile) error {
	name := r.disk(f.Path)
	known := r.Path(f.Path)
	now, err := os.ReadFile(name)
	if err != nil {
		return pathError(known, err)
	}
	if !bytes.Equal(now, f.Before) {
		return fmt.Errorf("%s was changed while it was being mended; run `lint --fix` again", known)
	}
	info, err := os.Stat(name)
	if err != nil {
		return pathError(known, err)
	}
	// A link is followed, so that it stays one.
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".lint-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", known, err)
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(f.After)
	err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", known, err)
	}
	return nil
}

// move renames a file: with git where it is in a repository, so that its history goes along. Nothing is ever overwritten.
func (r *Reading) move(ctx context.Context, n lint.Rename) error {
	from, to := r.disk(n.From), r.disk(n.To)
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("%s is not renamed: there is a file %s already", r.Path(n.From), r.Path(n.To))
	} else if !errors.Is(err, fs.ErrNotExist) {
		return pathError(r.Path(n.To), err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("the folder of %s cannot be made: %w", r.Path(n.To), err)
	}
	// git refuses what it does not track, and is missing on some machines: then the plain way is right.
	git := exec.CommandContext(ctx, "git", "-C", filepath.Dir(from), "mv", "--", from, to)
	if git.Run() != nil {
		if err := os.Rename(from, to); err != nil {
			return fmt.Errorf("%s cannot be renamed: %w", r.Path(n.From), err)
		}
	}
	// The folder goes when the last of its files has gone; while there are others, this fails, as it should.
	_ = os.Remove(filepath.Dir(from))
	return nil
}
