PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: docs test lint types unit serve bench clean

docs: .venv/site
	$(BIN)/mkdocs build --strict

serve: .venv/site
	$(BIN)/mkdocs serve

test: lint types unit

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev
	$(BIN)/mypy

unit: .venv/dev
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report term

bench: .venv/site
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv site .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site: .venv/bin/python pyproject.toml
	$(PIP) --editable '.[site]'
	touch $@

.venv/dev: .venv/bin/python pyproject.toml
	$(PIP) --editable '.[dev]'
	touch $@ .venv/site
