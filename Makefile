# make help lists what can be done.

GO ?= go
BIN ?= dist/callguard
LOSSES = judge/testdata/losses/*.jsonl judge/testdata/batches/*.jsonl handlers/wants/says/*.jsonl

USERS ?= 10000

.PHONY: help test torture bench fuzz check data weights build

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

test: ## all tests, with the race detector, in random order
	$(GO) test -race -shuffle=on ./...

torture: ## a year of reminders for USERS persons, with kills, outages, full disks and clocks that are set; needs memory for the file
	$(GO) test -count 1 -timeout 6h -v ./remind/due -run '^TestYear' -users $(USERS)

bench: ## benchmarks; compare ratios within one run
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## every fuzz target for a few seconds
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 10s $$p || exit 1; \
	  done; \
	done

check: ## what CI checks before the tests
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || (gofmt -l $$(git ls-files '*.go'); exit 1)
	$(GO) vet ./...
	$(GO) tool -modfile=tools/go.mod staticcheck ./...

data: build ## every rule on its own examples, every number with its source, weights as learnt
	$(BIN) rules check
	$(BIN) learn --out dist/weights.bin judge/testdata/batches/*.jsonl
	cmp dist/weights.bin judge/weigh/weights.bin
	$(BIN) losses --out dist/losses.bin $(LOSSES)
	cmp dist/losses.bin judge/given/model.bin
	$(BIN) wants --out dist/model.bin handlers/wants/says/*.jsonl judge/testdata/batches/*.jsonl
	cmp dist/model.bin handlers/wants/model.bin

weights: build ## learn what words weigh, and what messages want, from the corpus
	$(BIN) learn --out judge/weigh/weights.bin judge/testdata/batches/*.jsonl
	$(BIN) losses --out judge/given/model.bin $(LOSSES)
	$(BIN) wants --out handlers/wants/model.bin handlers/wants/says/*.jsonl judge/testdata/batches/*.jsonl

build: ## one static binary in dist/
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o $(BIN) ./cmd/callguard
