// Package desk runs the proof-reader on the files of this machine: it finds the site around a path, reads it, and carries out mendings.
// The rules are in package lint; what is shown, and how, is in lint/report.
package desk
