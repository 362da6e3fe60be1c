package when

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var standing = time.Date(2026, 11, 25, 10, 20, 0, 0, time.FixedZone("", 8*3600))

// Any sequence of the grammar's own words keeps the promises, in any zone and at any moment.
func TestWordsInAnyOrder(t *testing.T) {
	t.Parallel()
	var words []string
	for _, list := range [][]word{zhWords, enWords, zhTalk, enTalk, ownTime(), mixedWishes(), holidayWords(), zoneWords()} {
		for _, w := range list {
			words = append(words, w.s)
		}
	}
	words = append(words, "1", "12", "31", "3:30", "2026-02-30", "二十", "三十一", "零五", "周三", "5/6", "2028", " ", "客户")
	loc := zoneOf(t, "America/New_York")
	rapid.Check(t, func(r *rapid.T) {
		said := rapid.SliceOfN(rapid.SampledFrom(words), 1, 9).Draw(r, "words")
		now := time.Unix(rapid.Int64Range(0, 4_000_000_000).Draw(r, "now"), 0)
		promises(t, strings.Join(said, rapid.SampledFrom([]string{"", " "}).Draw(r, "gap")), now, loc)
	})
}

// Digits that belong to numbers, amounts, codes and things are never times.
func TestNumbersAreNoTimes(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"回拨95534", "打95516", "给13800000000打电话", "打021-95516", "打400-820-0000", "退299元", "核对3万那笔",
		"费率涨了3个点", "点58件货", "查尾号0000的卡", "去5号柜台", "查3号机", "看1%的费率", "付12.50元", "order 58 items",
		"call 95534", "pay $300", "check invoice #1203", "call 5 people", "有三点要求", "查工单20260001号码"} {
		r := Parse("提醒我"+s, standing, standing.Location())
		if strings.ContainsAny(s, "abc") {
			r = Parse("remind me to "+s, standing, standing.Location())
		}
		if r.Problem != NoTime || r.What != s {
			t.Errorf("%s: %+v", s, r)
		}
	}
}

// What a sentence says is the same in traditional characters, full-width digits and with the
// filler of voice input.
func TestSpellings(t *testing.T) {
	t.Parallel()
	for _, group := range [][]string{
		{"后天下午三点半", "後天下午三點半", "后天下午３点半", "后天下午3:30", "后天15：30", "嗯后天呃下午那个三点半", "后天15点30分", "后天下午三点三十"},
		{"下周三上午十点", "下週三上午十點", "下星期三10点", "下禮拜三上晝十點", "下周3早上10点", "next Wednesday at 10am"},
		{"12月5号九点", "十二月五日9点", "12/5 9:00", "2026-12-05 09:00", "2026年12月5日 9:00", "二〇二六年十二月五号上午九点", "Dec 5th at 9am",
			"5 December 9:00", "12.5号九点"},
		{"廿五号晚上八点", "二十五号20点", "25号20:00"},
		{"一个半小时后", "1.5小时后", "90分钟后", "一小时三十分钟后", "in an hour and a half", "in 1.5 hours", "in 90 minutes", "過一個半鐘頭"},
	} {
		want := Parse(group[0], standing, standing.Location())
		for _, s := range group {
			if got := Parse(s, standing, standing.Location()); !got.At.Equal(want.At) || got.At.IsZero() {
				t.Errorf("%s = %v %s, want %v", s, got.At, got.Problem, want.At)
			}
		}
	}
}

// At is told in the user's zone, whichever zone the sentence names.
func TestZoneOfResult(t *testing.T) {
	t.Parallel()
	tokyo := zoneOf(t, "Asia/Tokyo")
	r := Parse("北京时间每天15:00提醒我", standing, tokyo)
	if r.First.Location().String() != "Asia/Shanghai" || r.First.Hour() != 15 {
		t.Errorf("first = %v", r.First)
	}
	if r := Parse("北京时间15:00提醒我", standing, tokyo); r.At.Location() != tokyo || r.At.Hour() != 16 {
		t.Errorf("at = %v", r.At)
	}
	if r := Parse("明天九点", standing, nil); r.At.IsZero() {
		t.Errorf("no zone: %+v", r)
	}
}

func TestLunarGuards(t *testing.T) {
	t.Parallel()
	for _, d := range [][3]int{{2026, 12, 30}, {2026, 13, 1}, {2026, 0, 1}, {2026, 1, 0}, {2026, 1, 31}, {2026, -1, 1}, {1800, 1, 1},
		{2300, 1, 1}, {2026, 1, -31}} {
		if got, ok := lunarDate(d[0], d[1], d[2]); ok {
			t.Errorf("lunarDate(%v) = %v", d, got)
		}
	}
	for _, row := range []struct {
		y, m, d int
		want    string
	}{{2026, 1, 1, "2026-02-17"}, {2026, 12, -1, "2027-02-05"}, {2026, 12, 23, "2027-01-30"}, {2027, 1, 15, "2027-02-20"}, {2025, -6, 1, "2025-07-25"}} {
		got, ok := lunarDate(row.y, row.m, row.d)
		if !ok || got.Format("2006-01-02") != row.want {
			t.Errorf("lunarDate(%d, %d, %d) = %v, want %s", row.y, row.m, row.d, got, row.want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"提醒我明天下午三点给银行回电话", "每月最后一个工作日提醒我结账", "remind me every other Friday 10am to count stock",
		"remind me to order the second closest Monday to March third twenty twenty eight at quarter past 3", "春节前三天提醒我备货", "银行昨天打电话来说要换机"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				Parse(s, standing, standing.Location())
			}
		})
	}
	for _, unit := range []string{"明天", "周一三五", "半", "每隔", "1、", "3-", "a couple of ", "mid ", "o ", "Dec 1 - ", "'27 ", "客户说了很多话。", "一", "twenty-", "今天忙，明天提醒我", "the alarm ", "提前一天", "除了周日", "after the holiday "} {
		b.Run("100kB of "+unit, func(b *testing.B) {
			s := strings.Repeat(unit, 100_000/len(unit))
			for b.Loop() {
				Parse(s, standing, standing.Location())
			}
		})
	}
}
