package reach

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// The quotas of customer-service texts (微信公众平台, 客服消息 › 下发额度, as of 12 June 2023:
// 用户发送消息 5 条 48 小时; 点击自定义菜单, 关注公众号, 扫描二维码 3 条 1 分钟).
const (
	TextFor  = 48 * time.Hour // how long texts may follow a typed message
	Texts    = 5              // how many of them
	Reserved = 1              // how many of those are for answers, by our own choice

	TapFor   = time.Minute // how long texts may follow a menu click, a follow or a scan
	TapTexts = 3           // how many of them
)

// How much of a chat is remembered, so that a Window stays small (about 2 kB at most).
const (
	maxNotices  = 25    // templates (微信公众平台, 模板消息接口: 25 per account)
	maxTemplate = 64    // bytes of a template's id; real ones have 43
	maxCredits  = 999   // of one template
	maxScenes   = 32    // credits of one-time messages
	maxScene    = 10000 // 微信公众平台, 一次性订阅消息: scene 0-10000
)

// Quota is what one act of a person lets an account send.
type Quota struct {
	From time.Time `json:"f,omitzero"`  // when the person acted, by the platform's clock if it tells; zero = never
	Used int       `json:"n,omitempty"` // how many texts were counted since
	Over bool      `json:"o,omitempty"` // the platform said that there are no more
}

// Window is the state of one chat as far as the platform's rules ask for it. The zero value is a
// chat in which nothing happened. Its methods give the state after something happened and leave
// the Window as it is.
type Window struct {
	Text    Quota          `json:"t,omitzero"`  // since the last message that was typed
	Tap     Quota          `json:"m,omitzero"`  // since the last menu click, follow or scan
	Notices map[string]int `json:"c,omitempty"` // credits of notices by template id
	Scenes  []int          `json:"s,omitempty"` // scenes of one-time credits, ascending
	Closed  bool           `json:"x,omitempty"` // blocked or unfollowed; until the person comes back
}

// Decode reads a Window from what Encode gave; nothing is the zero Window.
func Decode(b []byte) (Window, error) {
	var w Window
	if len(b) == 0 {
		return w, nil
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return Window{}, fmt.Errorf("read the state of a chat: %w", err)
	}
	return w, nil
}

// Encode gives a Window as JSON; nil for the zero Window, which need not be kept.
func (w Window) Encode() ([]byte, error) {
	if w.Text == (Quota{}) && w.Tap == (Quota{}) && len(w.Notices) == 0 && len(w.Scenes) == 0 && !w.Closed {
		return nil, nil
	}
	b, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("write the state of a chat: %w", err)
	}
	return b, nil
}

// Typed notes a message that the person wrote or sent (text, voice, picture, ...), at its time on
// the platform's clock: texts may follow for TextFor. A message delivered again grants nothing anew.
//
// The tap on an item of a menu message arrives like a text, but opens nothing: pass it to neither
// Typed nor Tapped, only to Back (微信公众平台, 客服消息 › 发送菜单消息).
func (w Window) Typed(at time.Time) Window {
	w.Text = w.Text.renewed(at, TextFor)
	return w.Back()
}

// Tapped notes a click on the custom menu (click, scancode_push and scancode_waitmsg only), a
// follow or a scan: TapTexts may follow within TapFor. A tap delivered again grants nothing anew.
func (w Window) Tapped(at time.Time) Window {
	w.Tap = w.Tap.renewed(at, TapFor)
	return w.Back()
}

// renewed begins the quota anew, unless the act is the one that began it or an earlier one. One
// that is earlier by more than a quota lasts was not: the clock was wrong.
func (q Quota) renewed(at time.Time, lasts time.Duration) Quota {
	if early := q.From.Sub(at); !q.From.IsZero() && early >= 0 && early < lasts {
		return q
	}
	return Quota{From: at.Round(0).UTC()}
}

// room is how many of most texts are left now. The platform's clock may be ahead of ours, but not
// by more than the quota lasts.
func (q Quota) room(now time.Time, lasts time.Duration, most int) int {
	if q.From.IsZero() || q.Over || now.Sub(q.From).Abs() >= lasts {
		return 0
	}
	return max(most-q.Used, 0)
}

// ended is the quota when the platform lets no more follow.
func (q Quota) ended() Quota {
	q.Over = !q.From.IsZero()
	return q
}

// Left notes that the person unfollowed or blocked the account: nothing is sent until he comes
// back, and what he had granted is void.
func (w Window) Left() Window {
	w.Closed = true
	w.Text, w.Tap = w.Text.ended(), w.Tap.ended()
	w.Notices, w.Scenes = nil, nil
	return w
}

// Back notes that the person follows or unblocked the account, or did anything else in the chat.
func (w Window) Back() Window {
	w.Closed = false
	return w
}

// Granted notes a credit that the person gave: for one notice of a template (credits add up:
// 微信公众平台, 订阅通知功能介绍, 一次性订阅), or for one one-time message of a scene (a scene granted
// twice counts once: 微信公众平台, 一次性订阅消息). Credits beyond what is remembered are passed over.
func (w Window) Granted(way Way) Window {
	switch {
	case way.Kind == Notice && plain(way.Template):
		if _, known := w.Notices[way.Template]; !known && len(w.Notices) >= maxNotices {
			return w
		}
		return w.credit(way, +1)
	case way.Kind == Once && way.Scene >= 0 && way.Scene <= maxScene && len(w.Scenes) < maxScenes:
		return w.credit(way, +1)
	}
	return w
}

// Revoked notes that the person took back what he had granted for a template or a scene.
func (w Window) Revoked(way Way) Window {
	switch way.Kind {
	case Notice:
		return w.credit(way, -maxCredits)
	case Once:
		return w.credit(way, -1)
	}
	return w
}

// plain says whether an id has the form of a template's.
func plain(id string) bool {
	for i := range len(id) {
		c := id[i] | 0x20
		if (c < 'a' || c > 'z') && (id[i] < '0' || id[i] > '9') && id[i] != '-' && id[i] != '_' {
			return false
		}
	}
	return id != "" && len(id) <= maxTemplate
}

// credit adds credits, or takes them away.
func (w Window) credit(way Way, n int) Window {
	if way.Kind == Notice {
		w.Notices = maps.Clone(w.Notices)
		if w.Notices == nil {
			w.Notices = map[string]int{}
		}
		w.Notices[way.Template] = min(w.Notices[way.Template]+n, maxCredits)
		if w.Notices[way.Template] <= 0 {
			delete(w.Notices, way.Template)
		}
		return w
	}
	i, known := slices.BinarySearch(w.Scenes, way.Scene)
	switch {
	case n > 0 && !known:
		w.Scenes = slices.Insert(slices.Clone(w.Scenes), i, way.Scene)
	case n < 0 && known:
		w.Scenes = slices.Delete(slices.Clone(w.Scenes), i, i+1)
	}
	return w
}
