package sqs_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	awssqs "github.com/aws/aws-sdk-go-v2/service/sqs"

	"github.com/galleypress/galley/queue"
	"github.com/galleypress/galley/queue/sqs"
)

// wire keeps what would be sent to SQS.
type wire struct {
	sent []*awssqs.SendMessageInput
	err  error
}

func (w *wire) SendMessage(_ context.Context, in *awssqs.SendMessageInput, _ ...func(*awssqs.Options)) (*awssqs.SendMessageOutput, error) {
	w.sent = append(w.sent, in)
	return &awssqs.SendMessageOutput{}, w.err
}

var job = queue.Job{
	Delivery: "72d3162e-cc78-11e3-81ab-4c9367dc0958", Event: queue.Push, Repository: "kim/blog", Branch: "초안", Commit: strings.Repeat("a", 40),
}

func TestAJobIsSentWithItsGroupAndItsDelivery(t *testing.T) {
	var w wire
	if err := sqs.New(&w, "https://sqs.eu-central-1.amazonaws.com/1/galley.fifo").Send(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	in := w.sent[0]
	if *in.QueueUrl != "https://sqs.eu-central-1.amazonaws.com/1/galley.fifo" || *in.MessageGroupId != job.Group() || *in.MessageDeduplicationId != job.Delivery {
		t.Errorf("sent to %s, group %s, deduplicated by %s", *in.QueueUrl, *in.MessageGroupId, *in.MessageDeduplicationId)
	}
	if got, err := queue.Decode([]byte(*in.MessageBody)); err != nil || got != job {
		t.Errorf("sent %+v, %v", got, err)
	}
}

func TestADeliverySQSWouldNotTakeIsHashed(t *testing.T) {
	ids := map[string]bool{}
	for _, delivery := range []string{"배달 1", "배달 2", "with space", strings.Repeat("x", 129)} {
		var w wire
		j := job
		j.Delivery = delivery
		if err := sqs.New(&w, "q").Send(t.Context(), j); err != nil {
			t.Fatal(err)
		}
		id := *w.sent[0].MessageDeduplicationId
		if len(id) != 64 || ids[id] {
			t.Errorf("%q became %q", delivery, id)
		}
		ids[id] = true
	}
}

func TestAQueueThatRefusesIsNamed(t *testing.T) {
	cause := errors.New("no such queue")
	err := sqs.New(&wire{err: cause}, "https://sqs/1/galley.fifo").Send(t.Context(), job)
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), "https://sqs/1/galley.fifo") {
		t.Errorf("error %v", err)
	}
}
