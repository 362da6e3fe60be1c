package when

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// chineseScale begins the rules that follow the Chinese calendar (RFC 7529).
const chineseScale = "RSCALE=CHINESE;"

// horizon is how far after the first occurrence Next still counts.
const horizon = 100

// Next gives the occurrence of rule that follows after (strictly), for a recurrence that began
// with first, in the zone loc (nil = that of first). ok is false when the rule has ended. It
// takes every RRule that Parse gives and refuses what repeats faster than daily, rules that it
// does not know, and moments more than a hundred years after first. Wall time is kept across
// daylight saving.
func Next(rule string, first, after time.Time, loc *time.Location) (next time.Time, ok bool, err error) {
	if loc == nil {
		loc = first.Location()
	}
	if after.Before(first) {
		after = first.Add(-time.Nanosecond)
	}
	next, ok, err = nextFloating(rule, float(first, loc).Truncate(time.Second), after, loc)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("rule %q: %w", rule, err)
	}
	return next, ok, nil
}

// nextFloating is Next for a recurrence that counts from a wall clock.
func nextFloating(rule string, begin, after time.Time, loc *time.Location) (time.Time, bool, error) {
	if float(after, loc).After(begin.AddDate(horizon, 0, 0)) {
		return time.Time{}, false, errors.New("more than a hundred years after its start")
	}
	if rest, ok := strings.CutPrefix(rule, chineseScale); ok {
		return nextChinese(rest, begin, after, loc)
	}
	option, err := rrule.StrToROption(rule)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("not readable: %w", err)
	}
	if option.Freq > rrule.DAILY || len(option.Byhour) > 24 || len(option.Byminute) > 1 || len(option.Bysecond) > 1 {
		return time.Time{}, false, errors.New("repeats faster than daily")
	}
	option.Dtstart = begin
	if !option.Until.IsZero() {
		option.Until = float(option.Until, loc)
	}
	if limit := begin.AddDate(horizon+10, 0, 0); option.Until.IsZero() || option.Until.After(limit) {
		option.Until = limit
	}
	r, err := rrule.NewRRule(*option)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("not valid: %w", err)
	}
	// A wall time that was skipped comes later than it says, so look from a day before.
	at := float(after, loc).Add(-24 * time.Hour)
	for range 64 {
		at = r.After(at, false)
		if at.IsZero() {
			return time.Time{}, false, nil
		}
		if t := local(at, loc); t.After(after) {
			return t, true, nil
		}
	}
	return time.Time{}, false, errors.New("too many occurrences in a day")
}

// nextChinese expands FREQ=YEARLY;BYMONTH=m;BYMONTHDAY=d by lunar years. A day that a year has
// not is left out (RFC 7529 SKIP=OMIT).
func nextChinese(rule string, begin, after time.Time, loc *time.Location) (time.Time, bool, error) {
	month, day, interval, err := chineseFields(rule)
	if err != nil {
		return time.Time{}, false, err
	}
	begun, from := 0, begin.Year()-1
	if interval == 1 {
		from = max(from, after.Year()-1)
	}
	for year := from; year <= lastLunarYear && year < begin.Year()+horizon+10; year++ {
		d, ok := lunarDate(year, month, day)
		if !ok {
			continue
		}
		at := d.Add(begin.Sub(civil(begin.Year(), begin.Month(), begin.Day())))
		if at.Before(begin) {
			continue
		}
		if begun == 0 {
			begun = year
		}
		if t := local(at, loc); (year-begun)%interval == 0 && t.After(after) {
			return t, true, nil
		}
	}
	return time.Time{}, false, nil
}

// chineseFields reads the parts of a Chinese rule, each of which has one value.
func chineseFields(rule string) (month, day, interval int, err error) {
	interval = 1
	for part := range strings.SplitSeq(rule, ";") {
		key, value, _ := strings.Cut(part, "=")
		n, numErr := strconv.Atoi(value)
		switch {
		case key == "FREQ" && value == "YEARLY":
			continue
		case numErr != nil:
			return 0, 0, 0, fmt.Errorf("%s is not supported with RSCALE=CHINESE", part)
		case key == "BYMONTH" && n >= 1 && n <= 12:
			month = n
		case key == "BYMONTHDAY" && n >= -30 && n <= 30 && n != 0:
			day = n
		case key == "INTERVAL" && n >= 1 && n <= 100:
			interval = n
		default:
			return 0, 0, 0, fmt.Errorf("%s is not supported with RSCALE=CHINESE", part)
		}
	}
	if month == 0 || day == 0 {
		return 0, 0, 0, errors.New("a Chinese rule needs BYMONTH and BYMONTHDAY")
	}
	return month, day, interval, nil
}
