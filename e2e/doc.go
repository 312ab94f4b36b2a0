// Package e2e has the end-to-end tests: the functions' binaries, as they are deployed, between a GitHub that is held to its
// OpenAPI description, a real S3 server, a server that speaks SQS, and Lambda's runtime API. It has no code of its own.
//
//	github_test.go    the GitHub: a real Git repository behind the operations that Galley uses
//	aws_test.go       S3 (versitygw), SQS (goaws), and what each function asked them for
//	lambda_test.go    the runtime API that the functions are started under
//	world_test.go     a blog with all of it around it
//	scenario_test.go  what happens to pushes
package e2e
