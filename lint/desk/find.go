package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/galleypress/galley/lint"
)

// A Job is one site and what to look at in it.
type Job struct {
	// Root is the site's folder on disk. It is empty for a file that belongs to no site.
	Root string
	// Paths are what to report on, slash-separated from Root; none: the whole site. For a file without a site, it is that file's path on disk.
	Paths []string
	// Prefix is what to put before a path of the site to get one that the user knows: the root from where the user stands, or as an
	// absolute path.
	Prefix string
	// Inside is where the user stands, from the root, if that is below it; paths are then given from there.
	Inside string
}

// Find groups the paths that a user gives by the sites that they lie in. A folder that is no site and lies in none stands for the
// sites below it. Errors name the path that cannot be looked at.
func Find(args []string) ([]Job, error) {
	var jobs []Job
	add := func(j Job) {
		for i := range jobs {
			if jobs[i].Root == j.Root && j.Root != "" {
				if len(jobs[i].Paths) == 0 || len(j.Paths) == 0 {
					jobs[i].Paths = nil
				} else {
					jobs[i].Paths = append(jobs[i].Paths, j.Paths...)
				}
				return
			}
		}
		jobs = append(jobs, j)
	}
	for _, arg := range args {
		found, err := find(arg)
		if err != nil {
			return nil, err
		}
		for _, j := range found {
			add(j)
		}
	}
	return jobs, nil
}

func find(arg string) ([]Job, error) {
	info, err := os.Stat(arg)
	if err != nil {
		return nil, pathError(arg, err)
	}
	full, err := filepath.Abs(arg)
	if err != nil {
		return nil, pathError(arg, err)
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		full = real
	}
	folder := full
	if !info.IsDir() {
		folder = filepath.Dir(full)
	}
	root := rootAround(folder)
	switch {
	case root == "" && !info.IsDir():
		return []Job{{Paths: []string{arg}}}, nil
	case root == "":
		if below := sitesBelow(full, 0); len(below) > 0 {
			jobs := make([]Job, len(below))
			for i, b := range below {
				jobs[i] = Job{Root: b}
				jobs[i].name(arg)
			}
			return jobs, nil
		}
		root = full
	}
	rel, err := filepath.Rel(root, full)
	if err != nil {
		return nil, pathError(arg, err)
	}
	job := Job{Root: root}
	job.name(arg)
	if rel != "." {
		job.Paths = []string{filepath.ToSlash(rel)}
	}
	return []Job{job}, nil
}

// pathError says in plain words why a path cannot be looked at.
func pathError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file or folder %s", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read", path)
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}

// configurations are the names of a Jekyll site's configuration, which marks its root.
var configurations = []string{"_config.yml", "_config.yaml", "_config.toml"}

// rootAround returns the folder of the site that a folder lies in: the nearest one upwards with a configuration, within the git
// repository if there is one; else the one that holds the folder of posts; else "".
func rootAround(folder string) string {
	postsIn := ""
	for dir := folder; ; dir = filepath.Dir(dir) {
		for _, name := range configurations {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil && !info.IsDir() {
				return dir
			}
		}
		if lint.IsPostFolder(filepath.Base(dir)) && filepath.Dir(dir) != dir {
			postsIn = filepath.Dir(dir)
		} else if postsIn == "" && holdsPosts(dir) && dir == folder {
			postsIn = dir
		}
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil || filepath.Dir(dir) == dir {
			return postsIn
		}
	}
}

// holdsPosts tells whether a folder has one of posts in it, or one that was meant to be.
func holdsPosts(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return e.IsDir() && strings.HasPrefix(e.Name(), "_") && lint.IsPostFolder(e.Name())
	})
}

// deepest is how far below a folder sites are looked for.
const deepest = 4

// sitesBelow finds the folders with a configuration below one that has none.
func sitesBelow(dir string, depth int) []string {
	entries, err := os.ReadDir(dir)
	if err != nil || depth > deepest {
		return nil
	}
	var sites []string
	for _, e := range entries {
		name := e.Name()
		if slices.Contains(configurations, name) && !e.IsDir() {
			return []string{dir}
		}
		if e.IsDir() && !strings.HasPrefix(name, ".") && name != "node_modules" && name != "vendor" && name != "_site" {
			sites = append(sites, sitesBelow(filepath.Join(dir, name), depth+1)...)
		}
	}
	return sites
}

// name works out how the user knows the site's paths: from where the user stands, or as absolute paths if the given one was.
func (j *Job) name(arg string) {
	j.Prefix = filepath.ToSlash(j.Root)
	here, err := os.Getwd()
	if err != nil || filepath.IsAbs(arg) {
		return
	}
	if real, err := filepath.EvalSymlinks(here); err == nil {
		here = real
	}
	if down, err := filepath.Rel(j.Root, here); err == nil && filepath.IsLocal(down) {
		j.Prefix, j.Inside = "", filepath.ToSlash(down)
	} else if rel, err := filepath.Rel(here, j.Root); err == nil {
		j.Prefix = filepath.ToSlash(rel)
	}
}

// Relative is a path from where the user stands, if it lies below that; others stay as they are.
func Relative(p string) string {
	here, err := os.Getwd()
	if err != nil || !filepath.IsAbs(p) {
		return p
	}
	if real, err := filepath.EvalSymlinks(here); err == nil {
		here = real
	}
	if rel, err := filepath.Rel(here, filepath.FromSlash(p)); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return p
}

// ForText is the job for a text that does not come from disk, or not yet. A path that names where it belongs lets the site around it be
// known; without one, or with one in no site, the text is looked at for itself.
func ForText(name string, text []byte) (Job, *Input) {
	if name == "" {
		return Job{}, &Input{Path: "-", Text: text}
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return Job{}, &Input{Path: name, Text: text}
	}
	// The file, and even its folder, need not exist yet.
	if real, err := filepath.EvalSymlinks(filepath.Dir(full)); err == nil {
		full = filepath.Join(real, filepath.Base(full))
	}
	root := rootAround(filepath.Dir(full))
	rel, err := filepath.Rel(root, full)
	if root == "" || err != nil {
		return Job{}, &Input{Path: name, Text: text}
	}
	job := Job{Root: root}
	job.name(name)
	return job, &Input{Path: filepath.ToSlash(rel), Text: text}
}
