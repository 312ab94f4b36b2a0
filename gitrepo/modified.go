package gitrepo

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// LastModified tells when files of a folder were last committed, by their paths below it, slash-separated. Git is asked once, when the first file
// is asked for; where there is no git, no repository or no commit of the file, ok is false.
func LastModified(ctx context.Context, dir string) func(path string) (at time.Time, ok bool) {
	commits := sync.OnceValue(func() map[string]time.Time {
		// Each commit is \x01TIME, then the files that it changed, all ended by a zero; --relative leaves out what is not below dir.
		log := exec.CommandContext(ctx, "git", "-C", dir, "log", "--no-renames", "--format=%x01%ct", "--name-only", "-z", "--relative")
		out, err := log.Output()
		if err != nil {
			return nil
		}
		return parseLog(string(out))
	})
	return func(path string) (time.Time, bool) {
		at, ok := commits()[path]
		return at, ok
	}
}

// parseLog keeps for each file the time of the first commit that names it, which is the newest.
func parseLog(log string) map[string]time.Time {
	newest := map[string]time.Time{}
	var at time.Time
	for _, part := range strings.Split(log, "\x00") {
		part = strings.TrimPrefix(part, "\n") // stands before a commit's first file
		if seconds, isCommit := strings.CutPrefix(part, "\x01"); isCommit {
			unix, err := strconv.ParseInt(seconds, 10, 64)
			if err != nil {
				return newest
			}
			at = time.Unix(unix, 0)
			continue
		}
		if _, known := newest[part]; part != "" && !known {
			newest[part] = at
		}
	}
	return newest
}
