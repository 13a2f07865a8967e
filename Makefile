# One word each: `make` builds every leaflet, `make test` proves the builder. Needs Python 3.11 or newer.
# The system's own Python first: it stays where it is, and is built to be fast, which pyenv's is not unless asked.
PYTHON ?= $(shell for part in ensurepip sys; do for each in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c "import sys, $$part; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$each && exit; done; done)
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := all
.PHONY: all test oldest check format golden gallery proof proof-full validate fuzz bench lock clean

all: $(READY)
	$(BIN)/leaflet build --lang all --output output

test: $(READY)
	$(BIN)/python -m pytest -n auto

# With the oldest libraries that pyproject.toml allows, in an environment of their own; PYTHON=python3.13: with that Python.
oldest: .venv-oldest/.ready
	.venv-oldest/bin/python -m pytest -n auto

.venv-oldest/.ready: pyproject.toml tools/oldest.py
	@test -x .venv-oldest/bin/python || $(PYTHON) -m venv .venv-oldest
	$(PYTHON) tools/oldest.py > .venv-oldest/oldest.txt
	.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check --requirement .venv-oldest/oldest.txt --editable .
	@touch $@

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(READY)
	$(BIN)/python -m pytest -n auto --update-golden

# Real sheets as pictures, for the README.
gallery: $(READY)
	$(BIN)/python tools/gallery.py

# Every leaflet and language, every layout, theme and finish in a language per script: read back, checked, shown.
proof: $(READY)
	$(BIN)/leaflet proof --output output

# Everything there is. Three hours on two cores; SAMPLE=10: a tenth of it.
proof-full: $(READY)
	$(BIN)/leaflet proof --full $(if $(SAMPLE),--sample $(SAMPLE)) --output output

# Sheets held against the standards that they claim, PDF/A and PDF/UA, by veraPDF, which needs Java. PATHS="FILE FOLDER": those.
validate: $(if $(PATHS),,all) .venv-validate/.ready
	.venv-validate/bin/python tools/validate.py $(or $(PATHS),output)

.venv-validate/.ready: tools/validate.txt
	@test -x .venv-validate/bin/python || $(PYTHON) -m venv .venv-validate
	.venv-validate/bin/python -m pip install --quiet --disable-pip-version-check --requirement tools/validate.txt
	@touch $@

# 10,000 spoilt files at every door: findings, never a traceback. Quarter of an hour on two cores.
fuzz: $(READY)
	$(BIN)/python tools/fuzz.py --count 10000

# CPU, file size and memory beside others, which live in an environment of their own. QUICK=1: a minute instead of four.
bench: $(READY) .venv-bench/.ready
	$(BIN)/python -m compileall -q builder
	$(BIN)/python benchmarks/bench.py --python .venv-bench/bin/python $(if $(QUICK),--quick)

.venv-bench/.ready: benchmarks/requirements.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	@touch $@

lock: $(READY)
	{ sed -n '/^#/p' requirements.lock; $(BIN)/python -m pip freeze --all --exclude pip --exclude-editable; } > requirements.new
	mv requirements.new requirements.lock

clean:
	rm -rf output build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Made again when a dependency changes; `make clean` leaves it, `rm -rf .venv` does not.
$(READY): pyproject.toml requirements.lock setup.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install python3, or say make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "The virtual environment could not be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev]'
	$(BIN)/python -m compileall -q builder
	@touch $@
