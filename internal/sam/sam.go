// Package sam reads an AWS SAM template for tests: its resources, their properties, and what the short forms of
// CloudFormation's functions (!Ref, !Sub, !GetAtt …) stand for.
package sam

import (
	"fmt"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Template is what tests look at.
type Template struct {
	Parameters map[string]map[string]any `yaml:"Parameters"`
	Conditions map[string]any            `yaml:"Conditions"`
	Resources  map[string]Resource       `yaml:"Resources"`
	Outputs    map[string]map[string]any `yaml:"Outputs"`
}

// Resource is one of a template.
type Resource struct {
	Type       string         `yaml:"Type"`
	Metadata   map[string]any `yaml:"Metadata"`
	Properties map[string]any `yaml:"Properties"`
}

// Load reads a template. Functions come in their long form: !Ref X is the map {"Ref": "X"}.
func Load(path string) (*Template, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	expand(&root)
	var t Template
	if err := root.Decode(&t); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &t, nil
}

// expand writes the functions' short forms as the long ones.
func expand(node *yaml.Node) {
	for _, child := range node.Content {
		expand(child)
	}
	name, ok := strings.CutPrefix(node.Tag, "!")
	if !ok || name == "" || strings.HasPrefix(name, "!") {
		return
	}
	argument := *node
	argument.Tag = ""
	if argument.Kind == yaml.ScalarNode {
		argument.Tag = "!!str"
	}
	if name != "Ref" && name != "Condition" {
		name = "Fn::" + name
	}
	if name == "Fn::GetAtt" && argument.Kind == yaml.ScalarNode {
		resource, attribute, _ := strings.Cut(argument.Value, ".")
		argument = yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{text(resource), text(attribute)}}
	}
	*node = yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{text(name), &argument}, Line: node.Line, Column: node.Column}
}

func text(value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
}

// Environment gives the names of the settings that a function is given.
func (r Resource) Environment() map[string]any {
	environment, _ := r.Properties["Environment"].(map[string]any)
	variables, _ := environment["Variables"].(map[string]any)
	return variables
}

// Actions gives what an AWS::IAM::Role allows, in no order, under a condition or not.
func (r Resource) Actions() []string {
	var actions []string
	walk(r.Properties["Policies"], func(m map[string]any) {
		switch action := m["Action"].(type) {
		case string:
			actions = append(actions, action)
		case []any:
			for _, a := range action {
				actions = append(actions, fmt.Sprint(a))
			}
		}
	})
	return actions
}

// walk calls visit for every map in a value, from the outside in.
func walk(value any, visit func(map[string]any)) {
	switch v := value.(type) {
	case map[string]any:
		visit(v)
		for _, inner := range v {
			walk(inner, visit)
		}
	case []any:
		for _, inner := range v {
			walk(inner, visit)
		}
	}
}
