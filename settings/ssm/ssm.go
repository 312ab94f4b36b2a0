// Package ssm reads secrets from AWS Systems Manager's Parameter Store.
package ssm

import (
	"context"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
)

// Parameters gives a function that reads one decrypted parameter by its name, for settings.Source. The client is made
// when the first parameter is asked for, so that a function which needs none starts without it.
func Parameters(cfg aws.Config) func(ctx context.Context, name string) (string, error) {
	client := sync.OnceValue(func() *ssm.Client { return ssm.NewFromConfig(cfg) })
	return func(ctx context.Context, name string) (string, error) {
		out, err := client().GetParameter(ctx, &ssm.GetParameterInput{Name: &name, WithDecryption: aws.Bool(true)})
		if err != nil {
			return "", err
		}
		if out.Parameter == nil {
			return "", nil
		}
		return aws.ToString(out.Parameter.Value), nil
	}
}
