package handlers_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

// TestExport: the log comes as a CSV that spreadsheets read, with nothing in it that they would
// take for a formula, and secrets masked.
func TestExport(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.says(`记一下：=HYPERLINK("http://evil.example","点") 13800000000 打来`)
	s.says("他问我验证码482913，我给了")
	f := s.says("导出我的记录").Reply.File
	if f == nil || !bytes.HasPrefix(f.Data, []byte("\xEF\xBB\xBF")) {
		t.Fatal("no file, or no byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(f.Data[3:])).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(len(rows), err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("a formula: %q", cell)
			}
			if strings.Contains(cell, "482913") {
				t.Errorf("a code: %q", cell)
			}
		}
	}
}

// TestCampaign: one story from three numbers within days is called a campaign; other stories are
// not counted with it.
func TestCampaign(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.says("13800000001打来说要给我换机")
	s.says("13800000009打来推销贷款")
	if out := s.says("13800000002也打来说换机"); strings.Contains(out.Reply.Text, "同一件事") {
		t.Errorf("two numbers are no campaign:\n%s", out.Reply.Text)
	}
	out := s.says("刚才13800000003打来，又是换机的事")
	if !strings.Contains(out.Reply.Text, "3 个号码说的是同一件事") || out.LogCount != 4 {
		t.Errorf("%d entries\n%s", out.LogCount, out.Reply.Text)
	}
}
