package storetest_test

import (
	"testing"

	"github.com/galleypress/galley/store/storetest"
)

func TestMemoryIsABucket(t *testing.T) { storetest.Bucket(t, &storetest.Memory{}) }
