package handlers

import "io"

// SetRandom fixes what codes are drawn from.
func (h *Handler) SetRandom(r io.Reader) { h.random = r }
