package reach

import "slices"

// Kind is a kind of message by which a person can be reached.
type Kind string

// The kinds, in the order of the ladder. Push stands alone: an account that has it needs no other.
const (
	Kept     Kind = ""         // no way: it is said after the person's next message
	Push     Kind = "push"     // a message at any time (Telegram Bot API sendMessage; the terminal)
	Service  Kind = "service"  // 客服消息, message/custom/send
	Notice   Kind = "notice"   // 订阅通知, message/subscribe/bizsend
	Template Kind = "template" // 模板消息, message/template/send
	Once     Kind = "once"     // 一次性订阅消息, message/template/subscribe
)

// Way is one way to reach a person. The zero value is Kept.
type Way struct {
	Kind     Kind
	Template string // the id of the template: Notice, Template, Once
	Scene    int    // the scene of the credit that is used up: Once
}

// Rights are what an account may do towards a person who did not just write. The zero value may
// answer only.
type Rights struct {
	Push     bool     // it may write at any time to whoever has written once
	Service  bool     // it may send customer-service texts within the person's window
	Notices  []string // ids of its notice templates (订阅通知), in the order in which credits are used
	Template string   // id of its approved template message; "" none
	Once     string   // id of its one-time message template (一次性订阅消息); "" none
}

// Telegram is the account of a bot, which may write at any time to a person who has started it and
// has not blocked it (Telegram Bot API, sendMessage).
func Telegram() Rights { return Rights{Push: true} }

// Terminal is the program's own terminal, where everything arrives.
func Terminal() Rights { return Rights{Push: true} }

// Unverified is a personal 公众号, or one of a business that is not verified: it answers and
// nothing else (微信公众平台, 接口权限说明: 客服接口, 模板消息, 订阅通知 and 一次性订阅消息 ask for 微信认证).
func Unverified() Rights { return Rights{} }

// UnverifiedService is a 服务号 that is not verified: it has a menu, but answers and nothing else
// (微信公众平台, 接口权限说明).
func UnverifiedService() Rights { return Rights{} }

// Verified is a verified 公众号, the former 订阅号: customer-service texts, and one-time messages
// when their template is given (微信公众平台, 接口权限说明).
func Verified(once string) Rights { return Rights{Service: true, Once: once} }

// VerifiedService is a verified 服务号: everything whose templates are given. A template that
// reminds must have been approved for the account's category: 模板消息 are for 重要的服务通知 only
// (微信公众平台, 接口权限说明; 模板消息接口; 订阅通知功能介绍).
func VerifiedService(notices []string, template, once string) Rights {
	return Rights{Service: true, Notices: slices.Clone(notices), Template: template, Once: once}
}

// TestAccount is an account of 公众平台测试号: customer-service texts, and templates of its own
// making; no notices, no one-time messages, no menu messages (微信公众平台, 接口测试号申请).
func TestAccount(template string) Rights { return Rights{Service: true, Template: template} }

// Without gives the rights without one kind.
func (r Rights) Without(k Kind) Rights {
	switch k {
	case Push:
		r.Push = false
	case Service:
		r.Service = false
	case Notice:
		r.Notices = nil
	case Template:
		r.Template = ""
	case Once:
		r.Once = ""
	}
	return r
}

// WithoutTemplate gives the rights without one template of a kind.
func (r Rights) WithoutTemplate(k Kind, id string) Rights {
	if k != Notice {
		if k == Template && r.Template == id || k == Once && r.Once == id {
			return r.Without(k)
		}
		return r
	}
	var left []string
	for _, n := range r.Notices {
		if n != id {
			left = append(left, n)
		}
	}
	r.Notices = left
	return r
}

// May says whether the rights allow a way, whatever the state of the chat.
func (r Rights) May(w Way) bool {
	switch w.Kind {
	case Push:
		return r.Push
	case Service:
		return r.Service
	case Notice:
		return slices.Contains(r.Notices, w.Template)
	case Template:
		return r.Template != "" && r.Template == w.Template
	case Once:
		return r.Once != "" && r.Once == w.Template
	}
	return w.Kind == Kept
}
