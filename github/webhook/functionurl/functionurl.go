// Package functionurl lets a webhook.Handler answer the HTTP requests that AWS Lambda hands to a function: those of a
// function URL and those of API Gateway's HTTP APIs, which have the same form (payload format version 2.0). It does
// nothing but translate.
package functionurl

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/aws/aws-lambda-go/events"

	"github.com/galleypress/galley/github/webhook"
)

// Handle gives the function that lambda.Start takes.
func Handle(h *webhook.Handler) func(context.Context, events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
	return func(ctx context.Context, event events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
		req, err := request(event)
		if err != nil {
			return badBody(), nil
		}
		return response(h.Handle(ctx, req)), nil
	}
}

// request reads an event of payload format 2.0:
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.
func request(event events.LambdaFunctionURLRequest) (webhook.Request, error) {
	header := make(http.Header, len(event.Headers))
	for name, value := range event.Headers { // AWS lower-cases the names
		header.Set(name, value)
	}
	body := []byte(event.Body)
	if event.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(event.Body); err != nil {
			return webhook.Request{}, err
		}
	}
	method := event.RequestContext.HTTP.Method
	if method == "" { // an event that was written by hand, to try the function out
		method = http.MethodPost
	}
	return webhook.Request{Method: method, Header: header, Body: body}, nil
}

func response(r webhook.Response) events.LambdaFunctionURLResponse {
	headers := make(map[string]string, len(r.Header))
	for name := range r.Header {
		headers[name] = r.Header.Get(name)
	}
	return events.LambdaFunctionURLResponse{StatusCode: r.Status, Headers: headers, Body: string(r.Body)}
}

func badBody() events.LambdaFunctionURLResponse {
	body, err := json.Marshal(webhook.Answer{Result: "refused", Message: "The body is said to be in Base64, and is not."})
	if err != nil {
		panic(err) // an Answer is strings, numbers and a time
	}
	return events.LambdaFunctionURLResponse{
		StatusCode: http.StatusBadRequest,
		Headers:    map[string]string{"Content-Type": "application/json; charset=utf-8"},
		Body:       string(body),
	}
}
