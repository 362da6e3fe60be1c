package reach

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"
)

var errDisk = errors.New("disk full")

// memory is a store of chats.
type memory struct {
	mu     sync.Mutex
	linked map[string][]string // by person; none = his own chat alone
	state  map[string][]byte   // by chat
	writes int                 // updates until the store breaks; negative = it never does
	meet   *sync.WaitGroup     // whoever reads a chat waits for the others who do; nil = nobody does
}

func (m *memory) Chats(_ context.Context, person string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.writes == 0 && strings.HasPrefix(person, "nobody") {
		return nil, errDisk
	}
	if c := m.linked[person]; c != nil {
		return c, nil
	}
	return []string{person}, nil
}

func (m *memory) Chat(_ context.Context, chat string) ([]byte, error) {
	if m.meet != nil {
		defer m.meet.Wait()
		defer m.meet.Done()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.writes == 0 && m.state[chat] == nil {
		return nil, errDisk
	}
	return m.state[chat], nil
}

// UpdateChat runs fn twice, as a store may.
func (m *memory) UpdateChat(ctx context.Context, chat string, fn func([]byte) ([]byte, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.writes == 0 {
		return errDisk
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, err := fn(m.state[chat]); err != nil {
		return err
	}
	b, err := fn(m.state[chat])
	if err != nil {
		return err
	}
	m.writes--
	m.state[chat] = b
	if b == nil {
		delete(m.state, chat)
	}
	return nil
}

// world is a ladder over accounts that answer by script, and what they were asked to send.
type world struct {
	ladder   *Ladder
	db       *memory
	accounts map[string]*Account // by the first word of a chat's key

	mu     sync.Mutex
	now    time.Time
	answer func(Message) error // of the platform; nil = it takes everything
	sent   []string            // "chat way"
	told   []string            // of rights denied, and of faults
}

func newWorld() *world {
	w := &world{accounts: map[string]*Account{}, now: noon, db: &memory{linked: map[string][]string{}, state: map[string][]byte{}, writes: -1}}
	for name, r := range accounts() {
		w.accounts[name] = &Account{Rights: r, Send: w.send}
	}
	w.ladder = &Ladder{Chats: w.db, Account: w.account, Now: w.clock, Denied: func(chat string, way Way, err error) {
		w.tell(fmt.Sprintf("%s %s: %v", chat, spell(way), err))
	}, Failed: func(err error) { w.tell(err.Error()) }}
	return w
}

func (w *world) account(chat string) *Account {
	name, _, _ := strings.Cut(chat, ":")
	return w.accounts[name]
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) tell(s string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, s)
}

func (w *world) send(_ context.Context, m Message) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent = append(w.sent, m.Chat+" "+spell(m.Way))
	if w.answer == nil {
		return nil
	}
	return w.answer(m)
}

// set stores a window.
func (w *world) set(chat string, win Window) {
	b, err := win.Encode()
	if err != nil {
		panic(err)
	}
	w.db.state[chat] = b
}

// window reads a window back.
func (w *world) window(chat string) Window {
	w.db.mu.Lock()
	defer w.db.mu.Unlock()
	win, err := Decode(w.db.state[chat])
	if err != nil {
		panic(err)
	}
	return win
}

// flush gives what was sent since the last time.
func (w *world) flush() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := strings.Join(w.sent, ", ")
	w.sent = nil
	return out
}

// by answers by the spelling of "chat way", or of the way alone.
func by(answers map[string]error) func(Message) error {
	answers = maps.Clone(answers)
	return func(m Message) error {
		if err, ok := answers[m.Chat+" "+spell(m.Way)]; ok {
			return err
		}
		return answers[spell(m.Way)]
	}
}

func refusal(c Class) error {
	return fmt.Errorf("call: %w", &Refusal{Class: c, Err: fmt.Errorf("class %d", c)})
}
