package templates

import (
	_ "embed"
	"html/template"
)

//go:embed report.html
var reportSource string

var reportPage = template.Must(template.New("report").Parse(reportSource))
