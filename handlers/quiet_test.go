package handlers_test

import "testing"

// TestQuietHours reads when the bot may not write first.
func TestQuietHours(t *testing.T) {
	t.Parallel()
	for said, hours := range map[string]string{
		"关店以后就甭发了 我们九点半关门":                       "21:30-08:00",
		"夜里莫要发信息 吵得很":                            "22:00-08:00",
		"十一点以后就别响了":                              "23:00-08:00",
		"把静音时段改成十点半到六点半":                         "22:30-06:30",
		"中午一点到两点我要眯一会 那时候别发消息":                   "13:00-14:00",
		"只准早上九点到晚上九点找我":                          "21:00-09:00",
		"早上八点以前莫吵我":                              "22:00-08:00",
		"夜晚十二点之后唔好揾我":                            "00:00-08:00",
		"dnd 22:00-07:00":                        "22:00-07:00",
		"no pings after 10pm":                    "22:00-08:00",
		"i sleep till ten, nothing before that":  "22:00-10:00",
		"set quiet hours midnight to 8":          "00:00-08:00",
		"please only message me between 9 and 6": "18:00-09:00",
		"我们午饭时间忙，十一点半到一点半别发":                     "11:30-13:30",
	} {
		s := open(t, nil)
		s.has(s.says(said).Reply.Text, hours)
		s.has(s.says("/me").Reply.Text, hours)
	}
	s := open(t, nil)
	s.has(s.says("周末别打扰我").Reply.Text, "22:00-08:00", "不能按星期")
	s.has(s.says("取消免打扰").Reply.Text, "什么时候都叫你")
	s.has(s.says("/me").Reply.Text, "none")
}
