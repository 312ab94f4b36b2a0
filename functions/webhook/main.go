// The webhook is the Lambda function behind the URL that GitHub calls: it verifies a delivery and puts a job on the
// queue. It does nothing else, and may do nothing else.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	awssqs "github.com/aws/aws-sdk-go-v2/service/sqs"

	"github.com/galleypress/galley/functions/internal/start"
	"github.com/galleypress/galley/github/webhook"
	"github.com/galleypress/galley/github/webhook/functionurl"
	"github.com/galleypress/galley/queue/sqs"
	"github.com/galleypress/galley/settings"
	"github.com/galleypress/galley/settings/ssm"
)

func main() {
	start.Log()
	ctx, cancel := context.WithTimeout(context.Background(), start.Patience)
	handler, err := newHandler(ctx)
	cancel()
	if err != nil {
		start.Fail(err)
	}
	lambda.Start(functionurl.Handle(handler))
}

func newHandler(ctx context.Context) (*webhook.Handler, error) {
	cfg, err := start.AWS(ctx)
	if err != nil {
		return nil, err
	}
	s, err := settings.Source{Getenv: os.Getenv, Parameter: ssm.Parameters(cfg)}.Webhook(ctx)
	if err != nil {
		return nil, err
	}
	return &webhook.Handler{
		Secret:     s.Secret,
		Repository: s.Repository,
		Queue:      sqs.New(awssqs.NewFromConfig(cfg), s.QueueURL),
	}, nil
}
