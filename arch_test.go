package callguard

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// arrows are the imports within the program that each package may have. A package that is not
// here fails the test: where it belongs is decided by writing it down.
func arrows() map[string][]string {
	judge := []string{"judge/text", "judge/rules", "judge/numbers", "judge/links", "judge/weigh", "judge/given"}
	return map[string][]string{
		".":               nil,
		"bot":             nil,
		"bot/reach":       {"bot"},
		"bot/terminal":    {"bot"},
		"cmd/callguard":   {"*"},
		"handlers/wants":  {"judge/text"},
		"handlers":        append([]string{"bot", "handlers/wants", "judge", "remind/when", "remind/due", "store", "wording"}, judge...),
		"judge":           judge,
		"judge/links":     {"judge/text"},
		"judge/numbers":   {"judge/text"},
		"judge/rules":     {"judge/text", "judge/weigh"},
		"judge/text":      nil,
		"judge/weigh":     nil,
		"judge/given":     {"judge/weigh"},
		"remind/due":      {"bot", "store", "wording"},
		"remind/when":     nil,
		"store":           nil,
		"store/boltstore": {"store"},
		"store/storetest": {"store"},
		"wording":         nil,
	}
}

// How long things may be. Tests may be longer, because tables are.
const (
	longestFile = 450
	longestFunc = 60
	longestTest = 90
)

// source is one Go file of the program.
type source struct {
	pkg, path string
	test      bool
	file      *ast.File
	fset      *token.FileSet
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "tools" || d.Name() == "dist" || strings.HasPrefix(d.Name(), ".") && path != "."):
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go"):
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{filepath.ToSlash(filepath.Dir(path)), path, strings.HasSuffix(path, "_test.go"), f, fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestArrowsGoOneWay holds every import to the drawing.
func TestArrowsGoOneWay(t *testing.T) {
	t.Parallel()
	allowed := arrows()
	for _, s := range sources(t) {
		may, known := allowed[s.pkg]
		if !known {
			t.Errorf("%s: package %s is not in the drawing", s.path, s.pkg)
		}
		for _, i := range s.file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			to, own := strings.CutPrefix(path, "callguard/")
			if !own || s.test || to == s.pkg {
				continue
			}
			if !contains(may, to) && !contains(may, "*") {
				t.Errorf("%s: %s must not import %s", s.path, s.pkg, to)
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// TestShape keeps files and functions short, names honest, and start-up free of magic.
func TestShape(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		for _, bad := range []string{"util", "utils", "common", "models", "types", "helpers"} {
			if filepath.Base(s.pkg) == bad {
				t.Errorf("%s: a package is named by what it holds", s.path)
			}
		}
		if n := s.fset.Position(s.file.End()).Line; n > longestFile {
			t.Errorf("%s: %d lines, at most %d", s.path, n, longestFile)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			most := longestFunc
			if s.test {
				most = longestTest
			}
			if n := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line + 1; n > most {
				t.Errorf("%s: %s has %d lines, at most %d", s.path, f.Name.Name, n, most)
			}
			if f.Name.Name == "init" && f.Recv == nil {
				t.Errorf("%s: no init", s.path)
			}
		}
	}
}

// TestExportedNamesAreDocumented asks for a comment on every package and every exported name.
func TestExportedNamesAreDocumented(t *testing.T) {
	t.Parallel()
	documented := map[string]bool{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		documented[s.pkg] = documented[s.pkg] || s.file.Doc != nil
		for _, d := range s.file.Decls {
			for _, name := range undocumented(d) {
				t.Errorf("%s: %s has no comment", s.path, name)
			}
		}
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("package %s has no comment", pkg)
		}
	}
}

// undocumented gives the exported names of a declaration that no comment stands on.
func undocumented(d ast.Decl) []string {
	var out []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || exportedReceiver(d.Recv)) {
			out = append(out, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil {
					out = append(out, spec.Name.Name)
				}
			case *ast.ValueSpec:
				for _, n := range spec.Names {
					if n.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
						out = append(out, n.Name)
					}
				}
			}
		}
	}
	return out
}

func exportedReceiver(r *ast.FieldList) bool {
	typ := r.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}
