package when

import (
	"regexp"
	"strings"
	"time"
)

// zone is a time zone that people name. Chinese names count with 时间 behind them, English ones
// with time; codes stand alone. hours is the standard offset, used when the machine has no zone data.
type zone struct {
	iana   string
	hours  float64
	zh, en []string
	codes  []string
}

var zones = []zone{
	{"Asia/Shanghai", 8, []string{"北京", "上海", "中国", "国内"}, []string{"beijing", "shanghai", "china"}, nil},
	{"Asia/Urumqi", 6, []string{"乌鲁木齐", "新疆"}, []string{"urumqi", "xinjiang"}, nil},
	{"Asia/Hong_Kong", 8, []string{"香港"}, []string{"hong kong"}, []string{"hkt"}},
	{"Asia/Taipei", 8, []string{"台北", "台湾"}, []string{"taipei"}, nil},
	{"Asia/Singapore", 8, []string{"新加坡"}, []string{"singapore"}, []string{"sgt"}},
	{"Asia/Tokyo", 9, []string{"东京", "日本"}, []string{"tokyo", "japan"}, []string{"jst"}},
	{"Asia/Seoul", 9, []string{"首尔", "韩国"}, []string{"seoul", "korea"}, []string{"kst"}},
	{"Asia/Bangkok", 7, []string{"曼谷", "泰国"}, []string{"bangkok", "thailand"}, nil},
	{"Asia/Ho_Chi_Minh", 7, []string{"越南", "河内"}, []string{"vietnam", "hanoi"}, nil},
	{"Asia/Kuala_Lumpur", 8, []string{"马来西亚", "吉隆坡"}, []string{"malaysia", "kuala lumpur"}, nil},
	{"Asia/Kolkata", 5.5, []string{"印度"}, []string{"india"}, nil},
	{"Asia/Dubai", 4, []string{"迪拜"}, []string{"dubai"}, nil},
	{"Europe/Moscow", 3, []string{"莫斯科"}, []string{"moscow"}, []string{"msk"}},
	{"Europe/London", 0, []string{"伦敦", "英国"}, []string{"london", "uk"}, nil},
	{"Europe/Paris", 1, []string{"巴黎", "法国"}, []string{"paris"}, nil},
	{"Europe/Berlin", 1, []string{"柏林", "德国"}, []string{"berlin"}, nil},
	{"America/New_York", -5, []string{"纽约", "美东", "美国东部"}, []string{"new york", "eastern"}, []string{"et"}},
	{"America/Chicago", -6, []string{"芝加哥", "美国中部"}, []string{"chicago", "central"}, nil},
	{"America/Los_Angeles", -8, []string{"洛杉矶", "美西", "美国西部", "旧金山"}, []string{"los angeles", "pacific"}, []string{"pt"}},
	{"Australia/Sydney", 10, []string{"悉尼", "澳洲"}, []string{"sydney"}, nil},
	{"UTC", 0, []string{"格林威治", "格林尼治", "世界", "utc", "gmt"}, []string{"utc", "gmt"}, []string{"utc", "gmt"}},
	{"", -5, nil, nil, []string{"est"}}, {"", -4, nil, nil, []string{"edt"}}, {"", -6, nil, nil, []string{"cdt"}},
	{"", -8, nil, nil, []string{"pst"}}, {"", -7, nil, nil, []string{"pdt"}}, {"", 1, nil, nil, []string{"cet"}},
	{"", 2, nil, nil, []string{"cest", "eet", "sast"}}, {"", 1, nil, nil, []string{"bst"}}, {"", -7, nil, nil, []string{"mst"}},
	{"", -6, nil, nil, []string{"mdt"}}, {"", 5.5, nil, nil, []string{"ist"}}, {"", 3, nil, nil, []string{"eest"}},
	{"", 0, nil, nil, []string{"wet"}}, {"", -3, nil, nil, []string{"brt"}}, {"", 4, nil, nil, []string{"gst"}},
	{"", 5, nil, nil, []string{"pkt"}}, {"", 7, nil, nil, []string{"wib"}}, {"", 8, nil, nil, []string{"pht", "awst"}},
	{"", 9.5, nil, nil, []string{"acst"}}, {"", 10, nil, nil, []string{"aest"}}, {"", 11, nil, nil, []string{"aedt"}},
	{"", 12, nil, nil, []string{"nzst"}}, {"", 13, nil, nil, []string{"nzdt"}}, {"", -9, nil, nil, []string{"akst"}},
	{"", -8, nil, nil, []string{"akdt"}}, {"", -10, nil, nil, []string{"hst"}},
}

// zoneWords lists the names for the lexicon. m = 1 marks codes, which an offset may follow.
func zoneWords() []word {
	var words []word
	for i, z := range zones {
		for _, s := range z.zh {
			words = append(words, word{s + "时间", kZone, i, 0}, word{s + "时区", kZone, i, 0})
		}
		for _, s := range z.en {
			words = append(words, word{s + " time", kZone, i, 0})
		}
		for _, s := range z.codes {
			words = append(words, word{s, kZone, i, 1})
		}
		if z.iana == "UTC" {
			words = append(words, word{"z", kZone, i, 2}) // 09:30:00Z
		}
	}
	return words
}

// ianaName and offsetName are how a zone is written where it is not called by a place.
var (
	ianaName   = regexp.MustCompile(`\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Za-z_]+|\bUTC\b`)
	offsetName = regexp.MustCompile(`(?:^|[^\d:])([+-])(\d{1,2}):?(\d\d)?(?:$|\D)`)
)

// ZoneIn gives the first zone that a text names: by place (乌鲁木齐, dubai), as an IANA name or as
// an offset (+5, -03:30). The name is one for time.LoadLocation, or ±hh:mm.
func ZoneIn(text string) (name string, ok bool) {
	if n := ianaName.FindString(text); n != "" {
		if _, err := time.LoadLocation(n); err == nil {
			return n, true
		}
	}
	low := " " + strings.ToLower(text) + " "
	for _, z := range zones {
		if z.iana == "" {
			continue
		}
		for _, s := range z.zh {
			if strings.Contains(low, s) {
				return z.iana, true
			}
		}
		for _, s := range z.en {
			if len(s) > 2 && strings.Contains(low, s) {
				return z.iana, true
			}
		}
	}
	if m := offsetName.FindStringSubmatch(text); m != nil {
		h, mm := m[2], m[3]
		if len(h) == 1 {
			h = "0" + h
		}
		if mm == "" {
			mm = "00"
		}
		if h <= "14" && mm < "60" {
			return m[1] + h + ":" + mm, true
		}
	}
	return "", false
}

// location loads a named zone, or makes one of its standard offset.
func (z zone) location() *time.Location {
	if z.iana != "" {
		if loc, err := time.LoadLocation(z.iana); err == nil {
			return loc
		}
	}
	return offsetZone(z.hours)
}

func offsetZone(hours float64) *time.Location {
	name := "UTC"
	t := time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", int(hours*3600)))
	if hours != 0 {
		name += t.Format("-07:00")
	}
	return time.FixedZone(name, int(hours*3600))
}
