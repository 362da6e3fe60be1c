package judge

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"callguard/judge/rules"
	"callguard/judge/text"
	"callguard/judge/weigh"
)

//go:embed asks.yaml
var askFile []byte

// Question is a follow-up question with what its answers mean, as asks.yaml tells it.
type Question struct {
	Ask     string   `yaml:"ask"`
	Usual   float64  `yaml:"usual"` // how well it fits when no rule asks it, 0 to 1
	By      string   `yaml:"by"`    // "legit": its answer is that of a genuine contact; else of a scam
	Known   []string `yaml:"known"` // rules that say that it is answered
	Options []Option `yaml:"options"`
}

// Option is one answer to a question.
type Option struct {
	Option string  `yaml:"option"`
	Likely float64 `yaml:"likely"` // share of scams (or genuine contacts) in which this is the answer
	Means  Lines   `yaml:"means"`  // what the merchant says by it, as a sentence to be judged

	tell  bool       // it decides
	speak [3]float64 // what its words add for each verdict, in log-odds
}

// Questions are all follow-up questions. Read-only.
type Questions []Question

// LoadQuestions reads the questions that the program carries, without the judge's weights.
func LoadQuestions() (Questions, error) {
	var qs Questions
	if err := yaml.UnmarshalWithOptions(askFile, &qs, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("asks.yaml: %s", strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	for _, q := range qs {
		for _, o := range q.Options {
			if o.Option == "" || o.Means.ZH == "" || o.Means.EN == "" || o.Likely < 0 || o.Likely > 1 {
				return nil, fmt.Errorf("asks.yaml: %s: option %q needs means in zh and en, likely 0 to 1", q.Ask, o.Option)
			}
		}
		if len(q.Options) < 2 {
			return nil, fmt.Errorf("asks.yaml: %s needs two options", q.Ask)
		}
	}
	return qs, nil
}

// Options names the answers to a question in order; none for an unknown one.
func (qs Questions) Options(ask string) []string {
	var out []string
	for _, q := range qs {
		if q.Ask != ask {
			continue
		}
		for _, o := range q.Options {
			out = append(out, o.Option)
		}
	}
	return out
}

// Means gives what an answer adds to the story; "" for an unknown one.
func (qs Questions) Means(ask, option, lang string) string {
	for _, q := range qs {
		for _, o := range q.Options {
			if q.Ask == ask && o.Option == option {
				return o.Means.In(lang)
			}
		}
	}
	return ""
}

// questions reads every answer once, so that a verdict need not: whether it decides, else what its
// words weigh beside a message that shows nothing.
func (j *Judge) questions() error {
	qs, err := LoadQuestions()
	if err != nil {
		return err
	}
	ids := j.Rules()
	nothing := j.weights.Weigh(nil, 0)
	for i := range qs {
		for _, id := range qs[i].Known {
			if !slices.Contains(ids, id) {
				return fmt.Errorf("asks.yaml: %s: no rule %q", qs[i].Ask, id)
			}
		}
		for k := range qs[i].Options {
			o := &qs[i].Options[k]
			clean := text.New(o.Means.ZH)
			res := j.rules.Read(clean, j.find(clean), j.weights.Sieve(), nil)
			o.tell = holds(res.Hits, rules.Tell)
			alone := j.weights.Weigh(res.Signs, len(res.Clauses))
			for c := range o.speak {
				o.speak[c] = math.Log(alone.P[c] / nothing.P[c])
			}
		}
	}
	j.asks = qs
	return nil
}

// question gives the follow-up with the greatest expected change of the verdict: how likely each
// answer is, and whether the verdict would be another one with it. What the message has answered
// is not asked; a verdict that is made needs no question.
func (j *Judge) question(res rules.Result, o weigh.Opinion, l Label) string {
	if l != Verify {
		return ""
	}
	best, ask := 0.0, ""
	for i := range j.asks {
		q := &j.asks[i]
		if slices.ContainsFunc(q.Known, func(id string) bool { return fired(res.Hits, id) }) {
			continue
		}
		if v := q.worth(res, o); v > best {
			best, ask = v, q.Ask
		}
	}
	return ask
}

// worth is the expected change of the verdict by a question: the probability that its answer makes
// another verdict, with half of what the answer moves the probabilities added, so that of
// two questions that change nothing the one that tells more is asked.
func (q *Question) worth(res rules.Result, o weigh.Opinion) float64 {
	fits := q.Usual
	for _, h := range res.Hits {
		if h.Rule.Ask == q.Ask {
			fits = max(fits, min(1, 0.7+h.Rule.Weight/4))
		}
	}
	scam := max(o.P[weigh.Scam], leastScam)
	share := scam
	if q.By == string(Legit) {
		share = 1 - scam
	}
	left, worth := 1.0, 0.0
	for i, op := range q.Options {
		likely := share * op.Likely
		if i == len(q.Options)-1 {
			likely = left
		}
		left -= likely
		label, moved := op.changes(res, o)
		if label != Verify {
			worth += likely
		}
		worth += likely * moved / 2
	}
	return fits * worth
}

// leastScam is how likely a scam is taken to be at least when a question is chosen: nothing said
// of a caller's request proves nothing.
const leastScam = 0.2

// changes gives the verdict with an answer added, and how far its probabilities move (0 to 1).
func (op Option) changes(res rules.Result, o weigh.Opinion) (Label, float64) {
	if op.tell {
		return Scam, 1 - o.P[weigh.Scam]
	}
	var z [3]float64
	sum := 0.0
	for c := range z {
		z[c] = o.P[c] * math.Exp(op.speak[c])
		sum += z[c]
	}
	moved := 0.0
	for c := range z {
		z[c] /= sum
		moved += math.Abs(z[c]-o.P[c]) / 2
	}
	return weighed(res.Hits, res.Matter, z[weigh.Scam], z[weigh.Legit]), moved
}
