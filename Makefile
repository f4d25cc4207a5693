# Everything the project does, from a machine with only Python (3.11 or newer), pip and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
RUN = $(VENV)/.run-ready
DEV = $(VENV)/.dev-ready
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
          --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help setup demo test check lint types imports bench throughput findings peers docs lock clean

help:            ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: $(DEV)    ## the environment with everything that development needs

demo: $(RUN)     ## read the bundled sample articles and open them in the web application
	@$(BIN)/cordiale demo
	@if [ -t 1 ] && [ -z "$$CI" ]; then exec $(BIN)/cordiale serve demo.cordiale --open; \
	 else echo "Open it with: $(BIN)/cordiale serve demo.cordiale --open"; fi

test: $(DEV)     ## the whole test suite (ARGS="-k words" to choose)
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: lint types imports test  ## all that must hold before a commit

lint: $(DEV)     ## ruff: style, likely bugs, formatting of imports, docstrings
	@$(BIN)/ruff check --output-format concise src tests bench docs scripts

types: $(DEV)    ## mypy --strict
	@$(BIN)/mypy

imports: $(DEV)  ## the layers contract: imports run one way only
	@$(BIN)/lint-imports --no-cache

bench: $(RUN)    ## accuracy against the annotated passages, where they are present
	@$(BIN)/python bench/accuracy

throughput: $(RUN)  ## characters a second and core, memory, growth of cost
	@$(BIN)/python bench/throughput

findings: $(RUN)  ## cost of registers and analyses on synthetic ledgers, recall and precision on what is planted in them (ARGS="--quick")
	@$(BIN)/python bench/findings $(ARGS)

peers: $(RUN)    ## install what bench/throughput measures beside Cordiale (heavy)
	@$(PIP) install --require-hashes -r requirements-bench.lock

docs: $(DEV)     ## write docs/reference again from the docstrings and the commands
	@$(BIN)/python docs/build.py

lock: $(DEV)     ## pin every dependency again, with hashes
	@$(COMPILE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	@$(COMPILE) --build-deps-for editable --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@$(COMPILE) --extra bench --constraint requirements.lock --output-file requirements-bench.lock pyproject.toml

clean:           ## remove what make made
	rm -rf $(VENV) demo.cordiale demo.cordiale-shm demo.cordiale-wal demo.cordiale.files demo-pages .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"Cordiale needs Python 3.11 or newer; $(PYTHON) is {sys.version.split()[0]}. Try: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) (once)..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
