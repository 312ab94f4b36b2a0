// Package start is how the functions begin: with a log that CloudWatch can search and AWS's settings, or, where they
// cannot begin, with a sentence that says why.
package start

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
)

// Patience is how long the function may take to read its settings: Lambda gives it ten seconds to start, and it wants to
// say why it could not.
const Patience = 8 * time.Second

// Log has everything that is logged written as JSON, a line each.
func Log() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
}

// AWS gives the settings that AWS's SDK finds in the environment.
func AWS(ctx context.Context) (aws.Config, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return aws.Config{}, fmt.Errorf("the settings for AWS cannot be read: %w", err)
	}
	// Lambda sets the region. Without it, a server that stands in for AWS's takes any.
	cfg.Region = cmp.Or(cfg.Region, "us-east-1")
	return cfg, nil
}

// Fail ends the function with the error as its last words, in its log and, through Lambda's runtime API
// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), in the answer to whoever invoked it.
func Fail(err error) {
	fmt.Fprintf(os.Stderr, "Galley cannot start:\n%v\n", err)
	if api := os.Getenv("AWS_LAMBDA_RUNTIME_API"); api != "" {
		tell("http://"+api+"/2018-06-01/runtime/init/error", err)
	}
	os.Exit(1)
}

func tell(address string, cause error) {
	const kind = "Galley.CannotStart"
	body, err := json.Marshal(map[string]any{"errorType": kind, "errorMessage": cause.Error(), "stackTrace": []string{}})
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Lambda-Runtime-Function-Error-Type", kind)
	if resp, err := http.DefaultClient.Do(req); err == nil {
		_ = resp.Body.Close()
	}
}
