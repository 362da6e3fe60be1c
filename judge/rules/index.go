package rules

// index lists the positions at which each concept stands, in order.
type index struct {
	from  []int32 // by concept: where its positions begin in items; one more at the end
	items []int32
}

// newIndex builds an index in from, two zeros more than there are concepts, and in items when they
// fit. each calls note for every pair of concept and position, positions ascending, and is called
// twice.
func newIndex(from, items []int32, each func(note func(id, at int))) index {
	x := index{from: from}
	each(func(id, _ int) { x.from[id+2]++ })
	for i := 2; i < len(x.from); i++ {
		x.from[i] += x.from[i-1]
	}
	x.items = sized(items, int(from[len(from)-1]))
	each(func(id, at int) {
		x.items[x.from[id+1]] = int32(at)
		x.from[id+1]++
	})
	return x
}

// of gives the positions of a concept.
func (x index) of(id concept) []int32 { return x.items[x.from[id]:x.from[id+1]] }
