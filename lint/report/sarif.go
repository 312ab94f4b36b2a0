package report

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/galleypress/galley/lint"
)

// SARIF 2.1.0, as far as GitHub code scanning reads it ("SARIF support for code scanning").
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string          `json:"id"`
		ShortDescription sarifText       `json:"shortDescription"`
		FullDescription  sarifText       `json:"fullDescription"`
		Help             sarifText       `json:"help"`
		HelpURI          string          `json:"helpUri"`
		Default          sarifLevel      `json:"defaultConfiguration"`
		Properties       sarifProperties `json:"properties"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifProperties struct {
		Tags []string `json:"tags"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion   `json:"deletedRegion"`
		Inserted *sarifContent `json:"insertedContent,omitempty"`
	}
	sarifContent struct {
		Text string `json:"text"`
	}
)

const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	home        = "https://github.com/galleypress/galley"
	rulesPage   = home + "/blob/main/docs/rules.md"
)

// mostResults is how many results GitHub takes in one run of an upload; it refuses larger ones as a whole.
const mostResults = 25_000

var levels = map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Note: "note", lint.Off: "none"}

// SARIF writes the findings as a SARIF 2.1.0 log with one run, as GitHub code scanning takes it. Of more than 25,000 findings, the
// most that GitHub accepts, the gravest are written.
func SARIF(w io.Writer, findings []lint.Finding, o Options) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "galley lint", Version: o.Version, InformationURI: home}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	index := map[string]int{}
	for i, r := range lint.Rules() {
		index[r.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(r))
	}
	seen := map[string]int{}
	for _, f := range gravest(findings, mostResults) {
		run.Results = append(run.Results, sarifResultOf(f, index[f.Rule], seen))
	}
	out := bufio.NewWriter(w)
	if err := encode(out, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}); err != nil {
		return err
	}
	return out.Flush()
}

func sarifRuleOf(r lint.Rule) sarifRule {
	return sarifRule{
		ID:               r.Name,
		ShortDescription: sarifText{Text: r.Summary},
		FullDescription:  sarifText{Text: r.Effect},
		Help: sarifText{
			Text:     r.Effect + "\n\n" + r.Mended,
			Markdown: fmt.Sprintf("%s\n\n%s\n\n[The rule with examples](%s#%s)", r.Effect, r.Mended, rulesPage, r.Name),
		},
		HelpURI:    rulesPage + "#" + r.Name,
		Default:    sarifLevel{levels[r.Level]},
		Properties: sarifProperties{Tags: []string{r.Family}},
	}
}

func sarifResultOf(f *lint.Finding, rule int, seen map[string]int) sarifResult {
	artifact := sarifArtifactOf(f.Path)
	r := sarifResult{
		RuleID:    f.Rule,
		RuleIndex: rule,
		Level:     levels[f.Severity],
		Message:   sarifText{Text: f.Message},
		Locations: []sarifLocation{{sarifPhysical{artifact, sarifRegion{f.Line, f.Column, f.EndLine, f.EndColumn}}}},
	}
	// The fingerprint leaves out line numbers, so that a finding is still the same one after lines were added above it.
	key := strings.Join([]string{f.Rule, f.Path, f.Source, f.Fault}, "\x00")
	seen[key]++
	sum := sha256.Sum256([]byte(key))
	r.Fingerprints = map[string]string{"galley/v1": fmt.Sprintf("%s:%d", hex.EncodeToString(sum[:8]), seen[key])}
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		change := sarifChange{Artifact: artifact}
		for _, e := range f.Fix.Edits {
			rep := sarifReplacement{Deleted: sarifRegion{e.Line, e.Column, e.EndLine, e.EndColumn}}
			if e.Text != "" {
				rep.Inserted = &sarifContent{e.Text}
			}
			change.Replacements = append(change.Replacements, rep)
		}
		r.Fixes = []sarifFix{{Description: sarifText{Text: f.Fix.Message}, Changes: []sarifChange{change}}}
	}
	return r
}

// sarifArtifactOf writes a path as the URI that code scanning wants: relative to the repository's root, or with a scheme.
func sarifArtifactOf(p string) sarifArtifact {
	if path.IsAbs(p) {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: p}).String()}
	}
	// A first segment with a colon must not be taken for a scheme; String prefixes it with "./".
	return sarifArtifact{URI: (&url.URL{Path: p}).String(), URIBaseID: "%SRCROOT%"}
}

// gravest returns at most n findings, errors first where some must be left out, else in the order given.
func gravest(findings []lint.Finding, n int) []*lint.Finding {
	kept := make([]*lint.Finding, 0, min(len(findings), n))
	if len(findings) <= n {
		for i := range findings {
			kept = append(kept, &findings[i])
		}
		return kept
	}
	for severity := lint.Error; severity > lint.Off; severity-- {
		for i := range findings {
			if findings[i].Severity == severity && len(kept) < n {
				kept = append(kept, &findings[i])
			}
		}
	}
	return kept
}
