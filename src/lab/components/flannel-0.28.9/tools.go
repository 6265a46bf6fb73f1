//go:build tools

// Package components names the program that the lab builds from this module.
package components

import _ "github.com/flannel-io/flannel"
