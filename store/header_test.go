package store_test

import (
	"strings"
	"testing"

	"github.com/galleypress/galley/store"
)

func TestReadersAreToldTypeAndAge(t *testing.T) {
	for key, want := range map[string]store.Header{
		"index.html":                 {ContentType: "text/html; charset=utf-8", CacheControl: store.CacheChanging},
		"tags/3f9a2b1c.html":         {ContentType: "text/html; charset=utf-8", CacheControl: store.CacheChanging},
		"feed.xml":                   {ContentType: "application/xml; charset=utf-8", CacheControl: store.CacheChanging},
		"search.json":                {ContentType: "application/json; charset=utf-8", CacheControl: store.CacheChanging},
		"robots.txt":                 {ContentType: "text/plain; charset=utf-8", CacheControl: store.CacheChanging},
		"CNAME":                      {ContentType: "text/plain; charset=utf-8", CacheControl: store.CacheChanging},
		"assets/main.css":            {ContentType: "text/css; charset=utf-8", CacheControl: store.CacheStyle},
		"assets/main.js":             {ContentType: "text/javascript; charset=utf-8", CacheControl: store.CacheStyle},
		"assets/app-3f9a2b1c.css":    {ContentType: "text/css; charset=utf-8", CacheControl: store.CacheForever},
		"assets/app.3f9a2b1c.min.js": {ContentType: "text/javascript; charset=utf-8", CacheControl: store.CacheForever},
		"assets/app_3f9a2b1c0d4e.js": {ContentType: "text/javascript; charset=utf-8", CacheControl: store.CacheForever},
		"img/photo-20260101.jpg":     {ContentType: "image/jpeg", CacheControl: store.CacheMedia}, // a date is no fingerprint
		"img/the-deadbeef.png":       {ContentType: "image/png", CacheControl: store.CacheMedia},  // nor is a word
		"img/사진.PNG":                 {ContentType: "image/png", CacheControl: store.CacheMedia},
		"img/drawing.svg":            {ContentType: "image/svg+xml; charset=utf-8", CacheControl: store.CacheMedia},
		"fonts/newsreader.woff2":     {ContentType: "font/woff2", CacheControl: store.CacheMedia},
		"paper.pdf":                  {ContentType: "application/pdf", CacheControl: store.CacheMedia},
		"notes/v1.5":                 {ContentType: "application/octet-stream", CacheControl: store.CacheChanging},
		"unknown":                    {ContentType: "application/octet-stream", CacheControl: store.CacheChanging},
		".well-known/security.txt":   {ContentType: "text/plain; charset=utf-8", CacheControl: store.CacheChanging},
		"site.webmanifest":           {ContentType: "application/manifest+json; charset=utf-8", CacheControl: store.CacheChanging},
	} {
		if got := store.HeaderFor(key); got != want {
			t.Errorf("%s: %+v, want %+v", key, got, want)
		}
	}
}

func TestAllTextHasACharset(t *testing.T) {
	for _, ending := range strings.Fields("html htm css js mjs json xml txt md csv svg rss atom ics vtt yml webmanifest") {
		if kind := store.TypeOf("a." + ending); !strings.HasSuffix(kind, "; charset=utf-8") {
			t.Errorf(".%s is %s", ending, kind)
		}
	}
}
