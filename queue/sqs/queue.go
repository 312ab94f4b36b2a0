// Package sqs is the queue on AWS: an SQS FIFO queue takes the webhook's jobs, and Lambda hands them to the publisher.
// It gives the promises of package queue because SQS does; it adds nothing of its own.
package sqs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"github.com/galleypress/galley/queue"
)

// Client is what Queue uses of *sqs.Client.
type Client interface {
	SendMessage(context.Context, *sqs.SendMessageInput, ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)
}

// Queue sends jobs to an SQS FIFO queue.
type Queue struct {
	client Client
	url    string
}

var _ queue.Queue = (*Queue)(nil)

// New gives the queue with the URL that SQS gave it.
func New(client Client, url string) *Queue {
	return &Queue{client: client, url: url}
}

// Send keeps the job on the queue, unless SQS was sent its delivery in the last five minutes.
func (q *Queue) Send(ctx context.Context, job queue.Job) error {
	body, err := job.Encode()
	if err != nil {
		return err
	}
	_, err = q.client.SendMessage(ctx, &sqs.SendMessageInput{
		QueueUrl:               &q.url,
		MessageBody:            aws.String(string(body)),
		MessageGroupId:         aws.String(job.Group()),
		MessageDeduplicationId: aws.String(deduplicationID(job.Delivery)),
	})
	if err != nil {
		return fmt.Errorf("sending a job to the queue %s: %w", q.url, err)
	}
	return nil
}

// allowed is what SQS takes as an id.
var allowed = regexp.MustCompile("^[A-Za-z0-9!\"#$%&'()*+,\\-./:;<=>?@[\\\\\\]^_`{|}~]{1,128}$")

// deduplicationID is the delivery's id, which GitHub makes so that SQS takes it; anything else is hashed.
func deduplicationID(delivery string) string {
	if allowed.MatchString(delivery) {
		return delivery
	}
	sum := sha256.Sum256([]byte(delivery))
	return hex.EncodeToString(sum[:])
}
