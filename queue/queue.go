// Package queue is what stands between the webhook, which must answer at once, and the press, which takes its time:
// a job says which commit of which branch asks to be proof-read, and a queue hands jobs on in the order in which they came.
//
// There are two queues: Memory, for one machine, and package queue/sqs, for AWS. Both promise the same: jobs of one
// group (a repository's branch) are worked on one after the other, in order; a delivery that arrives twice within five
// minutes is taken once; a job whose work failed is handed out again; and one that failed too often is set aside.
//
// The package never looks into a repository and never talks to GitHub.
package queue

import "context"

// Queue takes jobs. Send returns once the job is kept safely, or an error when it is not: then the sender has to be
// told to try again, for nobody else will.
type Queue interface {
	Send(ctx context.Context, job Job) error
}
