// Package render turns a site that has been read into what Jekyll writes: it runs Liquid, converts Markdown and Sass, cuts excerpts and lays
// pages into layouts, with the tags, filters and drops that Jekyll adds to Liquid. Plugins are joined to it through [Plugin].
//
// Pages are rendered on all cores at once, and yet see each other as in Jekyll, which renders one after the other: the content of a page that comes
// earlier is converted already, that of a later one is still as written.
//
// It never writes files, opens static files, or asks for the time.
package render
