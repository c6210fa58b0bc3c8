# The two commands: `make run` and `make test`. Everything else is for people who work on Relink.

SWIFT ?= swift
BUILD = $(SWIFT) build --product relink
# What all tests share. `swift test` alone would look at everything again each time, for half a minute.
BUILD_TESTS = $(SWIFT) build --build-tests
TEST = $(SWIFT) test --skip-build
# Carries the Swift runtime, without what nobody calls of it: it runs where no Swift is installed, in less memory. Packed
# relocations (glibc 2.36) and names that are not exported spare some MiB each, which would only be read at the start; the
# default linker cannot pack them.
RELEASE = $(SWIFT) build -c release --static-swift-stdlib -Xswiftc -use-ld=lld \
	-Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic
FORMATTED = Package.swift Plugins Sources Tests

.PHONY: help run build release test check lint layers peers faults bench soak sanitize mutations fuzz format clean

help:
	@echo 'make run      builds, then watches what config.yaml names, or shows the demo'
	@echo 'make test     builds and runs all tests'
	@echo 'make check    lint, layers, tests, the tests against real programs, and the short faults'
	@echo 'make bench    measures; make soak, sanitize, mutations and fuzz take their time'

# Watches the gateway of WHATSAPP_SERVER_URL, or shows the demo where none is set.
run: build
	@if [ -n "$$WHATSAPP_SERVER_URL" ]; then exec .build/debug/relink run; else exec .build/debug/relink demo; fi

build:
	@.ci/install build
	@$(BUILD)

release:
	@.ci/install build
	@$(RELEASE) --product relink

test:
	@.ci/install test
	@$(BUILD_TESTS)
	$(TEST) --no-parallel

check:
	@.ci/install check
	@$(MAKE) --no-print-directory lint layers test peers faults

lint:
	$(SWIFT) format lint --strict --recursive $(FORMATTED)

layers:
	.ci/layers

# The real binary against real programs: signatures checked by another implementation, metrics read by promtool.
peers: .venv/ready
	@$(BUILD_TESTS)
	RELINK_PEERS=1 $(TEST) --filter PeerTests

# The real binary under every fault that can be made on one machine. What came of each is one table, printed and written to
# TABLE. ROWS=3,12 plays only those rows.
faults: .venv/ready
	@$(BUILD_TESTS)
	RELINK_FAULTS=$(FAULTS) RELINK_FAULT_ROWS=$(ROWS) RELINK_FAULTS_TABLE=$(TABLE) RELINK_BINARY=$(BINARY) \
		$(TEST) --filter FaultTests

FAULTS ?= short
ROWS ?=
TABLE ?= $(CURDIR)/.build/faults.md
BINARY ?= $(CURDIR)/.build/debug/relink

.venv/ready:
	@.ci/install check
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check standardwebhooks==1.1.0
	touch $@

bench:
	@.ci/install build
	$(RELEASE) --product relink
	$(RELEASE) --product relink-bench
	$(RELEASE) --product bare-poll
	.build/release/relink-bench

soak: sanitize mutations
	@$(MAKE) --no-print-directory peers release
	@$(MAKE) --no-print-directory faults FAULTS=long BINARY=$(CURDIR)/.build/release/relink
	@$(MAKE) --no-print-directory fuzz SECONDS_EACH=300

# All tests under AddressSanitizer with leak detection, then under ThreadSanitizer, once each is seen to report a planted
# fault. Tests/Sanitize says what is taken for no fault, and why.
sanitize:
	@.ci/install test
	Tests/Sanitize/run

# The property tests with 10^6 steps; then one thing is broken for each invariant of the rules, and they have to see it.
mutations:
	@.ci/install check
	Tests/Mutations/run

SECONDS_EACH ?= 60

fuzz:
	@.ci/install build
	Tests/Fuzz/run 10000000 $(SECONDS_EACH)

format:
	$(SWIFT) format --in-place --recursive $(FORMATTED)

clean:
	rm -rf .build .venv
