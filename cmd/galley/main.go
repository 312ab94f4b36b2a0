// Command galley is the workbench: it builds, serves, inspects and publishes Jekyll sites, and shows the whole product on one machine.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := newRootCommand().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "galley:", err)
		stop()
		os.Exit(1)
	}
}

// newRootCommand joins the commands; each has a file of its own.
func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "galley",
		Short:         "Proof-reader and press for Jekyll blogs",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(newBuildCommand(), newServeCommand(), newInspectCommand(), newPublishCommand(), newDemoCommand())
	return root
}
