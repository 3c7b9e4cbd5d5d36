# `make run` starts the bot (or, without a token, the demo); `make test` runs everything.
# Both make .venv and install what the lock files pin, once.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q
LOCK := $(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade

# The tests start the program a hundred times: it is compiled once.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test crash bench transcripts catalogues lock clean

run: .venv/installed
	@exec $(BIN)/thidua run --or-demo

test: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 3 --dist loadgroup

# Ten thousand messages, hundreds of kills and outages on each database, thousands of groups beside
# the calculator; an hour and more.
crash: .venv/installed-dev
	FUZZ_STEPS=2000 $(BIN)/pytest -q --all-databases tests/dialogues tests/edge/test_over_*.py
	CRASH_SCALE=100 $(BIN)/pytest -q tests/crash tests/edge/test_pressure.py \
		tests/locales/test_speed.py tests/dialogues/test_rights_end.py \
		tests/scoring/test_calculator.py tests/scoring/test_*_at_random.py tests/storage/test_*_at_random.py tests/storage/test_any_season.py \
		tests/edge/test_outage.py tests/edge/test_shares.py -s -x

# Turns beside two bare echo bots; the figures of docs/performance.md. A quarter of an hour.
bench: .venv/installed-dev .venv/bench/installed
	$(BIN)/python -m bench.turns

# Write the transcripts and the screens of tests/dialogues afresh, to be read before they are
# committed. What has changed is shown as failing this once.
transcripts: .venv/installed-dev
	$(BIN)/pytest -q --all-databases tests/dialogues/test_transcripts.py \
		tests/dialogues/test_screens.py -k "sqlite and telegram or screen" --write

# Bring the catalogues up to the texts in the code.
catalogues: .venv/installed-dev
	$(BIN)/python -m locales.catalogues.catalogue

lock: .venv/installed
	$(PIP) uv
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -o requirements-dev.lock
	$(subst pyproject.toml,bench/requirements.in,$(LOCK)) -o bench/requirements.lock

clean:
	rm -rf .venv

.venv/installed: requirements.lock Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; try make PYTHON=python3.12" >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	@printf '#!/bin/sh\nexec "$$(dirname "$$0")/python" -m bot "$$@"\n' > $(BIN)/thidua
	@chmod +x $(BIN)/thidua
	@$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), \
		"thidua.pth").write_text(str(pathlib.Path.cwd()) + "\n", encoding="utf-8")'
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

.venv/bench/installed: bench/requirements.lock .venv/installed
	@[ -x .venv/bench/bin/python ] || $(PYTHON) -m venv .venv/bench
	.venv/bench/bin/python -m pip --disable-pip-version-check install -q --require-hashes -r $<
	@touch $@
