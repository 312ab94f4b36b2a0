module github.com/galleypress/galley/jekyll/kramdown/bench

go 1.26.0

require (
	github.com/galleypress/galley v0.0.0
	github.com/yuin/goldmark v1.8.2
)

require go.yaml.in/yaml/v3 v3.0.6 // indirect

replace github.com/galleypress/galley => ../../..
