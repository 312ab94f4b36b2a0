package sqs_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"github.com/galleypress/galley/queue"
	"github.com/galleypress/galley/queue/sqs"
)

// message is one of a batch; a group may be left out, as when somebody writes an event by hand.
func message(t *testing.T, id, branch, group string) events.SQSMessage {
	t.Helper()
	j := job
	j.Branch, j.Delivery = branch, id
	body, err := j.Encode()
	if err != nil {
		t.Fatal(err)
	}
	m := events.SQSMessage{MessageId: id, Body: string(body)}
	if group != "" {
		m.Attributes = map[string]string{"MessageGroupId": group}
	}
	return m
}

func TestFailuresAreReportedMessageByMessage(t *testing.T) {
	broken := events.SQSMessage{MessageId: "broken", Body: "{}", Attributes: map[string]string{"MessageGroupId": "main"}}
	for name, test := range map[string]struct {
		batch        []events.SQSMessage
		fail         []string
		done, failed []string
	}{
		"nothing to do":  {},
		"all is well":    {batch: []events.SQSMessage{message(t, "1", "main", "main"), message(t, "2", "draft", "draft")}, done: []string{"1", "2"}},
		"one job fails":  {batch: []events.SQSMessage{message(t, "1", "main", "main"), message(t, "2", "draft", "draft")}, fail: []string{"1"}, done: []string{"2"}, failed: []string{"1"}},
		"the rest waits": {batch: []events.SQSMessage{message(t, "1", "main", "main"), message(t, "2", "draft", "draft"), message(t, "3", "main", "main"), message(t, "4", "draft", "draft")}, fail: []string{"1"}, done: []string{"2", "4"}, failed: []string{"1", "3"}},
		"no job at all":  {batch: []events.SQSMessage{broken, message(t, "1", "main", "main"), message(t, "2", "draft", "draft")}, done: []string{"2"}, failed: []string{"broken", "1"}},
		"no groups":      {batch: []events.SQSMessage{message(t, "1", "main", ""), message(t, "2", "main", ""), message(t, "3", "draft", "")}, fail: []string{"1"}, done: []string{"3"}, failed: []string{"1", "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			var done []string
			result := sqs.Work(t.Context(), events.SQSEvent{Records: test.batch}, slog.New(slog.DiscardHandler), func(_ context.Context, j queue.Job) error {
				if slices.Contains(test.fail, j.Delivery) {
					return errors.New("GitHub is away")
				}
				done = append(done, j.Delivery)
				return nil
			})
			var failed []string
			for _, item := range result.BatchItemFailures {
				failed = append(failed, item.ItemIdentifier)
			}
			if !slices.Equal(done, test.done) || !slices.Equal(failed, test.failed) {
				t.Errorf("done %q, failed %q; want %q and %q", done, failed, test.done, test.failed)
			}
		})
	}
}

func TestABatchWithoutFailuresSaysSo(t *testing.T) {
	result := sqs.Work(t.Context(), events.SQSEvent{}, slog.New(slog.DiscardHandler), nil)
	data, err := json.Marshal(result)
	if err != nil || string(data) != `{"batchItemFailures":[]}` { // the form that AWS documents
		t.Errorf("answered %s, %v", data, err)
	}
}

func TestAJobIsToldWhichTurnItHas(t *testing.T) {
	third := message(t, "1", "main", "main")
	third.Attributes["ApproximateReceiveCount"] = "3"
	var turns []int
	sqs.Work(t.Context(), events.SQSEvent{Records: []events.SQSMessage{third, message(t, "2", "main", "")}}, slog.New(slog.DiscardHandler), func(_ context.Context, j queue.Job) error {
		turns = append(turns, j.Turn)
		return nil
	})
	if !slices.Equal(turns, []int{3, 0}) {
		t.Errorf("turns %d, want 3 and, where nobody counts, 0", turns)
	}
}
