# make run     start emtui (makes .venv and installs on the first call; needs only Python 3.11+ and make)
# make test    the whole test suite
# make check   format, lint, types, import floors
# make bench   the readiness simulation study, start-up and key latency: prints tables, asserts nothing
# make pictures   draw the README's pictures anew from the running program
# make clean   remove .venv and caches

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check bench pictures clean
.DEFAULT_GOAL := run

$(VENV)/run.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "emtui needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: $(VENV)/run.stamp
	@$(BIN)/emtui

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n auto

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.readiness_study
	$(BIN)/python -m benchmarks.startup

pictures: $(VENV)/dev.stamp
	$(BIN)/python assets/make_pictures.py

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis
