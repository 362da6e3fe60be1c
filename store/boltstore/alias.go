package boltstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"callguard/store"
)

// aliasKey and mainKey are the two rows of an alias.
func aliasKey(alias string) []byte { return append([]byte{'a'}, personKey(alias)...) }
func mainKey(main, alias string) []byte {
	return appendText(append([]byte{'m'}, personKey(main)...), alias)
}

// aliasOf gives the person under whom somebody is kept; ok is false for one who is no alias.
func (t *tables) aliasOf(person string) (main string, ok bool, err error) {
	v := t.aliases.Get(aliasKey(person))
	if v == nil {
		return person, false, nil
	}
	main, rest, ok := cutText(v)
	if !ok || len(rest) > 0 {
		return "", false, fmt.Errorf("%w: an unreadable alias", store.ErrCorrupt)
	}
	return main, true, nil
}

// aliasesOf gives the aliases of a person.
func (t *tables) aliasesOf(main string) ([]string, error) {
	var out []string
	prefix := append([]byte{'m'}, personKey(main)...)
	err := each(t.aliases, prefix, func(k, _ []byte) error {
		alias, rest, ok := cutText(k[len(prefix):])
		if !ok || len(rest) > 0 {
			return fmt.Errorf("%w: an unreadable alias", store.ErrCorrupt)
		}
		out = append(out, alias)
		return nil
	})
	return out, err
}

func (t *tables) putAlias(alias, main string) error {
	return errors.Join(
		t.put(t.aliases, aliasKey(alias), personKey(main)), t.put(t.aliases, mainKey(main, alias), []byte{}),
	)
}

func (t *tables) dropAlias(alias, main string) error {
	return t.delAll(t.aliases, [][]byte{aliasKey(alias), mainKey(main, alias)})
}

// dropAliases makes a person's aliases persons of their own.
func (t *tables) dropAliases(main string) error {
	aliases, err := t.aliasesOf(main)
	for i := 0; i < len(aliases) && err == nil; i++ {
		err = t.dropAlias(aliases[i], main)
	}
	return err
}

// checkMerge makes sure that who is to become an alias is as he was when that was decided.
func (t *tables) checkMerge(m store.Merge) error {
	if m.Person == "" {
		return nil
	}
	p, err := t.person(m.Person)
	if err == nil && (p.head != m.Version || t.aliases.Get(aliasKey(m.Person)) != nil) {
		err = store.ErrConflict
	}
	return err
}

// writeMerge parts aliases from a person, and makes another one.
func (t *tables) writeMerge(me string, s shared) error {
	for _, alias := range s.part {
		main, ok, err := t.aliasOf(alias)
		if err == nil && ok && main == me {
			err = t.dropAlias(alias, me)
		}
		if err != nil {
			return err
		}
	}
	if s.merge.Person == "" {
		return nil
	}
	return t.merge(s.merge.Person, me)
}

// merge deletes everything of a person and makes him, and his aliases, aliases of another.
func (t *tables) merge(gone, main string) error {
	p, err := t.person(gone)
	if err != nil {
		return err
	}
	links, err := t.linksOf(gone)
	if err != nil {
		return err
	}
	if err := t.dropAll(change{rec: record{person: gone}}, p); err != nil {
		return err
	}
	for _, l := range links { // without dropLink: what others were to be told of him is still true
		keys := linkKeys(l)
		if err := t.delAll(t.links, keys[:]); err != nil {
			return err
		}
	}
	aliases, err := t.aliasesOf(gone)
	if err != nil {
		return err
	}
	for _, a := range aliases {
		if err := errors.Join(t.dropAlias(a, gone), t.putAlias(a, main)); err != nil {
			return err
		}
	}
	return errors.Join(t.dropOffer(gone), t.putAlias(gone, main))
}

// Alias gives the person under whom somebody is kept; see store.Sharing.
func (s *Store) Alias(ctx context.Context, person string) (main string, err error) {
	err = s.view(ctx, "alias", func(t *tables) error {
		main, _, err = t.aliasOf(person)
		return err
	})
	return main, err
}

// Aliases gives the aliases of a person; see store.Sharing.
func (s *Store) Aliases(ctx context.Context, person string) (out []string, err error) {
	err = s.view(ctx, "aliases", func(t *tables) error {
		out, err = t.aliasesOf(person)
		return err
	})
	return out, err
}

// verifyAlias wants both rows of an alias, a person whose it is, and no rows of the alias.
func (t *tables) verifyAlias(k, v []byte) error {
	front, rest, _ := cutText(k[1:])
	alias, main := front, ""
	if k[0] == 'm' {
		alias, _, _ = cutText(rest)
		main = front
	} else {
		main, _, _ = cutText(v)
	}
	one, two := t.aliases.Get(aliasKey(alias)), t.aliases.Get(mainKey(main, alias))
	p, err := t.person(main)
	if err != nil {
		return err
	}
	if !bytes.Equal(one, personKey(main)) || two == nil || p.head == 0 || t.people.Get(personKey(alias)) != nil {
		return fmt.Errorf("%w: an alias has one end, or rows of its own", store.ErrCorrupt)
	}
	return nil
}
