package store

import (
	"path"
	"regexp"
	"strings"
)

// The Cache-Control headers of a site.
//
// Pages and what else changes under the same address is asked for anew each time, which costs a 304 where nothing
// changed; so a post is live, everywhere, when it is stored. Pictures, fonts and films change rarely. A file whose name
// bears a fingerprint never changes.
const (
	CacheChanging = "public, max-age=0, must-revalidate"
	CacheStyle    = "public, max-age=300, stale-while-revalidate=86400"
	CacheMedia    = "public, max-age=86400, stale-while-revalidate=604800"
	CacheForever  = "public, max-age=31536000, immutable"
)

// fingerprint finds the hash that bundlers put into a file's name: app-3f9a2b1c.css, app.3f9a2b1c.min.js. It must have
// a digit and a letter, so that dates and words are not taken for one.
var fingerprint = regexp.MustCompile(`[-_.]([0-9a-f]{8,64})(\.[a-z0-9]+){1,3}$`)

// HeaderFor gives the header of an output by its key: the type with its charset, and how long it may be kept.
func HeaderFor(key string) Header {
	contentType := TypeOf(key)
	return Header{ContentType: contentType, CacheControl: cacheFor(path.Base(key), contentType)}
}

func cacheFor(name, contentType string) string {
	bare, _, _ := strings.Cut(contentType, ";")
	switch {
	case bare == "text/html":
		return CacheChanging
	case fingerprinted(name):
		return CacheForever
	case bare == "text/css" || bare == "text/javascript":
		return CacheStyle
	case strings.HasPrefix(bare, "image/"), strings.HasPrefix(bare, "font/"), strings.HasPrefix(bare, "video/"), strings.HasPrefix(bare, "audio/"), bare == "application/pdf", bare == "application/zip":
		return CacheMedia
	}
	return CacheChanging
}

func fingerprinted(name string) bool {
	m := fingerprint.FindStringSubmatch(name)
	return m != nil && strings.ContainsAny(m[1], "0123456789") && strings.ContainsAny(m[1], "abcdef")
}

// TypeOf gives the media type of an output by its key's ending, with charset where it is text. It is a table of our own
// since those of operating systems differ, and with them what would be stored.
func TypeOf(key string) string {
	if t, ok := types[strings.ToLower(strings.TrimPrefix(path.Ext(key), "."))]; ok {
		return t
	}
	if path.Base(key) == "CNAME" {
		return plain
	}
	return "application/octet-stream"
}

const plain = "text/plain; charset=utf-8"

var types = map[string]string{
	"html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8", "xhtml": "application/xhtml+xml; charset=utf-8",
	"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
	"json": "application/json; charset=utf-8", "jsonld": "application/ld+json; charset=utf-8", "map": "application/json; charset=utf-8",
	"webmanifest": "application/manifest+json; charset=utf-8", "geojson": "application/geo+json; charset=utf-8",
	"xml": "application/xml; charset=utf-8", "xsl": "application/xslt+xml; charset=utf-8",
	"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8",
	"txt": plain, "text": plain, "log": plain, "asc": plain, "yml": "application/yaml; charset=utf-8", "yaml": "application/yaml; charset=utf-8",
	"md": "text/markdown; charset=utf-8", "markdown": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8",
	"ics": "text/calendar; charset=utf-8", "vcf": "text/vcard; charset=utf-8", "vtt": "text/vtt; charset=utf-8", "srt": "application/x-subrip; charset=utf-8",
	"py": plain, "rb": plain, "go": plain, "c": plain, "h": plain, "sh": plain, "toml": plain, "ini": plain, "diff": plain, "patch": plain, "tex": plain, "bib": plain,
	"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "apng": "image/apng",
	"svg": "image/svg+xml; charset=utf-8", "svgz": "image/svg+xml", "ico": "image/x-icon", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
	"heic": "image/heic", "jxl": "image/jxl",
	"woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf", "eot": "application/vnd.ms-fontobject",
	"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav", "flac": "audio/flac",
	"mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg", "mov": "video/quicktime",
	"pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip", "tgz": "application/gzip", "tar": "application/x-tar", "7z": "application/x-7z-compressed",
	"wasm": "application/wasm", "epub": "application/epub+zip", "rtf": "application/rtf",
	"doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
	"docx":  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx":  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"pptx":  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"ipynb": "application/x-ipynb+json; charset=utf-8",
}
