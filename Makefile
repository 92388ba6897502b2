# Two commands to begin with: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv/bin
PORT ?= 8000
SERVE ?= 1

.PHONY: demo test check format bench docs lock migrations clean

demo:  ## Install, load the demo network, write its dossier (SERVE=0 stops there)
	@$(PYTHON) tools/install.py base
	@PORT=$(PORT) SERVE=$(SERVE) $(VENV)/python -m maillage.cli demo

test:  ## Install what the tests need, then run all of them, on SQLite and PostgreSQL
	@$(PYTHON) tools/install.py dev
	@$(VENV)/python tools/test.py

check:  ## Format, lint, types
	@$(PYTHON) tools/install.py dev
	@$(VENV)/ruff format --check src tests tools bench
	@$(VENV)/ruff check src tests tools bench
	@$(VENV)/python tools/typecheck.py

format:
	@$(VENV)/ruff format src tests tools bench
	@$(VENV)/ruff check --fix src tests tools bench

bench:  ## Measure against peers; writes var/bench.json (BENCH=name… runs some, BENCH_LONG=1 the long ones)
	@$(PYTHON) tools/install.py dev
	@$(VENV)/python -m bench $(BENCH)

docs:  ## Regenerate what is derived from the code: rule pages, JSON Schema
	@$(PYTHON) tools/install.py dev
	@$(VENV)/python tools/docs.py

lock:  ## Recompile the hashed requirements for all platforms (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml -o requirements/base.txt
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --extra dev pyproject.toml -o requirements/dev.txt

migrations:
	@$(VENV)/python tools/manage.py makemigrations

clean:
	rm -rf .venv var
