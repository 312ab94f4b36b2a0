package infra_test

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/galleypress/galley/internal/parts"
	"github.com/galleypress/galley/internal/sam"
	"github.com/galleypress/galley/settings"
)

const root = ".."

func load(t *testing.T) *sam.Template {
	t.Helper()
	template, err := sam.Load(filepath.Join(root, "template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return template
}

// functions are the template's functions, by the folder of their code.
var functions = map[string]string{"WebhookFunction": "functions/webhook", "PublisherFunction": "functions/publisher"}

func TestEveryFunctionHasItsFolderAndItsTarget(t *testing.T) {
	make := parts.Need(t, "make", "to see how sam build builds the functions")
	template := load(t)
	for id, resource := range template.Resources {
		if resource.Type != "AWS::Serverless::Function" {
			continue
		}
		folder, known := functions[id]
		if !known {
			t.Errorf("%s is not known to this test: tell it the function's folder", id)
			continue
		}
		if _, err := os.Stat(filepath.Join(root, folder, "main.go")); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if resource.Metadata["BuildMethod"] != "makefile" || resource.Properties["CodeUri"] != "." {
			t.Errorf("%s is not built by the Makefile beside the template: %v, %v", id, resource.Metadata, resource.Properties["CodeUri"])
		}
		if resource.Properties["Runtime"] != "provided.al2023" || resource.Properties["Handler"] != "bootstrap" {
			t.Errorf("%s: handler %v of %v; provided.al2023 starts bootstrap", id, resource.Properties["Handler"], resource.Properties["Runtime"])
		}
		out, err := exec.CommandContext(t.Context(), make, "--dry-run", "--directory", root, "build-"+id, "ARTIFACTS_DIR=/artifacts").CombinedOutput()
		if err != nil {
			t.Errorf("make build-%s: %v: %s", id, err, out)
		}
		line := strings.TrimSpace(string(out))
		for _, want := range []string{`-o "/artifacts/bootstrap"`, "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0", " ./" + folder} {
			if !strings.Contains(line, want) {
				t.Errorf("make build-%s runs %q, without %q", id, line, want)
			}
		}
	}
	out, err := exec.CommandContext(t.Context(), make, "--dry-run", "--directory", root, "build-SassLayer", "ARTIFACTS_DIR=/artifacts").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "/artifacts/dart-sass") {
		t.Errorf("make build-SassLayer: %v: %s", err, out)
	}
	for id, folder := range functions {
		if template.Resources[id].Type != "AWS::Serverless::Function" {
			t.Errorf("%s has no function %s in the template", folder, id)
		}
	}
}

// spy notes which settings are asked for, and has an answer to each.
type spy struct {
	answers map[string]string
	asked   map[string]bool
}

func (s spy) source() settings.Source {
	return settings.Source{
		Getenv:    func(name string) string { s.asked[name] = true; return s.answers[name] },
		Parameter: func(context.Context, string) (string, error) { return "x", nil },
	}
}

func TestEverySettingIsReadAndSet(t *testing.T) {
	template := load(t)
	for id, read := range map[string]func(settings.Source){
		"WebhookFunction":   func(s settings.Source) { _, _ = s.Webhook(t.Context()) },
		"PublisherFunction": func(s settings.Source) { _, _ = s.Publisher(t.Context()) },
	} {
		asked := map[string]bool{}
		for _, answers := range []map[string]string{nil, {"GALLEY_GITHUB_APP_ID": "7"}, {"GALLEY_GITHUB_TOKEN": "x"}} {
			read(spy{answers: answers, asked: asked}.source())
		}
		maps.Copy(asked, settingsInCode(t, "./"+functions[id]))
		documented := document(t, "docs/settings.md")
		set := map[string]bool{}
		for name := range template.Resources[id].Environment() {
			set[name] = true
			if !asked[name] {
				t.Errorf("%s is given %s, which it does not read", id, name)
			}
		}
		for name := range asked {
			base := strings.TrimSuffix(name, "_PARAM")
			if !strings.Contains(documented, "`"+base+"`") {
				t.Errorf("%s reads %s, which docs/settings.md does not name", id, base)
			}
			if !set[base] && !set[base+"_PARAM"] {
				t.Errorf("%s reads %s, which the template does not set", id, name)
			}
		}
	}
}

var settingName = regexp.MustCompile(`"(GALLEY_[A-Z_]+|GITHUB_API_URL)"`)

// settingsInCode finds the settings that other packages read by themselves: their names in the sources of a command and of
// all that it is made of, but for package settings, which has the names of all functions' settings.
func settingsInCode(t *testing.T, command string) map[string]bool {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", `{{if not .Standard}}{{range .GoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}{{end}}`, command)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	names := map[string]bool{}
	for file := range strings.Lines(string(out)) {
		file = strings.TrimSpace(file)
		if file == "" || filepath.Base(filepath.Dir(file)) == "settings" || strings.Contains(file, "@") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range settingName.FindAllStringSubmatch(string(data), -1) {
			names[match[1]] = true
		}
	}
	return names
}

func document(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTheGuideSpeaksOfWhatTheTemplateHas(t *testing.T) {
	template, guide := load(t), document(t, "docs/aws.md")
	for _, match := range regexp.MustCompile(`\b([A-Z][A-Za-z]+)=`).FindAllStringSubmatch(guide, -1) {
		if name := match[1]; template.Parameters[name] == nil && strings.ToUpper(name) != name {
			t.Errorf("the guide sets %s, which is no parameter", name)
		}
	}
	for name := range template.Parameters {
		if template.Parameters[name]["Default"] == nil && !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("the guide does not speak of %s, which has no default", name)
		}
	}
	for _, name := range []string{"WebhookUrl", "SiteUrl", "DistributionDomain"} {
		if template.Outputs[name] == nil || !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("the output %s is not in both the guide and the template", name)
		}
	}
	for _, name := range []string{"JobsSetAside", "PublisherFunction", "WebhookFunction", "SassLayer", "DeadLetters"} {
		if _, ok := template.Resources[name]; !ok || !strings.Contains(guide, name) {
			t.Errorf("the resource %s is not in both the guide and the template", name)
		}
	}
}

