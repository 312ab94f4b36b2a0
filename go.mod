module github.com/galleypress/galley

go 1.26
