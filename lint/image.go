package lint

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// imageRules are about the pictures that front matter names.
var imageRules = []Rule{
	{
		Name: "image-missing", Family: "images", Level: Warning,
		Summary: "an image in the front matter that is not in the repository",
		Effect:  "Readers see a broken image, or none where links to the post are shared.",
		Mended:  "Left to a person, who has the image.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\nimage: «/assets/tulip.jpg»\n---\nIt is here.\n",
			Files: map[string]string{"assets/Tulip.jpg": "a picture"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\nimage: /assets/tulip.jpg\n---\nIt is here.\n",
			Files: map[string]string{"assets/tulip.jpg": "a picture"},
		},
		check: checkImages,
	},
}

// imageKeys hold the path of an image in the themes that most blogs use.
var imageKeys = map[string]bool{
	"image": true, "thumbnail": true, "thumb": true, "thumbnail-img": true, "cover": true, "cover-img": true, "cover_image": true, "share-img": true,
	"og_image": true, "teaser": true, "overlay_image": true, "featured_image": true, "featured-image": true, "feature_image": true, "header_image": true, "header-img": true,
	"background": true, "banner": true, "image_path": true, "path": true, "img": true, "feature": true,
}

// imageParents hold a mapping with the path of an image.
var imageParents = map[string]bool{"image": true, "header": true, "gallery": true, "cover": true, "feature_row": true}

func checkImages(c *checker) {
	if c.matter.Root == nil || c.matter.Root.Kind != yaml.MappingNode || c.matter.Data == nil {
		return
	}
	content := c.matter.Root.Content
	for i := 0; i+1 < len(content); i += 2 {
		key, value := content[i].Value, content[i+1]
		switch {
		case value.Kind == yaml.ScalarNode && imageKeys[key] && key != "path":
			c.checkImage(key, value)
		case value.Kind == yaml.MappingNode && imageParents[key]:
			c.checkImagesIn(value)
		case value.Kind == yaml.SequenceNode && imageParents[key]:
			for _, item := range value.Content {
				c.checkImagesIn(item)
			}
		}
	}
}

func (c *checker) checkImagesIn(mapping *yaml.Node) {
	if mapping.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if key, value := mapping.Content[i].Value, mapping.Content[i+1]; value.Kind == yaml.ScalarNode && imageKeys[key] {
			c.checkImage(key, value)
		}
	}
}

func isImage(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".ico", ".bmp":
		return true
	}
	return false
}

func (c *checker) checkImage(key string, value *yaml.Node) {
	named := strings.TrimSpace(value.Value)
	if named == "" || strings.Contains(named, "://") || strings.HasPrefix(named, "//") || strings.HasPrefix(named, "data:") || strings.Contains(named, "{{") || strings.Contains(named, "{%") {
		return
	}
	wanted, _, _ := strings.Cut(named, "?")
	wanted, _, _ = strings.Cut(wanted, "#")
	if !isImage(wanted) {
		return
	}
	if plain, err := url.PathUnescape(wanted); err == nil {
		wanted = plain
	}
	if base := strings.Trim(c.world.site.Config.BaseURL, "/"); base != "" {
		wanted = strings.TrimPrefix(wanted, "/"+base)
	}
	wanted = path.Clean(strings.TrimPrefix(wanted, "/"))
	stored := c.world.stored()
	if !stored.images || stored.has(wanted) {
		return
	}
	if !strings.HasPrefix(named, "/") && stored.endsWith(strings.TrimLeft(wanted, "./")) {
		return // themes put a folder of their own before it
	}
	fault := fmt.Sprintf("There is no file %s in the repository", code(wanted))
	remedy := "Add the image, or correct the path"
	if other := stored.other(wanted); other != "" {
		fault = fmt.Sprintf("The file is called %s, not %s", code(other), code(wanted))
		remedy = "Write capitals and small letters as in the file's name"
	}
	c.report(c.node(value), fault, "Readers see a broken image", remedy)
}

// An inventory is the list of the files of a repository.
type inventory struct {
	files  map[string]bool
	folded map[string]string // by the path in lower case
	names  map[string][]string
	images bool // there are images at all: some repositories keep them elsewhere
}

// takeInventory walks the whole source. Folders that cannot be read count as empty.
func takeInventory(source fs.FS) *inventory {
	v := &inventory{files: map[string]bool{}, folded: map[string]string{}, names: map[string][]string{}}
	_ = fs.WalkDir(source, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules" || d.Name() == "_site" || d.Name() == ".jekyll-cache"):
			return fs.SkipDir
		case d.IsDir() || !isImage(p):
			return nil
		}
		v.images = true
		v.files[p] = true
		v.folded[strings.ToLower(p)] = p
		v.names[path.Base(p)] = append(v.names[path.Base(p)], p)
		return nil
	})
	return v
}

func (v *inventory) has(p string) bool { return v.files[p] }

func (v *inventory) endsWith(p string) bool {
	for _, full := range v.names[path.Base(p)] {
		if full == p || strings.HasSuffix(full, "/"+p) {
			return true
		}
	}
	return false
}

// other returns the path of a file whose name differs only by its case.
func (v *inventory) other(p string) string {
	if other := v.folded[strings.ToLower(p)]; other != p {
		return other
	}
	return ""
}
