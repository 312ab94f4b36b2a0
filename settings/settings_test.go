package settings_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/galleypress/galley/settings"
)

var (
	webhook = map[string]string{
		"GALLEY_WEBHOOK_SECRET": "s3cret",
		"GALLEY_QUEUE_URL":      "https://sqs.eu-central-1.amazonaws.com/123456789012/galley.fifo",
		"GALLEY_REPOSITORY":     "kim/blog",
	}
	publisher = map[string]string{
		"GALLEY_REPOSITORY":   "kim/blog",
		"GALLEY_SITE":         "s3://blog-site?region=eu-central-1",
		"GALLEY_STATE":        "s3://blog-state?region=eu-central-1",
		"GALLEY_SITE_URL":     "https://blog.example.org/",
		"GALLEY_GITHUB_TOKEN": "github_pat_x",
	}
	parameters = map[string]string{"/galley/secret": "from the store\n", "/galley/empty": "\n"}
)

// source gives the settings with some changed; empty takes one away.
func source(base, changes map[string]string) settings.Source {
	env := maps.Clone(base)
	maps.Copy(env, changes)
	return settings.Source{
		Getenv: func(name string) string { return env[name] },
		Parameter: func(_ context.Context, name string) (string, error) {
			value, ok := parameters[name]
			if !ok {
				return "", errors.New("ParameterNotFound")
			}
			return value, nil
		},
	}
}

