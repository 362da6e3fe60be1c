package rules

// index lists the positions at which each concept stands, in order.
type index struct {
	from  []int32 // by concept: where its positions begin in items; one more at the end
	items []int32
}

// meaning is one concept of one mark or act, by its number.
type meaning struct {
	id concept
	of int32
}

// newIndex builds an index in from, two zeros more than there are concepts, and in items when they
// fit. Meanings come in order of what has them.
func newIndex(from, items []int32, meanings []meaning) index {
	for _, m := range meanings {
		from[m.id+2]++
	}
	for i := 2; i < len(from); i++ {
		from[i] += from[i-1]
	}
	x := index{from: from, items: sized(items, len(meanings))}
	for _, m := range meanings {
		x.items[from[m.id+1]] = m.of
		from[m.id+1]++
	}
	return x
}

// of gives the positions of a concept.
func (x index) of(id concept) []int32 { return x.items[x.from[id]:x.from[id+1]] }