func TestTheViewerFunctionIsTheOneThatIsTested(t *testing.T) {
	source, err := os.ReadFile("viewer.js")
	if err != nil {
		t.Fatal(err)
	}
	code, _ := load(t).Resources["ViewerFunction"].Properties["FunctionCode"].(map[string]any)
	if code["Fn::Sub"] != string(source) {
		t.Error("the template's ViewerFunction is not infra/viewer.js, word for word: copy it, eight spaces deep")
	}
}

func TestParametersSayWhatTheyAreForAndWhatTheyTake(t *testing.T) {
	for name, parameter := range load(t).Parameters {
		if description, _ := parameter["Description"].(string); len(description) < 20 {
			t.Errorf("%s is not described", name)
		}
		pattern, _ := parameter["AllowedPattern"].(string)
		if parameter["Type"] == "Number" || parameter["AllowedValues"] != nil {
			continue
		}
		if pattern == "" || parameter["ConstraintDescription"] == nil {
			t.Errorf("%s takes anything, or does not say what", name)
			continue
		}
		// CloudFormation's expressions are Java's; Go's have no look-ahead.
		expression, err := regexp.Compile(strings.ReplaceAll(pattern, "(?!refs/)", ""))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if def, ok := parameter["Default"].(string); ok && !expression.MatchString(def) {
			t.Errorf("%s: its default %q does not match its pattern", name, def)
		}
		for _, bad := range []string{"a b", "'; rm -rf /"} {
			if expression.MatchString(bad) {
				t.Errorf("%s takes %q", name, bad)
			}
		}
	}
}

func TestNothingInTheTemplateIsLeftLying(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	template := load(t)
	for name := range template.Parameters {
		if strings.Count(string(data), name) < 3 { // declared, grouped, used
			t.Errorf("the parameter %s is not used", name)
		}
	}
	for name := range template.Conditions {
		if strings.Count(string(data), name) < 2 {
			t.Errorf("the condition %s is not used", name)
		}
	}
	for _, name := range []string{"WebhookUrl", "SiteUrl"} {
		if template.Outputs[name]["Value"] == nil {
			t.Errorf("the output %s is missing", name)
		}
	}
}

func TestNobodyButTheCDNReadsTheBuckets(t *testing.T) {
	template := load(t)
	buckets := 0
	for id, resource := range template.Resources {
		if resource.Type != "AWS::S3::Bucket" {
			continue
		}
		buckets++
		access, _ := resource.Properties["PublicAccessBlockConfiguration"].(map[string]any)
		for _, name := range []string{"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"} {
			if access[name] != true {
				t.Errorf("%s: %s is not set", id, name)
			}
		}
		if resource.Properties["BucketEncryption"] == nil {
			t.Errorf("%s is not encrypted", id)
		}
	}
	if buckets != 2 {
		t.Errorf("%d buckets", buckets)
	}
}

func TestTheQueueFitsThePublisher(t *testing.T) {
	template := load(t)
	number := func(id, property string) int {
		value, _ := template.Resources[id].Properties[property].(int)
		return value
	}
	if visible, timeout := number("Queue", "VisibilityTimeout"), number("PublisherFunction", "Timeout"); visible < timeout || timeout == 0 {
		t.Errorf("a job shows up again after %d s while the publisher may run %d s", visible, timeout)
	}
	if timeout := number("WebhookFunction", "Timeout"); timeout == 0 || timeout >= 10 {
		t.Errorf("the webhook may take %d s, and GitHub waits ten", timeout)
	}
	events, _ := template.Resources["PublisherFunction"].Properties["Events"].(map[string]any)
	jobs, _ := events["Jobs"].(map[string]any)
	source, _ := jobs["Properties"].(map[string]any)
	if types, _ := source["FunctionResponseTypes"].([]any); !slices.Contains(types, any("ReportBatchItemFailures")) {
		t.Error("the publisher's failures would not be heard: ReportBatchItemFailures is missing")
	}
	for _, id := range []string{"Queue", "DeadLetters"} {
		if template.Resources[id].Properties["FifoQueue"] != true {
			t.Errorf("%s does not keep jobs in order", id)
		}
	}
}

// AWS's own checks know every resource's properties.
func TestCloudFormationsLinterIsContent(t *testing.T) {
	linter := parts.Need(t, "cfn-lint", "to check the template as CloudFormation would")
	out, err := exec.CommandContext(t.Context(), linter, filepath.Join(root, "template.yaml")).CombinedOutput()
	if err != nil {
		t.Errorf("%v:\n%s", err, out)
	}
}

func TestPoliciesNameNoWildcards(t *testing.T) {
	template := load(t)
	for _, id := range slices.Sorted(maps.Keys(template.Resources)) {
		resource := template.Resources[id]
		if resource.Type != "AWS::IAM::Role" {
			continue
		}
		actions := resource.Actions()
		if len(actions) == 0 {
			t.Errorf("%s allows nothing", id)
		}
		for _, action := range actions {
			if strings.Contains(action, "*") {
				t.Errorf("%s allows %s", id, action)
			}
		}
	}
}