func TestTheWebhooksSettings(t *testing.T) {
	got, err := source(webhook, nil).Webhook(t.Context())
	if err != nil || string(got.Secret) != "s3cret" || got.QueueURL != webhook["GALLEY_QUEUE_URL"] || got.Repository != "kim/blog" {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = source(webhook, map[string]string{"GALLEY_WEBHOOK_SECRET": "", "GALLEY_WEBHOOK_SECRET_PARAM": "/galley/secret"}).Webhook(t.Context())
	if err != nil || string(got.Secret) != "from the store" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestThePublishersSettings(t *testing.T) {
	got, err := source(publisher, map[string]string{
		"GALLEY_BRANCH": "초안/첫-글", "GALLEY_DISTRIBUTION_ID": "E2QWRUHAPOMQZL", "GITHUB_API_URL": "https://git.example.org/api/v3",
	}).Publisher(t.Context())
	want := settings.Publisher{
		Repository: "kim/blog", Branch: "초안/첫-글", Site: "s3://blog-site?region=eu-central-1", State: "s3://blog-state?region=eu-central-1",
		SiteURL: "https://blog.example.org", Token: "github_pat_x", API: "https://git.example.org/api/v3", Distribution: "E2QWRUHAPOMQZL",
	}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestAnAppsKeyMayBeWrittenOnOneLine(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range []*pem.Block{
		{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)},
		{Type: "PRIVATE KEY", Bytes: pkcs8},
	} {
		text := strings.TrimSpace(string(pem.EncodeToMemory(block)))
		for _, written := range []string{text, text + "\n", strings.ReplaceAll(text, "\n", `\n`)} {
			got, err := source(publisher, map[string]string{
				"GALLEY_GITHUB_TOKEN": "", "GALLEY_GITHUB_APP_ID": "123456", "GALLEY_GITHUB_APP_KEY": written,
			}).Publisher(t.Context())
			if err != nil || got.App == nil || got.App.ID != 123456 || string(got.App.Key) != text {
				t.Errorf("got %+v, %v", got.App, err)
			}
		}
	}
}

func TestWhatIsMissingOrMalformedIsNamed(t *testing.T) {
	type changes = map[string]string
	readWebhook := func(s settings.Source) error { _, err := s.Webhook(t.Context()); return err }
	readPublisher := func(s settings.Source) error { _, err := s.Publisher(t.Context()); return err }
	for name, test := range map[string]struct {
		base    map[string]string
		read    func(settings.Source) error
		changes changes
		want    []string // one for each line
	}{
		"nothing for the webhook":   {nil, readWebhook, nil, []string{"GALLEY_WEBHOOK_SECRET is missing", "GALLEY_QUEUE_URL is missing", "GALLEY_REPOSITORY is missing"}},
		"nothing for the publisher": {nil, readPublisher, nil, []string{"GALLEY_REPOSITORY is missing", "GALLEY_SITE is missing", "GALLEY_STATE is missing", "GALLEY_SITE_URL is missing", "GALLEY_GITHUB_TOKEN is missing"}},

		"blank":                         {webhook, readWebhook, changes{"GALLEY_REPOSITORY": "  "}, []string{"GALLEY_REPOSITORY is missing"}},
		"a repository's address":        {webhook, readWebhook, changes{"GALLEY_REPOSITORY": "https://github.com/kim/blog"}, []string{"write it as owner/name"}},
		"a queue's name":                {webhook, readWebhook, changes{"GALLEY_QUEUE_URL": "galley.fifo"}, []string{"GALLEY_QUEUE_URL is \"galley.fifo\""}},
		"an unknown parameter":          {webhook, readWebhook, changes{"GALLEY_WEBHOOK_SECRET": "", "GALLEY_WEBHOOK_SECRET_PARAM": "/nowhere"}, []string{"GALLEY_WEBHOOK_SECRET_PARAM names the parameter /nowhere, which cannot be read: ParameterNotFound"}},
		"an empty parameter":            {webhook, readWebhook, changes{"GALLEY_WEBHOOK_SECRET": "", "GALLEY_WEBHOOK_SECRET_PARAM": "/galley/empty"}, []string{"/galley/empty, which is empty"}},
		"a value and a parameter":       {webhook, readWebhook, changes{"GALLEY_WEBHOOK_SECRET_PARAM": "/galley/secret"}, []string{"GALLEY_WEBHOOK_SECRET and GALLEY_WEBHOOK_SECRET_PARAM are both set"}},
		"a ref for a branch":            {publisher, readPublisher, changes{"GALLEY_BRANCH": "refs/heads/main"}, []string{"GALLEY_BRANCH"}},
		"a bucket's name":               {publisher, readPublisher, changes{"GALLEY_SITE": "blog-site"}, []string{"GALLEY_SITE is \"blog-site\""}},
		"one bucket for both":           {publisher, readPublisher, changes{"GALLEY_STATE": publisher["GALLEY_SITE"]}, []string{"GALLEY_STATE is the same bucket"}},
		"a site without a scheme":       {publisher, readPublisher, changes{"GALLEY_SITE_URL": "blog.example.org"}, []string{"GALLEY_SITE_URL"}},
		"a site with a query":           {publisher, readPublisher, changes{"GALLEY_SITE_URL": "https://blog.example.org/?a=b"}, []string{"GALLEY_SITE_URL"}},
		"an API without a scheme":       {publisher, readPublisher, changes{"GITHUB_API_URL": "git.example.org"}, []string{"GITHUB_API_URL"}},
		"a distribution's address":      {publisher, readPublisher, changes{"GALLEY_DISTRIBUTION_ID": "d1.cloudfront.net"}, []string{"GALLEY_DISTRIBUTION_ID"}},
		"a token and an App":            {publisher, readPublisher, changes{"GALLEY_GITHUB_APP_ID": "7"}, []string{"keep the token or the App"}},
		"two tokens":                    {publisher, readPublisher, changes{"GALLEY_GITHUB_TOKEN": "a\nb"}, []string{"white space"}},
		"an App without a key":          {publisher, readPublisher, changes{"GALLEY_GITHUB_TOKEN": "", "GALLEY_GITHUB_APP_ID": "7"}, []string{"GALLEY_GITHUB_APP_KEY is missing"}},
		"a key without an App":          {publisher, readPublisher, changes{"GALLEY_GITHUB_TOKEN": "", "GALLEY_GITHUB_APP_KEY": "x"}, []string{"GALLEY_GITHUB_APP_ID is missing", "GALLEY_GITHUB_APP_KEY is not a private key"}},
		"an App's name":                 {publisher, readPublisher, changes{"GALLEY_GITHUB_TOKEN": "", "GALLEY_GITHUB_APP_ID": "galley", "GALLEY_GITHUB_APP_KEY_PARAM": "/nowhere"}, []string{"GALLEY_GITHUB_APP_KEY_PARAM names", "GALLEY_GITHUB_APP_ID is \"galley\""}},
		"a token that cannot be read":   {publisher, readPublisher, changes{"GALLEY_GITHUB_TOKEN": "", "GALLEY_GITHUB_TOKEN_PARAM": "/nowhere"}, []string{"GALLEY_GITHUB_TOKEN_PARAM names"}},
		"a key that is a certificate's": {publisher, readPublisher, changes{"GALLEY_GITHUB_TOKEN": "", "GALLEY_GITHUB_APP_ID": "7", "GALLEY_GITHUB_APP_KEY": "-----BEGIN X-----\nAAAA\n-----END X-----"}, []string{"GALLEY_GITHUB_APP_KEY is not a private key"}},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.read(source(test.base, test.changes))
			if err == nil {
				t.Fatal("nothing was said")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(test.want) {
				t.Errorf("said\n%v\nwant %d lines", err, len(test.want))
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("said\n%v\nwant %q", err, want)
				}
			}
		})
	}
}

func TestSecretsAreNotRepeated(t *testing.T) {
	_, err := source(publisher, map[string]string{"GALLEY_GITHUB_TOKEN": "t0ken with space", "GALLEY_SITE": ""}).Publisher(t.Context())
	if err == nil || strings.Contains(err.Error(), "t0ken") {
		t.Errorf("said %v", err)
	}
}
