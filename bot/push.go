package bot

import "errors"

// Push is a reply to a person who did not just write.
type Push struct {
	Person string
	Key    string // the same for every try to bring the same thing; "" = it is never tried twice
	Reply  Reply
}

// What a Sender's error may be, by errors.Is. Any other error says that the push did not arrive
// and may be tried again; one with RetryAfter() time.Duration says when.
var (
	ErrUnreachable = errors.New("nothing can be pushed to this person now") // say it after his next message
	ErrUnknown     = errors.New("it is not known whether it arrived")       // a timeout, a broken connection
)
