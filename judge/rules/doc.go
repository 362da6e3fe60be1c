// Package rules takes a clean message and gives what it means for a verdict: marks (words of the
// lexicon), acts (who does or is asked to do what, under which scope), and the rules that hold.
//
// Three layers, each of them data with its own examples:
//
//	lexicon/*.yaml  concept → surface forms, Chinese and English
//	acts/*.yaml     verb concepts × object concepts = one act, found in a clause or close by
//	scam/, verify/, legit/*.yaml  conditions on acts, concepts, numbers and links = one rule
//
// A rule never looks at letters, so that a new wording is one word in the lexicon, and a new
// script is one entry here. The loader refuses a rule that does not fire on all of its hit:
// examples or that fires on one of its miss: examples.
package rules
