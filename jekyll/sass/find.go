package sass

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Find is the path of Dart Sass's executable, or "" where there is none. It looks at GALLEY_SASS, then for a folder dart-sass beside the running
// program (as in a Lambda's zip) and in /opt, then for npm's sass-embedded in the folders given, those above them, and where npm installs globally, and
// last for sass on the PATH.
func Find(dirs ...string) string {
	if named := os.Getenv("GALLEY_SASS"); named != "" {
		return named
	}
	name := "sass"
	if runtime.GOOS == "windows" {
		name = "sass.bat"
	}
	var places []string
	if program, err := os.Executable(); err == nil {
		places = append(places, filepath.Join(filepath.Dir(program), "dart-sass", name))
	}
	places = append(places, filepath.Join("/opt/dart-sass", name))
	for _, dir := range dirs {
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		for {
			places = append(places, inNodeModules(filepath.Join(dir, "node_modules"), name)...)
			above := filepath.Dir(dir)
			if above == dir {
				break
			}
			dir = above
		}
	}
	for _, global := range []string{"/usr/local/lib/node_modules", "/usr/lib/node_modules", "/opt/homebrew/lib/node_modules"} {
		places = append(places, inNodeModules(global, name)...)
		places = append(places, inNodeModules(filepath.Join(global, "sass-embedded/node_modules"), name)...)
	}
	for _, p := range places {
		if info, err := os.Stat(p); err == nil && !info.IsDir() {
			return p
		}
	}
	found, _ := exec.LookPath(name)
	return found
}

// inNodeModules are the executables of npm's packages for this system: sass-embedded-linux-x64 and the like.
func inNodeModules(dir, name string) []string {
	system := map[string]string{"linux": "linux", "darwin": "darwin", "windows": "win32"}[runtime.GOOS]
	machine := map[string]string{"amd64": "x64", "arm64": "arm64", "arm": "arm", "386": "ia32"}[runtime.GOARCH]
	var places []string
	for _, variant := range []string{system + "-" + machine, system + "-musl-" + machine} {
		places = append(places, filepath.Join(dir, "sass-embedded-"+variant, "dart-sass", name))
	}
	return places
}
