package sqs

import (
	"context"
	"log/slog"
	"strconv"

	"github.com/aws/aws-lambda-go/events"

	"github.com/galleypress/galley/queue"
)

// Work does the jobs of one batch, in order, and names those that are to be handed out again: those whose work failed,
// those that are no jobs, and, to keep a branch's jobs in order, all that come after one of these in its group. Lambda's
// event source must have ReportBatchItemFailures set, or the batch counts as done whatever is named.
func Work(ctx context.Context, batch events.SQSEvent, log *slog.Logger, work func(context.Context, queue.Job) error) events.SQSEventResponse {
	result := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
	stopped := make(map[string]bool)
	for _, message := range batch.Records {
		job, err := queue.Decode([]byte(message.Body))
		turn := message.Attributes["ApproximateReceiveCount"]
		job.Turn, _ = strconv.Atoi(turn) // 0 in an event that was written by hand
		group := message.Attributes["MessageGroupId"]
		if group == "" && err == nil {
			group = job.Group()
		}
		switch {
		case stopped[group]:
			log.WarnContext(ctx, "left for later: an earlier job of the same branch failed", "message", message.MessageId, "delivery", job.Delivery)
		case err != nil:
			log.ErrorContext(ctx, "a message that is no job", "message", message.MessageId, "error", err)
			stopped[group] = true
		default:
			if err := work(ctx, job); err != nil {
				log.ErrorContext(ctx, "a job failed and will be tried again", "message", message.MessageId, "delivery", job.Delivery,
					"commit", job.Commit, "attempt", turn, "error", err)
				stopped[group] = true
			}
		}
		if stopped[group] {
			result.BatchItemFailures = append(result.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: message.MessageId})
		}
	}
	return result
}
