# The only list of commands: people, CI and hooks call these. `make` alone prints it.
.DEFAULT_GOAL := help
SHELL := /bin/bash

BOOT    ?= $(shell python3.11 -c 'import sys; print(sys.executable)' 2>/dev/null || command -v python3)
VENV    ?= .venv
PY      := $(VENV)/bin/python
HOST    ?= 127.0.0.1
PORT    ?= 7860
SOURCES ?= $(wildcard ../shared/guidelines)
SOURCE_FLAGS := $(if $(SOURCES),--sources $(SOURCES))
# The stamp carries a checksum of what is to be installed: nothing changed, nothing done.
KEY     := $(shell cat pyproject.toml requirements.lock | cksum | cut -d' ' -f1)
RUNTIME := $(VENV)/.installed-$(KEY)
TESTING := $(VENV)/.installed-test-$(KEY)

.PHONY: help setup setup-test browser index serve test e2e check eval clean

help: ## Print this list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  \1|\2/' | column -t -s '|'

$(PY):
	@echo "[setup] creating $(VENV) with $(BOOT)"
	@"$(BOOT)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "[setup] Python 3.11 or later is needed: make setup BOOT=/path/to/python"; exit 1; }
	@"$(BOOT)" -m venv $(VENV)

$(RUNTIME): | $(PY)
	@echo "[setup] installing the pinned packages (a few minutes the first time)"
	@$(PY) -m pip install --disable-pip-version-check -c requirements.lock -e .
	@touch $@
	@echo "[setup] ready"

$(TESTING): | $(PY)
	@echo "[setup] installing the pinned packages and the test tools (a few minutes the first time)"
	@$(PY) -m pip install --disable-pip-version-check -c requirements.lock -e '.[test]'
	@touch $@ $(RUNTIME)
	@echo "[setup] ready"

setup: $(RUNTIME) ## Create .venv and install the pinned packages

setup-test: $(TESTING) ## The same, with the test tools

browser: ## Install Debian's chromium and tesseract where they are missing and we may
	@missing=""; for tool in chromium:chromium tesseract:tesseract-ocr; do \
	  command -v $${tool%%:*} >/dev/null || missing="$$missing $${tool##*:}"; done; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "[browser] installing$$missing"; apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing; \
	else echo "[browser] missing:$$missing. Install them, or the tests that need them cannot run"; fi

index: setup ## Build or refresh the index (SOURCES=folder)
	$(VENV)/bin/guideline index build $(SOURCE_FLAGS)

serve: index ## Start the pages and the API (HOST, PORT)
	$(VENV)/bin/guideline serve --host $(HOST) --port $(PORT) $(SOURCE_FLAGS)

test: setup-test browser ## Run every test
	$(PY) -m pytest

e2e: setup-test browser ## Run the browser tests only
	$(PY) -m pytest -m e2e

check: setup-test ## Style, types, import arrows and the quick tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -q -m "not e2e and not slow"

eval: setup ## Measure the assistant and compare with the last accepted figures
	$(PY) -m eval

clean: ## Remove caches and build output (keeps .venv)
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -type d -prune -exec rm -rf {} +
