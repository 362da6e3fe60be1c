// Package callguard holds what is true of the whole program: which package may know which, how
// long things may be, and that every name says what it is. The program itself is cmd/callguard.
package callguard
