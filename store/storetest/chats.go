package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"callguard/store"
)

// setChat makes the state of a chat what it is to be; "" deletes it.
func (b bench) setChat(chat, state string) {
	b.Helper()
	b.must(b.UpdateChat(b.ctx(), chat, func([]byte) ([]byte, error) {
		if state == "" {
			return nil, nil
		}
		return []byte(state), nil
	}))
}

// chats gives the states of chats, each with a stroke behind it.
func (b bench) chats(chats ...string) string {
	b.Helper()
	out := ""
	for _, c := range chats {
		state, err := b.Chat(b.ctx(), c)
		b.must(err)
		out += string(state) + "|"
	}
	return out
}

func testChats(b bench) {
	state, err := b.Chat(b.ctx(), "t::1")
	if state != nil || err != nil {
		b.Errorf("a chat never seen: %q, %v", state, err)
	}
	b.setChat("t::1", "one\x00")
	b.setChat("t::", "two")
	b.equal(b.chats("t::1", "t::", "t::11", "t:"), "one\x00|two|||")
	b.equal(b.user("t::1").Version, uint64(0))
	b.must(b.UpdateChat(b.ctx(), "t::1", func(old []byte) ([]byte, error) {
		b.equal(string(old), "one\x00")
		clear(old) // it is the caller's own
		return []byte{}, nil
	}))
	state, err = b.Chat(b.ctx(), "t::1")
	if state == nil || len(state) > 0 || err != nil {
		b.Errorf("an empty state: %q, %v", state, err)
	}

	no := errors.New("no")
	b.setChat("t::1", "kept")
	big := make([]byte, store.MaxChat+1)
	b.is(b.UpdateChat(b.ctx(), "t::1", func([]byte) ([]byte, error) { return nil, no }), no)
	b.is(b.UpdateChat(b.ctx(), "t::1", func([]byte) ([]byte, error) { return big, nil }), store.ErrLimit)
	for _, name := range []string{"", strings.Repeat("x", store.MaxPerson+1)} {
		b.is(b.UpdateChat(b.ctx(), name, func([]byte) ([]byte, error) { return big[1:], nil }), store.ErrLimit)
		_, err := b.Chat(b.ctx(), name)
		b.is(err, store.ErrLimit)
	}
	b.equal(b.chats("t::1"), "kept|")
	b.setChat("t::1", string(big[1:]))
	b.equal(len(b.chats("t::1")), store.MaxChat+1)
	b.setChat("t::1", "")
	b.setChat("t::1", "")
	b.equal(b.chats("t::1", "t::"), "|two|")
}

// testChatRace: no change is lost when many change one chat.
func testChatRace(b bench) {
	const writers, rounds = 8, 5
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for range rounds {
				err := b.UpdateChat(b.ctx(), "t::1", func(old []byte) ([]byte, error) {
					n, _ := strconv.Atoi(string(old)) // nothing is 0
					return fmt.Append(nil, n+1), nil
				})
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	b.equal(b.chats("t::1"), fmt.Sprint(writers*rounds, "|"))
}

// testChatsGo: chats go with everything of a person, and with nothing less.
func testChatsGo(b bench) {
	names := []string{"t::1", "w::1", "w::2", "t::2"}
	for _, name := range names {
		b.put(by(name))
		b.setChat(name, name)
	}
	b.put(b.merge("t::1", "w::1"))
	b.put(b.merge("t::1", "w::2"))
	b.put(withCases("t::1", fullCase("", "1", noon)))
	drop := by("t::1")
	drop.DropCases = []string{"1"}
	b.put(drop)
	b.put(sharing("t::1", store.Shared{Part: []string{"w::2"}}))
	b.equal(b.chats(names...), "t::1|w::1|w::2|t::2|")
	drop.DropAll = true
	b.put(drop)
	b.equal(b.chats(names...), "||w::2|t::2|")
	b.setChat("w::1", "anew")
	b.equal(b.chats(names...), "|anew|w::2|t::2|")
}
