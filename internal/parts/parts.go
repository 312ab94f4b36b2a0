// Package parts is for tests that need something which is not in every clone: a program, a server, the network. Where it is
// missing such a test is skipped, with a sentence that names it; in CI nothing may be missing.
package parts

import (
	"os"
	"os/exec"
	"testing"
)

// Required says whether a missing part fails the test: with CI=true or GALLEY_REQUIRE_ALL=1 in the environment.
func Required() bool {
	return os.Getenv("CI") == "true" || os.Getenv("GALLEY_REQUIRE_ALL") == "1"
}

// Missing ends the test for want of a part: it is skipped or, where all parts are required, fails. The
// sentence names the part and says what it is for, such as "node is not installed: it is needed to run the CDN's function".
func Missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if Required() {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// Need gives the path of a program that the test runs, or ends the test for want of it. Purpose
// ends the sentence that says so, as "to run the CDN's function" does.
func Need(t testing.TB, program, purpose string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		Missing(t, "%s is not installed: it is needed %s", program, purpose)
	}
	return path
}
