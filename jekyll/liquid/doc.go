// Package liquid compiles and runs Liquid templates with the semantics of Ruby's Liquid, for Jekyll's layouts and includes.
// It imports nothing of this module and knows nothing of sites: Jekyll's own tags and filters are registered from outside.
package liquid
