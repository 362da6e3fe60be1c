package text

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFigures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw  string
		want []string
	}{
		{"先刷一笔298，明天退", []string{"298"}},
		{"付货款18,600", []string{"18,600"}},
		{"pay 1500 first.", []string{"1500"}},
		{"打95516或13800000000问，10:30，10月1日，30%，5人，120份，V2.10", []string{"95516"}},
		{"转50", []string{"50"}},
		{"第00042号工单 1-20", nil},
	} {
		var got []string
		m := New(c.raw)
		for _, f := range m.Figures() {
			got = append(got, m.Norm[f.Start:f.End])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.raw, diff)
		}
	}
}
