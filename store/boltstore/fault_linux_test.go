package boltstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"callguard/store"
	"callguard/store/boltstore"
)

// childTask is the environment variable that makes the test binary a child with a task.
const childTask = "CALLGUARD_TEST_CHILD"

func TestMain(m *testing.M) {
	switch task, path, _ := strings.Cut(os.Getenv(childTask), " "); task {
	case "":
		os.Exit(m.Run())
	case "write":
		exit(childWrite(path))
	case "hold":
		exit(childHold(path))
	case "full":
		exit(childFull(path))
	case "full-at-creation":
		exit(childFullAtCreation(path))
	}
}

// ctx is the context of the children's calls.
var ctx = context.Background()

func exit(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child makes a command of this test binary with a task.
func child(t *testing.T, task, path string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childTask+"="+task+" "+path)
	return cmd
}

// swap puts another file under the handle that bolt writes to, and gives the way back.
func swap(t *testing.T, s *boltstore.Store, name string) (back func()) {
	t.Helper()
	other, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	kept, err := syscall.Dup(s.FD())
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Dup3(int(other.Fd()), s.FD(), 0); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(syscall.Dup3(kept, s.FD(), 0), syscall.Close(kept)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDiskFull: /dev/full has no space. What was stored is read on, and storing goes on by
// itself once there is space.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	fill(t, s, 0, 3)
	back := swap(t, s, "/dev/full")
	for n := 3; n < 6; n++ {
		if _, _, err := s.Commit(t.Context(), change(n)); !errors.Is(err, store.ErrFull) || errors.Is(err, store.ErrFatal) {
			t.Error(err)
		}
		if err := holds(s, 0); err != nil {
			t.Error(err)
		}
	}
	back()
	fill(t, s, 3, 9)
	if err := errors.Join(holds(s, 2), holds(s, 5), s.Verify(t.Context())); err != nil {
		t.Error(err)
	}
}

// TestFlushFails: /dev/null takes the pages, and can not flush them. Nothing is stored or told
// from then on, until a restart.
func TestFlushFails(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	fill(t, s, 0, 3)
	back := swap(t, s, "/dev/null")
	if _, _, err := s.Commit(t.Context(), change(3)); !errors.Is(err, store.ErrFatal) {
		t.Fatal(err)
	}
	back()
	_, _, err := s.Commit(t.Context(), change(4))
	_, err2 := s.User(t.Context(), "terminal::0")
	if !errors.Is(err, store.ErrFatal) || !errors.Is(err2, store.ErrFatal) {
		t.Error(err, err2)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("unclear: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	s = open(t, path)
	if err := errors.Join(holds(s, 2), s.Verify(t.Context())); err != nil {
		t.Error(err)
	}
	fill(t, s, 3, 5)
}

// limitFiles bounds the size of files that this process writes.
func limitFiles(size uint64) error {
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: ^uint64(0)})
}

// childFull commits until the limit is reached, raises it, and goes on.
func childFull(path string) error {
	s, err := boltstore.Open(path, boltstore.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	var old syscall.Rlimit
	if err := errors.Join(syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old), limitFiles(200<<10)); err != nil {
		return err
	}
	n := 0
	for ; err == nil; n++ {
		_, _, err = s.Commit(ctx, change(n))
	}
	if !errors.Is(err, store.ErrFull) || errors.Is(err, store.ErrFatal) || n < 10 {
		return fmt.Errorf("commit %d: %w", n, err)
	}
	if err := errors.Join(holds(s, n-2), syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old)); err != nil {
		return err
	}
	_, _, err = s.Commit(ctx, change(n-1))
	return errors.Join(err, holds(s, n-1), s.Verify(ctx))
}

// childFullAtCreation has no space for a new file.
func childFullAtCreation(path string) error {
	if err := limitFiles(4096); err != nil {
		return err
	}
	_, err := boltstore.Open(path, boltstore.Options{})
	if !errors.Is(err, store.ErrFull) {
		return fmt.Errorf("open: %w", err)
	}
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(names) != 0 {
		return fmt.Errorf("left in the folder: %v, %v", names, err)
	}
	return nil
}

func TestSizeLimit(t *testing.T) {
	t.Parallel()
	for _, task := range []string{"full", "full-at-creation"} {
		out, err := child(t, task, filepath.Join(t.TempDir(), "a.db")).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v: %s", task, err, out)
		}
	}
}

// childHold opens the database, says so, and waits for the end of its input.
func childHold(path string) error {
	s, err := boltstore.Open(path, boltstore.Options{})
	if err != nil {
		return err
	}
	fmt.Println("open")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return s.Close()
}

func TestLockedByProcess(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 1)
	cmd := child(t, "hold", path)
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatal(line, err)
	}
	refused(t, path, wait, store.ErrLocked, "another program")
	if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	open(t, path)
}

// childWrite commits from several goroutines, and says the number of each commit that returned.
func childWrite(path string) error {
	s, err := boltstore.Open(path, boltstore.Options{})
	if err != nil {
		return err
	}
	first := 0
	if _, err := fmt.Sscan(os.Getenv("CALLGUARD_TEST_FROM"), &first); err != nil {
		return err
	}
	const writers = 4
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for n := first + w; ; n += writers {
				if _, _, err := s.Commit(ctx, change(n)); err != nil {
					fmt.Println(err)
					return
				}
				fmt.Println(n)
			}
		})
	}
	wg.Wait()
	return errors.New("the writers have ended")
}

// TestKill: whatever was acknowledged is there after kill -9, at any moment, creation included.
func TestKill(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "a.db")
	random := rand.New(rand.NewPCG(5, 6))
	var acked []int
	next := 0
	for round := range 20 {
		cmd := child(t, "write", path)
		cmd.Env = append(cmd.Env, fmt.Sprint("CALLGUARD_TEST_FROM=", next))
		out, err := cmd.StdoutPipe()
		if err := errors.Join(err, cmd.Start()); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for left := random.IntN(60) * min(round, 1); left > 0 && lines.Scan(); left-- {
			acked = appendAck(t, acked, lines.Text())
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it had said before
			acked = appendAck(t, acked, lines.Text())
		}
		_ = cmd.Wait() // it was killed
		for _, n := range acked {
			next = max(next, n+100)
		}
	}
	s := open(t, path)
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	for _, n := range acked {
		if err := holds(s, n); err != nil {
			t.Error(err)
		}
	}
	if len(acked) < 100 {
		t.Errorf("only %d commits", len(acked))
	}
}

func appendAck(t *testing.T, acked []int, line string) []int {
	t.Helper()
	n, err := strconv.Atoi(line)
	if err != nil {
		t.Fatalf("the child says %q", line)
	}
	return append(acked, n)
}
