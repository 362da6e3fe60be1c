package storetest

import (
	"context"
	"slices"

	"pgregory.net/rapid"

	"callguard/store"
)

// modelSubjects are what is reported in the model.
var modelSubjects = []string{"+8613800000000", "evil.test"}

// drawReports draws what is said in some of the cases, and taken back in others.
func drawReports(t *rapid.T, cases []store.Case) []store.Report {
	var out []store.Report
	for _, c := range cases {
		for _, s := range modelSubjects {
			weight := rapid.SampledFrom([]float64{-1, 0, 0.25, 0.5, 1}).Draw(t, "weight")
			if weight >= 0 {
				out = append(out, store.Report{Case: c.ID, Subject: s, Weight: weight, At: c.Opened})
			}
		}
	}
	if rapid.IntRange(0, 9).Draw(t, "take back") == 0 {
		out = append(out, store.Report{Subject: modelSubjects[0]})
	}
	return out
}

// tell takes over what a change reports.
func (p *modelPerson) tell(c store.Change) {
	for _, r := range c.Reports {
		place := modelPlace{r.Subject, r.Case}
		old, again := p.told[place]
		switch {
		case slices.Contains(c.DropCases, r.Case):
		case r.Weight == 0 && r.Case == "":
			for place := range p.told {
				if place.subject == r.Subject {
					delete(p.told, place)
				}
			}
		case r.Weight == 0:
			delete(p.told, place)
		default:
			if again {
				r.Weight = max(r.Weight, old.Weight)
				if old.At.After(r.At) {
					r.At = old.At
				}
			}
			p.told[place] = r
		}
	}
}

// dropTold forgets what was reported in a case.
func (p *modelPerson) dropTold(id string) {
	for place := range p.told {
		if place.id == id {
			delete(p.told, place)
		}
	}
}

// dropNotices forgets what the bot was to say of cases.
func (p *modelPerson) dropNotices(cases []string) {
	for id, r := range p.rems {
		if r.Kind != store.KindReminder && slices.Contains(cases, r.Case) {
			delete(p.rems, id)
		}
	}
}

// checkReports compares every count, and who is there, with the model.
func (m *model) checkReports(t *rapid.T) {
	ctx := context.Background()
	for _, s := range modelSubjects {
		want := store.ReportCount{}
		for _, p := range m.people {
			best := 0.0
			for place, r := range p.told {
				if place.subject == s && !r.At.Before(noon) {
					best = max(best, r.Weight)
				}
			}
			if best > 0 {
				want.People, want.Weight = want.People+1, want.Weight+best
			}
		}
		got, err := m.s.Reported(ctx, store.ReportQuery{Subject: s, Since: noon})
		same(t, "reported", got, want, err)
	}
	var want []string
	for name, p := range m.people {
		if p.user.Version > 0 {
			want = append(want, name)
		}
	}
	got, err := m.s.People(ctx, "", 0)
	slices.Sort(got)
	slices.Sort(want)
	same(t, "people", got, want, err)
}
