# Two commands on a fresh machine: make site, make test. Everything is installed into .venv from hashed locks,
# with uv if it is on the path, otherwise with pip.

PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help setup site test test-fast check serve lint format generated bench audit lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-10s %s\n", $$1, $$2}'

site: .venv/site ## Install, check the content and build the publication into build/site
	$(BIN)/onrecord build

test: .venv/dev ## Install and run every test; in CI with coverage, and with more examples
	$(BIN)/python -m pytest $(if $(CI),--cov --cov-report=term:skip-covered --hypothesis-profile=ci)

test-fast: .venv/dev ## Run the tests that build no site and open no browser, with few examples
	$(BIN)/python -m pytest -q -m "not browser and not site and not slow" --hypothesis-profile=fast

check: .venv/site ## Check the content only
	@$(BIN)/onrecord check

serve: .venv/site ## Serve the site locally and rebuild it on every save
	$(BIN)/onrecord serve

lint: .venv/dev ## Run the linter, the formatter's check and the type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/dev ## Format the code and apply the linter's fixes
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

generated: .venv/dev ## Rewrite what is generated from the code: catalogues, the manual's tables, schemas, issue forms
	$(BIN)/python -m generator.language.collect
	$(BIN)/python -m tests.manual
	rm -f .vscode/settings.json # only we write it here; 'onrecord schema' keeps an existing one
	$(BIN)/onrecord schema
	$(BIN)/onrecord forms

bench: .venv/dev ## Measure the speed of builds and figures
	$(BIN)/python -m tests.bench

audit: .venv/dev ## Measure the first view of each kind of page, on the site built last
	$(BIN)/python -m tests.audit

setup: .venv/dev ## Install the development tools

lock: ## Renew the locks (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-emit-index-url --no-header --upgrade pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-emit-index-url --no-header --extra dev --extra add pyproject.toml -c requirements.txt -o requirements-dev.txt

clean: ## Remove what is generated and installed here
	rm -rf build
	@if test -e .venv/made-here; then rm -rf .venv; elif test -e .venv; then \
	  echo ".venv was not made here, or by an older version: remove it yourself if nothing else needs it" >&2; exit 1; fi

.venv/site: requirements.txt pyproject.toml
	$(call install,requirements.txt)

.venv/dev: requirements-dev.txt pyproject.toml
	$(call install,requirements-dev.txt)
	@touch .venv/site

# The locks are complete (tests check it), so nothing is resolved again and no later release of a dependency can change an install.
# A .pth file puts the package itself on the path, so that no build tool is downloaded.
ifdef UV
define install
	@test -x $(BIN)/python || { uv venv --quiet --python $(PYTHON) .venv && touch .venv/made-here; }
	uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps --require-hashes -r $(1)
	@$(BIN)/python .ci/install.py
	@touch $@
endef
else
define install
	@test -x $(BIN)/python || { $(PYTHON) -m venv .venv && touch .venv/made-here; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1)
	@$(BIN)/python .ci/install.py
	@touch $@
endef
endif
