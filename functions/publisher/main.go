// The publisher is the Lambda function behind the queue: it takes the jobs of a batch through the press, and names those
// that have to be tried again.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	awscloudfront "github.com/aws/aws-sdk-go-v2/service/cloudfront"

	"github.com/galleypress/galley/cdn/cloudfront"
	"github.com/galleypress/galley/functions/internal/start"
	"github.com/galleypress/galley/github"
	"github.com/galleypress/galley/press"
	"github.com/galleypress/galley/queue"
	"github.com/galleypress/galley/queue/sqs"
	"github.com/galleypress/galley/settings"
	"github.com/galleypress/galley/settings/ssm"
	"github.com/galleypress/galley/store"
	_ "github.com/galleypress/galley/store/s3"
)

func main() {
	start.Log()
	ctx, cancel := context.WithTimeout(context.Background(), start.Patience)
	p, err := newPress(ctx)
	cancel()
	if err != nil {
		start.Fail(err)
	}
	lambda.Start(func(ctx context.Context, batch events.SQSEvent) (events.SQSEventResponse, error) {
		if deadline, ok := ctx.Deadline(); ok { // nothing of this run writes any more when Lambda has ended it
			p.Store.Lease = time.Until(deadline)
		}
		return sqs.Work(ctx, batch, slog.Default(), func(ctx context.Context, job queue.Job) error {
			_, err := p.Run(ctx, job, time.Now()) // what came of it is in the log and in the statuses
			return err
		}), nil
	})
}

func newPress(ctx context.Context) (*press.Press, error) {
	cfg, err := start.AWS(ctx)
	if err != nil {
		return nil, err
	}
	s, err := settings.Source{Getenv: os.Getenv, Parameter: ssm.Parameters(cfg)}.Publisher(ctx)
	if err != nil {
		return nil, err
	}
	host, err := openHost(s)
	if err != nil {
		return nil, err
	}
	buckets, err := openStore(ctx, s)
	if err != nil {
		return nil, err
	}
	return &press.Press{
		Host:     host,
		Store:    buckets,
		Settings: press.Settings{Repository: s.Repository, Branch: s.Branch, SiteURL: s.SiteURL},
		CDN:      openCDN(cfg, s),
	}, nil
}

func openHost(s settings.Publisher) (press.Host, error) {
	options := github.Options{Repository: s.Repository, API: s.API, Token: s.Token}
	if s.App != nil {
		options.App = &github.App{ID: s.App.ID, Key: s.App.Key}
	}
	return github.New(options)
}

func openStore(ctx context.Context, s settings.Publisher) (*store.Store, error) {
	site, siteErr := store.OpenBucket(ctx, s.Site)
	if siteErr != nil {
		siteErr = fmt.Errorf("GALLEY_SITE: %w", siteErr)
	}
	state, stateErr := store.OpenBucket(ctx, s.State)
	if stateErr != nil {
		stateErr = fmt.Errorf("GALLEY_STATE: %w", stateErr)
	}
	return &store.Store{Site: site, State: state}, errors.Join(siteErr, stateErr)
}

func openCDN(cfg aws.Config, s settings.Publisher) press.CDN {
	if s.Distribution == "" {
		return nil
	}
	return cloudfront.New(awscloudfront.NewFromConfig(cfg), s.Distribution)
}
