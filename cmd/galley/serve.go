package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/serve"
)

// serveFlags are the flags that `jekyll serve` has besides those of `jekyll build`.
type serveFlags struct {
	buildFlags
	host, port          string
	open, listing, skip bool
	livereload          bool
	certificate, key    string
	detach              bool
	livereloadPort      int
	livereloadIgnore    []string
	minDelay, maxDelay  string
}

func newServeCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:     "serve",
		Aliases: []string{"server", "s"},
		Short:   "Build a site, show it in the browser, and build again when it changes",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runServe(cmd, &f) },
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.host, "host", "H", "", "host to listen on (default 127.0.0.1)")
	flags.StringVarP(&f.port, "port", "P", "", "port to listen on (default 4000)")
	flags.BoolVarP(&f.livereload, "livereload", "l", true, "load pages anew in the browser after a build")
	flags.BoolVarP(&f.open, "open-url", "o", false, "open the site in a browser")
	flags.BoolVar(&f.listing, "show-dir-listing", false, "list the files of folders that have no index")
	flags.BoolVar(&f.skip, "skip-initial-build", false, "wait for the first change before building")
	flags.StringVar(&f.certificate, "ssl-cert", "", "certificate for https")
	flags.StringVar(&f.key, "ssl-key", "", "the certificate's private key")
	flags.BoolVarP(&f.detach, "detach", "B", false, "run in the background (use your shell's &)")
	flags.IntVar(&f.livereloadPort, "livereload-port", 0, "taken as in Jekyll; the site's own port is used")
	flags.StringSliceVar(&f.livereloadIgnore, "livereload-ignore", nil, "taken as in Jekyll")
	flags.StringVar(&f.minDelay, "livereload-min-delay", "", "taken as in Jekyll")
	flags.StringVar(&f.maxDelay, "livereload-max-delay", "", "taken as in Jekyll")
	for _, name := range []string{"detach", "livereload-port", "livereload-ignore", "livereload-min-delay", "livereload-max-delay"} {
		_ = flags.MarkHidden(name)
	}
	return cmd
}

func runServe(cmd *cobra.Command, f *serveFlags) error {
	if f.detach {
		return errors.New("--detach is not offered: start galley serve in the background with your shell's & or a service manager")
	}
	if (f.certificate == "") != (f.key == "") {
		return errors.New("https needs both --ssl-cert and --ssl-key")
	}
	if !isSet(cmd, "watch") {
		f.watch = true
	}
	w, err := newWorkshop(cmd, &f.buildFlags)
	if err != nil {
		return err
	}
	defer w.close()
	cfg, err := w.config()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", f.address(cfg))
	if err != nil {
		return fmt.Errorf("the server cannot listen on %s: %w; choose another port with --port", f.address(cfg), err)
	}
	defer listener.Close()
	site := siteURL(listener, f.certificate != "")
	// As in Jekyll, links lead to this server while the site is being written.
	if w.options.Environment == "development" {
		w.options.Overrides.Set("url", site)
	}
	server := serve.New(serve.Options{
		BaseURL: cfg.BaseURL, Source: w.options.Source, LiveReload: f.livereload, Listing: f.listing, Headers: headers(cfg),
	})
	w.show = func(result *jekyll.Result) { server.Show(result, time.Now()) }
	build := func(ctx context.Context) {
		if _, err := w.build(ctx); err != nil {
			w.complain(err)
			server.Fail(err)
		}
	}
	address := site + strings.TrimSuffix(cfg.BaseURL, "/") + "/"
	return f.run(cmd, w, listener, server, build, address)
}

// run serves until the command is interrupted or the server fails.
func (f *serveFlags) run(cmd *cobra.Command, w *workshop, listener net.Listener, handler http.Handler, build func(context.Context), address string) error {
	ctx, cancel := context.WithCancel(cmd.Context())
	defer cancel()
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 2)
	go func() {
		if f.certificate != "" {
			failed <- server.ServeTLS(listener, f.certificate, f.key)
		} else {
			failed <- server.Serve(listener)
		}
	}()
	go func() {
		if !f.skip {
			build(ctx)
		}
		fmt.Fprintf(w.out, "Server address: %s\n", address)
		if f.open {
			openBrowser(address)
		}
		if f.watch {
			failed <- w.watch(ctx, build)
		}
	}()
	select {
	case <-ctx.Done():
		return server.Close()
	case err := <-failed:
		_ = server.Close()
		return err
	}
}

func (f *serveFlags) address(cfg *config.Config) string {
	host, port := f.host, f.port
	if host == "" {
		host, _ = cfg.Data.Value("host").(string)
	}
	if port == "" {
		port = fmt.Sprint(cfg.Data.Value("port"))
	}
	return net.JoinHostPort(host, port)
}

// siteURL is the address of the server; a host that stands for all is called localhost, as Jekyll calls it.
func siteURL(listener net.Listener, tls bool) string {
	host, port, _ := net.SplitHostPort(listener.Addr().String())
	if ip := net.ParseIP(host); ip != nil && (ip.IsUnspecified() || ip.IsLoopback()) {
		host = "localhost"
	}
	if tls {
		return "https://" + net.JoinHostPort(host, port)
	}
	return "http://" + net.JoinHostPort(host, port)
}

// headers are those of the setting webrick.headers.
func headers(cfg *config.Config) map[string]string {
	all := map[string]string{}
	webrick, _ := cfg.Data.Value("webrick").(*psych.Map)
	set, _ := webrick.Value("headers").(*psych.Map)
	set.Each(func(k string, v any) bool { all[k] = fmt.Sprint(v); return true })
	return all
}

// openBrowser asks the system to open an address; where it cannot, the address has been printed.
func openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	_ = exec.Command(name, args...).Start()
}
