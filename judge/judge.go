// Package judge takes one contact as a merchant told it and gives a verdict with its evidence.
// It is pure: no clock, network, disk or lock, and the same case always gets the same verdict.
package judge

import (
	"fmt"
	"io/fs"

	"callguard/judge/given"
	"callguard/judge/links"
	"callguard/judge/numbers"
	"callguard/judge/rules"
	"callguard/judge/text"
	"callguard/judge/weigh"
)

// Label is one of the three answers.
type Label string

// The three verdicts, in the words of every file and interface.
const (
	Scam   Label = "scam"   // at least one decisive tell
	Verify Label = "verify" // nothing decisive, and nothing that proves the caller
	Legit  Label = "legit"  // no tell, and identity established or only official notice
)

// Case is what is judged: one contact, in one message or in several turns.
type Case struct {
	Text    string // everything the merchant told or pasted; later turns follow on new lines
	Channel string // call, sms, chat, picture, voice; "" unknown
	Before  Label  // what was told before came to; "" nothing was. It bears on Lost alone: in a scam less is enough
}

// Lines is one sentence in the languages of the bot.
type Lines struct {
	ZH string `yaml:"zh"`
	EN string `yaml:"en"`
}

// In gives the sentence in a language, Chinese when that language has none.
func (l Lines) In(lang string) string {
	if lang == "en" && l.EN != "" {
		return l.EN
	}
	return l.ZH
}

// Evidence is one reason: which rule spoke, on which words, how strongly.
type Evidence struct {
	ID     string  // rule id
	Family string  // scam script or legitimate type the rule belongs to
	Quote  string  // the merchant's own words
	Start  int     // byte offset of Quote in Case.Text
	End    int     // byte offset behind Quote
	Weight float64 // log-odds: > 0 towards scam, < 0 towards legitimate
	Hard   bool    // decides alone
	Why    Lines   // why it matters, for the merchant
}

// Verdict is the answer with everything that a reply is made of.
type Verdict struct {
	Label    Label
	Score    float64          // probability of scam, 0 to 1
	Type     string           // scam script or legitimate type that fits best; "" none
	Evidence []Evidence       // strongest first; hard before soft
	Numbers  []numbers.Number // in order of appearance
	Links    []links.Link     // in order of appearance
	Orgs     []string         // directory ids of organisations named or displayed, most relevant first
	Lost     []string         // what was given away, most urgent first (see Losses)
	Asked    []string         // what was asked for, by the slug of what giving it would lose; the latest last
	Pretext  string           // the reason for the contact that was given; "" none recognised
	Ask      string           // the follow-up question that could change the verdict most; "" none
	Dialled  bool             // the merchant dialled (or asks whether to dial) an official number
	Words    bool             // false: nothing in the text could be judged
}

// Losses are the slugs of what a merchant may have given away, most urgent first.
func Losses() []string {
	return []string{
		"screen",     // screen shared or phone remote-controlled
		"app",        // unknown app installed
		"transfer",   // money transferred by bank, WeChat, Alipay or cash machine
		"code",       // one-time code told or typed
		"card",       // card number with PIN, CVV2 or expiry
		"password",   // login, operator or card password
		"ukey",       // USB key plugged in or handed over
		"swipe",      // own card swiped, also "as a test"
		"deposit",    // deposit or up-front fee paid
		"paycode",    // payment code shown or read out
		"settlement", // settlement card or merchant account changed
		"terminal",   // terminal handed over or swapped
		"qr",         // collection code replaced
		"face",       // face check done for a stranger
		"id",         // photo of ID or card
		"licence",    // photo of licence, lease or shop; company seal
	}
}

// Judge holds the rules, the directory and the link table. Read-only, safe for concurrent use.
type Judge struct {
	dir     *numbers.Directory
	links   *links.Table
	rules   *rules.Set
	weights *weigh.Weights
	given   *given.Model
	sieve   *weigh.Sieve // of the signs that weights or given know
	asks    Questions
}

