package numbers

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"callguard/judge/text"
)

func loaded(t testing.TB) *Directory {
	t.Helper()
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestFind writes every number as "class org" in order.
func TestFind(t *testing.T) {
	t.Parallel()
	d := loaded(t)
	for _, tc := range []struct{ text, want string }{
		{"95516", "95xxx unionpay"},
		{"+86 95516", "95xxx unionpay"},
		{"0086-95516", "95xxx unionpay"},
		{"９５５１６", "95xxx unionpay"},
		{"九五五一六", "95xxx unionpay"},
		{"95-5-16", "95xxx unionpay"},
		{"955l6打来的", "95xxx unionpay"},
		{"021-95516", "95xxx unionpay"},
		{"010-96110", "96xxx anti-fraud-centre"},
		{"0095516", "spoofed unionpay"},
		{"0021-95516", "spoofed unionpay"},
		{"+95516", "spoofed unionpay"},
		{"+1 95516", "spoofed unionpay"},
		{"955161", "spoofed unionpay"},
		{"9558812345", "spoofed icbc"},
		{"95533-01", "spoofed ccb"},
		{"9555801", "95xxx citic-bank"},
		{"1008611", "100xx china-mobile"},
		{"952000", "95xxx"},
		{"95130000", "95xxx"},
		{"106980095566", "106 sms boc"},
		{"13800000000", "mobile"},
		{"138-0000-0000", "mobile"},
		{"+86 138 0000 0000", "mobile"},
		{"13O00000000", "mobile"},
		{"一三八零零零零零零零零", "mobile"},
		{"17000000000", "mvno"},
		{"010-00000000", "landline"},
		{"+86 21 0000 0000", "landline"},
		{"他0755 0000 0000打来", "landline"},
		{"00000000", "invalid"},
		{"010-60000000", "landline"},
		{"0755-60000000转8001", "landline"},
		{"400-000-0000", "400"},
		{"800-820-0000", "800"},
		{"10100000", "1010xxxx"},
		{"+852 5000 0000 打来", "overseas"},
		{"0085250000000打来", "overseas"},
		{"+1 202 555 0100", "overseas"},
		{"报警打110", "emergency police"},
		{"13800000000 13900000000", "mobile mobile"},
		{"95588和13800000000都打过", "95xxx icbc mobile"},
		{"他让我转10000元", ""},
		{"刷了299激活", ""},
		{"验证码 000000", ""},
		{"尾号0000的卡", ""},
		{"2026-11-24 10:30", ""},
		{"商户号 898000000000000", ""},
		{"卡号6222000000000000", ""},
		{"打了10086问", "100xx china-mobile"},
	} {
		var got []string
		for _, n := range d.Find(text.New(tc.text)) {
			got = append(got, string(n.Class))
			if n.Org+n.Imitates != "" {
				got = append(got, n.Org+n.Imitates)
			}
		}
		if g := strings.Join(got, " "); g != tc.want {
			t.Errorf("%q: got %q, want %q", tc.text, g, tc.want)
		}
	}
}

func TestSMSSendersMayBeLonger(t *testing.T) {
	t.Parallel()
	ns := loaded(t).FindIn(text.New("9558801234"), "sms")
	for _, n := range ns {
		if n.Class == Spoofed {
			t.Errorf("%+v", n)
		}
	}
}

func TestRiskiest(t *testing.T) {
	t.Parallel()
	n, ok := Riskiest([]Number{{Class: Landline}, {Class: Spoofed}, {Class: Mobile}})
	if !ok || n.Class != Spoofed {
		t.Errorf("got %v %v", n, ok)
	}
	if _, ok := Riskiest(nil); ok {
		t.Error("no numbers, no riskiest")
	}
}

func TestMentionsAndSearch(t *testing.T) {
	t.Parallel()
	d := loaded(t)
	if got := strings.Join(d.Mentions(text.New("银联商务和银联、拉卡拉说的不一样")), " "); got != "chinaums unionpay lakala" {
		t.Errorf("mentions %q", got)
	}
	for query, want := range map[string]string{"95516": "unionpay", "拉卡拉": "lakala", "工行": "icbc", "+86 95588": "icbc", "lakala": "lakala", "96110": "anti-fraud-centre"} {
		if got := d.Search(query); len(got) == 0 || got[0].ID != want {
			t.Errorf("search %q: %v", query, got)
		}
	}
	if got := d.Search("没有这家"); len(got) != 0 {
		t.Errorf("found %v", got)
	}
}

func TestEveryEntryHasSourceAndDate(t *testing.T) {
	t.Parallel()
	for _, o := range loaded(t).Orgs() {
		for _, l := range o.Lines {
			if l.Source == "" || l.Checked == "" || l.Trust == "" {
				t.Errorf("%s: line %s", o.ID, l.Number)
			}
		}
		if strings.HasPrefix(o.Hotline(), "106") {
			t.Errorf("%s: a sender of messages is no hotline", o.ID)
		}
	}
}

const fine = `
- id: a
  zh: 甲
  en: A
  kind: bank
  lines:
    - {number: "95000", use: "", source: page, trust: single source, checked: "2026-01-01"}
`

func TestBrokenEntriesAreRefused(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ old, new, want string }{
		"unquoted":    {`"95000"`, `021617e3`, "number"},
		"no source":   {`source: page`, `source: ""`, "source, trust and checked"},
		"memory":      {`source: page`, `source: memory`, "source that can be read"},
		"date":        {`2026-01-01`, `January`, "YYYY-MM-DD"},
		"id":          {`id: a`, `id: A b`, "small letters"},
		"field":       {`kind`, `kinds`, "[5:3]"},
		"same number": {"  lines:\n", "  lines:\n    - {number: \"95000\", source: page, trust: x, checked: \"2026-01-01\"}\n", "stands twice"},
	} {
		file := strings.Replace(fine, tc.old, tc.new, 1)
		_, err := load(fstest.MapFS{"directory/x.yaml": {Data: []byte(file)}})
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "directory/x.yaml") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzFind(f *testing.F) {
	d := loaded(f)
	for _, s := range []string{"95516", "+86 138 0000 0000转8", "一三八零", "955l6", "0021-95516"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := text.New(s)
		last := 0
		for _, n := range d.Find(c) {
			if n.Start < last || n.End <= n.Start || n.End > len(c.Norm) {
				t.Fatalf("%+v in %q", n, s)
			}
			last = n.Start
		}
	})
}

// A number is looked for at what text calls a numeral, and nowhere else.
func TestEveryDigitIsANumeral(t *testing.T) {
	for r := rune(' '); r <= 0xFFFF; r++ {
		c := text.New(string(r) + "8")
		if n, _ := c.Rune(0); opens(n, '8') && !slices.Contains(c.Numerals(), 0) {
			t.Errorf("%q opens a number and is no numeral", r)
		}
	}
}
