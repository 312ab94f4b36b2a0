package site

import (
	"io/fs"
	"path"
)

// readTheme adds the assets of a theme where the site has no file of that name (ThemeAssetsReader).
func (r *reader) readTheme() error {
	if r.opts.Theme == nil {
		return nil
	}
	taken := map[string]bool{}
	for _, p := range r.site.Pages {
		taken[p.Path] = true
	}
	for _, f := range r.site.Static {
		taken[f.Path] = true
	}
	return fs.WalkDir(r.opts.Theme, "assets", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || taken[p] || !e.Type().IsRegular() {
			return r.ctx.Err()
		}
		r.addAsset(p)
		return r.ctx.Err()
	})
}

func (r *reader) addAsset(p string) {
	dir, name := path.Dir(p), path.Base(p)
	has, err := hasHeader(r.opts.Theme, p)
	if err != nil {
		return
	}
	if has {
		page := &Page{Name: name, Dir: dir}
		page.Path, page.fsys, page.FromTheme = p, r.opts.Theme, true
		r.fillPage(page)
		r.site.Pages = append(r.site.Pages, page)
		return
	}
	s := &StaticFile{Path: p, RelativePath: "/" + p, URL: staticURL("/" + p), FromTheme: true}
	if info, err := statFile(r.opts.Theme, p); err == nil {
		s.Size, s.ModTime = info.Size(), info.ModTime()
	}
	r.setStaticDefaults(s, "")
	r.site.Static = append(r.site.Static, s)
}
