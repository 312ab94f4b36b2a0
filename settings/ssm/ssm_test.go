package ssm_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/galleypress/galley/settings/ssm"
)

// parameterStore answers as AWS's does, for one parameter.
func parameterStore(t *testing.T) aws.Config {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Name           string
			WithDecryption bool
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.Header.Get("X-Amz-Target") != "AmazonSSM.GetParameter" {
			t.Errorf("asked %s: %v", r.Header.Get("X-Amz-Target"), err)
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		switch {
		case in.Name != "/galley/secret":
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"__type": "ParameterNotFound"}`)
		case !in.WithDecryption:
			_, _ = io.WriteString(w, `{"Parameter": {"Value": "AQICAHh…"}}`)
		default:
			_, _ = io.WriteString(w, `{"Parameter": {"Value": "s3cret"}}`)
		}
	}))
	t.Cleanup(server.Close)
	return aws.Config{
		Region: "us-east-1", BaseEndpoint: aws.String(server.URL), Credentials: credentials.NewStaticCredentialsProvider("a", "b", ""),
	}
}

func TestASecretIsReadDecrypted(t *testing.T) {
	get := ssm.Parameters(parameterStore(t))
	if got, err := get(t.Context(), "/galley/secret"); err != nil || got != "s3cret" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestAParameterThatIsNotThereIsSaid(t *testing.T) {
	get := ssm.Parameters(parameterStore(t))
	if got, err := get(t.Context(), "/galley/other"); err == nil || !strings.Contains(err.Error(), "ParameterNotFound") {
		t.Errorf("got %q, %v", got, err)
	}
}
