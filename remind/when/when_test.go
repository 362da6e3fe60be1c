package when

import (
	"os"
	"slices"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// saying is a row of testdata/said.yaml.
type saying struct {
	Say     string `yaml:"say"`
	Now     string `yaml:"now"`
	Zone    string `yaml:"zone"`
	At      string `yaml:"at"`
	RRule   string `yaml:"rrule"`
	First   string `yaml:"first"`
	What    string `yaml:"what"`
	Problem string `yaml:"problem"`
	Offer   string `yaml:"offer"`
	Assumed bool   `yaml:"assumed"`
}

const wallLayout = "2006-01-02 15:04"

func readSayings(t *testing.T, file string) []saying {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows []saying
	if err := yaml.UnmarshalWithOptions(data, &rows, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return rows
}

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	if name == "" {
		name = "Asia/Shanghai"
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestSaid runs the sayings of all files.
func TestSaid(t *testing.T) {
	t.Parallel()
	rows := slices.Concat(readSayings(t, "testdata/said.yaml"), readSayings(t, "testdata/forms.yaml"), readSayings(t, "testdata/turns.yaml"))
	for _, row := range rows {
		t.Run(row.Say, func(t *testing.T) {
			t.Parallel()
			loc := zoneOf(t, row.Zone)
			if row.Now == "" {
				row.Now = "2026-11-25 10:20"
			}
			now, err := time.ParseInLocation(wallLayout, row.Now, loc)
			if err != nil {
				t.Fatal(err)
			}
			row.check(t, Parse(row.Say, now, loc), loc)
		})
	}
}

func (row saying) check(t *testing.T, got Result, loc *time.Location) {
	t.Helper()
	show := func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return at.In(loc).Format(wallLayout)
	}
	for _, field := range []struct{ name, got, want string }{
		{"at", show(got.At), row.At},
		{"rrule", got.RRule, row.RRule},
		{"first", show(got.First), row.First},
		{"problem", string(got.Problem), row.Problem},
	} {
		if field.got != field.want {
			t.Errorf("%s = %q, want %q", field.name, field.got, field.want)
		}
	}
	if got.What != row.What && row.What != "*" {
		t.Errorf("what = %q, want %q", got.What, row.What)
	}
	if row.Offer != "" && show(got.Offer) != row.Offer {
		t.Errorf("offer = %q, want %q", show(got.Offer), row.Offer)
	}
	if got.Assumed != row.Assumed {
		t.Errorf("assumed = %v, want %v", got.Assumed, row.Assumed)
	}
}
