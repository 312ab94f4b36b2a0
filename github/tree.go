package github

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/galleypress/galley/host"
)

// Tree lists all files of a commit in the order of their paths: with one request, or, where the repository is larger
// than GitHub answers at once (100,000 entries or 7 MB), folder by folder.
func (c *Client) Tree(ctx context.Context, commit host.Commit) ([]host.File, error) {
	files, err := c.walk(ctx, nil, "", commit.Tree)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b host.File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// walk adds the files of one folder and of those in it.
func (c *Client) walk(ctx context.Context, files []host.File, folder, sha string) ([]host.File, error) {
	all, err := c.tree(ctx, folder, sha, true)
	if err != nil {
		return nil, err
	}
	if !all.GetTruncated() {
		return appendFiles(files, folder, all.Entries), nil
	}
	one, err := c.tree(ctx, folder, sha, false)
	if err != nil {
		return nil, err
	}
	if one.GetTruncated() {
		return nil, c.failed(listing(folder), errors.New("the folder has more files than GitHub lists: spread them over several folders"))
	}
	files = appendFiles(files, folder, one.Entries)
	for _, entry := range one.Entries {
		if entry.GetType() != "tree" {
			continue
		}
		if files, err = c.walk(ctx, files, folder+entry.GetPath()+"/", entry.GetSHA()); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (c *Client) tree(ctx context.Context, folder, sha string, recursive bool) (*github.Tree, error) {
	if !isHash(sha) {
		return nil, c.failed(listing(folder), fmt.Errorf("%w: a tree's hash has 40 or 64 hexadecimal digits", host.ErrNotFound))
	}
	return try(ctx, c, listing(folder), func(ctx context.Context) (*github.Tree, *github.Response, error) {
		return c.github().Git.GetTree(ctx, c.owner, c.name, sha, recursive)
	})
}

func listing(folder string) string {
	if folder == "" {
		return "listing the files"
	}
	return "listing the files in " + folder
}

// appendFiles adds those entries that are not folders.
func appendFiles(files []host.File, folder string, entries []*github.TreeEntry) []host.File {
	for _, entry := range entries {
		if entry.GetType() == "tree" {
			continue
		}
		files = append(files, host.File{
			Path: folder + entry.GetPath(),
			Mode: host.Mode(entry.GetMode()),
			Blob: entry.GetSHA(),
			Size: int64(entry.GetSize()),
		})
	}
	return files
}
