// Command callguard takes what a merchant was told on the phone or by SMS and answers with a
// verdict, its reasons and the next steps: in the terminal, as JSON lines, or as a server.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
