# Kapok. New here? `make demo` shows it at work, `make test` checks it. Nothing else is needed.

.DEFAULT_GOAL := help
.PHONY: demo test check fuzz bench build setup help

demo: ## Build Kapok and see a certificate's whole life in a test folder
	@scripts/build demo
	@scripts/demo

test: ## Install what is missing, build everything and run all tests
	@scripts/test

check: ## For developers: format, inner layers, their tests; seconds after the first time
	@scripts/check

fuzz: ## For developers: look for input that breaks a decoder; SECONDS=30 for each, TARGET=name
	@scripts/fuzz $(or $(SECONDS),30) $(TARGET)

bench: ## For developers: measure beside the peers; METRIC=issuance.sm2 for one measure
	@scripts/bench $(METRIC)

build: ## For developers: the release binary
	@scripts/build

setup: ## For developers: only install what building and testing need
	@scripts/setup build demo test

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile
