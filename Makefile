# Everything a developer does. `make` alone lists it. Needs Python 3.11 or newer, make and git.

VENV ?= .venv
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
BIN := $(VENV)/bin
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
TEST_DATABASE_URL ?=
PYTEST := $(BIN)/python -m pytest $(PYTEST_OPTIONS)
# Neighbours in a folder begin with the same scenes, so a process takes them together.
SHARED_OUT := --numprocesses auto --dist worksteal
# What a database can make a difference to, the slowest first; the rest has been run once.
ON_A_DATABASE := -m "not can_fail" tests/privacy tests/apps tests/web tests/migrations \
	tests/cli/test_doctor.py tests/cli/test_tick.py tests/cli/test_audit.py
FOR_TESTS := DJANGO_SETTINGS_MODULE=tests.settings
export CHROMIUM
# What runs large ensembles is compiled once, for the demonstration and for the tests.
export NUMBA_CACHE_DIR ?= $(abspath $(VENV))/compiled

.DEFAULT_GOAL := help
.PHONY: help run test test-suite test-browser test-postgres check check-code check-format check-lint \
	check-types check-layers check-migrations check-rules format bench screenshots docs lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: $(VENV)/run.stamp  ## run the worked example (PORT=8000)
	@$(BIN)/trifecta demo --port $(PORT)

test: test-suite test-browser test-postgres  ## run every test that this machine can run

test-suite: $(VENV)/dev.stamp
	$(PYTEST) $(SHARED_OUT) --ignore=tests/e2e

test-browser: $(VENV)/dev.stamp
ifeq ($(CHROMIUM),)
	@echo
	@echo "SKIPPED: the tests in a browser. Install chromium, or name it: make test CHROMIUM=/path/to/it"
else
	$(PYTEST) tests/e2e
endif

test-postgres: $(VENV)/dev.stamp
ifeq ($(TEST_DATABASE_URL),)
	@echo
	@echo "SKIPPED: the suite on PostgreSQL. Name a server on which a database may be made:"
	@echo "         make test TEST_DATABASE_URL=postgresql://user:password@localhost:5432/postgres"
else
	DATABASE_URL=$(TEST_DATABASE_URL) $(PYTEST) $(SHARED_OUT) $(ON_A_DATABASE)
endif

check: check-code check-rules  ## every check without the suite

check-code: check-format check-lint check-types check-layers check-migrations

check-format: $(VENV)/dev.stamp
	$(BIN)/ruff format --quiet --check .

check-lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .

check-types: $(VENV)/dev.stamp
	$(BIN)/mypy

check-layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports --no-logo

check-migrations: $(VENV)/dev.stamp
	$(FOR_TESTS) $(BIN)/python -m django makemigrations --check --dry-run

check-rules: $(VENV)/dev.stamp  # templates, licences, documentation
	$(PYTEST) -q tests/architecture tests/docs

format: $(VENV)/dev.stamp  ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix --exit-zero .

bench: $(VENV)/dev.stamp  ## measure every figure that the docs name
	@for suite in benchmarks/*/; do \
		echo; echo "== $$(basename $$suite)"; \
		$(BIN)/python -m "benchmarks.$$(basename $$suite)" || exit 1; \
	done

screenshots: $(VENV)/dev.stamp  ## make the pictures of the README from the running demonstration
	PYTHONPATH=. $(BIN)/python docs/screenshots.py

docs: $(VENV)/dev.stamp  ## write the generated parts of the documentation again
	$(BIN)/python docs/cli_reference.py
	PYTHONPATH=. $(BIN)/python docs/framework_reference.py
	PYTHONPATH=. $(BIN)/python docs/pages_reference.py

lock: $(VENV)/dev.stamp  ## choose the newest versions of all dependencies again
	$(BIN)/uv pip compile $(LOCK) pyproject.toml requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile $(LOCK) --extra language-model pyproject.toml requirements/run.in \
		-o requirements/language-model.txt
	$(BIN)/uv pip compile $(LOCK) --extra embeddings pyproject.toml requirements/run.in \
		-o requirements/embeddings.txt
	$(BIN)/uv pip compile $(LOCK) --extra language-model --extra embeddings pyproject.toml \
		requirements/run.in requirements/dev.in -o requirements/dev.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

clean:  ## remove what was built; the data folder stays
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtual environment: a stamp for what runs Trifecta, another for what also tests it.

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Trifecta needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv $(VENV)

define install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	$(call install,requirements/run.txt)
	@$(BIN)/trifecta systems warm

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(BIN)/python
	$(call install,requirements/dev.txt)
	@$(BIN)/trifecta systems warm
	@touch $(VENV)/run.stamp