// New loads everything that the program carries, and proves every rule on its own examples. An
// error names the file and line at fault.
func New() (*Judge, error) {
	dir, err := numbers.Load()
	if err != nil {
		return nil, fmt.Errorf("directory: %w", err)
	}
	table, err := linkTable(dir)
	if err != nil {
		return nil, fmt.Errorf("links: %w", err)
	}
	j := &Judge{dir: dir, links: table}
	if j.weights, err = weigh.Embedded(); err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	if j.given, err = given.Embedded(); err != nil {
		return nil, fmt.Errorf("losses: %w", err)
	}
	j.sieve = j.weights.Sieve().Join(j.given.Sieve())
	if j.rules, err = rules.Embedded(j.find); err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	if err = j.questions(); err != nil {
		return nil, err
	}
	return j, nil
}

// Directory gives the book of organisations that this judge uses.
func (j *Judge) Directory() *numbers.Directory { return j.dir }

// With gives a judge that also knows a merchant's own rule file. An error names what is wrong
// with the file, and a rule that does not do what its own examples say.
func (j *Judge) With(fsys fs.FS, name string) (*Judge, error) {
	own := *j
	var err error
	if own.rules, err = j.rules.Extend(fsys, name, j.find); err != nil {
		return nil, err
	}
	return &own, nil
}

// Rules gives the ids of all rules.
func (j *Judge) Rules() []string { return j.rules.Rules() }

// everyday is how many signs a message of a few hundred characters shows: room for them on the
// stack costs no garbage.
const everyday = 2500

// Judge decides one case. It never calls a contact safe: nothing known is Verify.
func (j *Judge) Judge(c Case) Verdict {
	clean := text.New(c.Text)
	seen := j.see(clean, c.Channel)
	v := Verdict{Numbers: seen.numbers, Links: seen.links, Words: hasWords(clean.Norm)}
	if !v.Words {
		v.Label, v.Score = Verify, 0.5
		return v
	}
	var room [everyday]weigh.Sign
	res := j.rules.Read(clean, seen.features, j.sieve, room[:0])
	opinion := j.weights.Weigh(res.Signs, len(res.Clauses))
	v.Label, v.Score = decide(res, opinion, j.weights)
	hits := standing(res.Hits, v.Label)
	v.Evidence = evidence(clean, hits, v.Label)
	v.Type, v.Pretext, v.Ask = typeOf(hits, v.Label), pretext(hits), j.question(res, opinion, v.Label)
	explain(clean, res, opinion, &v)
	v.Orgs = seen.orgs(j.dir, clean)
	v.Lost = j.lost(hits, res, v.Label, c.Before)
	v.Asked = append([]string(nil), res.Asked...) // a copy, or the room for signs could not stay on the stack
	v.Dialled = fired(res.Hits, "dialled-official")
	return v
}

// Signs gives what a case shows, to learn weights from.
func (j *Judge) Signs(c Case) []weigh.Sign {
	clean := text.New(c.Text)
	return j.rules.Read(clean, j.see(clean, c.Channel).features, weigh.Everything(), nil).Signs
}

// Given gives what the grammar finds given away in a case, with repetitions: to learn losses from.
func (j *Judge) Given(c Case) []string {
	clean := text.New(c.Text)
	return j.rules.Read(clean, j.see(clean, c.Channel).features, new(weigh.Sieve), nil).Given
}

// Weighing gives a judge with other weights.
func (j *Judge) Weighing(w *weigh.Weights) *Judge {
	own := *j
	own.weights = w
	own.sieve = w.Sieve().Join(own.given.Sieve())
	return &own
}

// Hearing gives a judge that hears losses by another model.
func (j *Judge) Hearing(m *given.Model) *Judge {
	own := *j
	own.given = m
	own.sieve = own.weights.Sieve().Join(m.Sieve())
	return &own
}

// Trace tells how a message is read, for whoever writes words and rules.
func (j *Judge) Trace(c Case) string {
	clean := text.New(c.Text)
	features := j.see(clean, c.Channel).features
	res := j.rules.Read(clean, features, j.sieve, nil)
	o := j.weights.Weigh(res.Signs, len(res.Clauses))
	return j.rules.Trace(clean, features) + fmt.Sprintf("weighed: scam %.3f, verify %.3f, legit %.3f; given %.3f\n",
		o.P[weigh.Scam], o.P[weigh.Verify], o.P[weigh.Legit], j.given.Weigh(res.Signs).Any)
}
