# Two commands do everything on a fresh machine with Python 3.11 or later: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
UV ?= uv

.PHONY: install demo demo-mail warehouse test lint check slow pictures page-pictures docs bench lock dist try-dist sbom audit clean help
.DEFAULT_GOAL := help

help:
	@echo "make demo      set everything up and build the four sample periods"
	@echo "make test      set everything up and run the tests"
	@echo "make install   make .venv with the scorecard command in it"
	@echo "make check     make lint (ruff, its format, mypy) and make test"
	@echo "make slow      the long random tests"
	@echo "make warehouse what counting in a warehouse takes: Ibis with DuckDB, PostgreSQL, SQL Server and Spark"
	@echo "make demo-mail send the demo to a mail server on this machine and show what arrived"
	@echo "make pictures  every slide, sheet and page of the demo as PNG (needs LibreOffice, poppler, Chromium)"
	@echo "make page-pictures  those of them that are on the documentation's pages"
	@echo "make docs      the documentation as a site, in site/"
	@echo "make bench     speed and memory beside other tools (ROWS=\"4000 400000\" for these sizes only)"
	@echo "make lock      make the lock files anew (needs uv)"
	@echo "make dist      the wheel and the source archive, in dist/"
	@echo "make try-dist  install them in empty environments, and run the demo there"
	@echo "make sbom      what a run is made of, as CycloneDX, in dist/"
	@echo "make audit     ask PyPI whether a fault is known in a locked package (needs the internet)"

.venv/run.stamp: requirements/run.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or later is needed; this is ' + sys.version.split()[0]) if sys.version_info < (3, 11) else None"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

install: .venv/run.stamp

demo: .venv/run.stamp
	$(BIN)/scorecard demo --out demo

demo-mail: .venv/dev.stamp demo
	$(BIN)/python examples/demo_mail.py demo

warehouse: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/warehouse.txt

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n auto

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

check: lint test

slow: .venv/dev.stamp
	$(BIN)/python -m pytest -n auto -m slow

pictures: .venv/dev.stamp
	$(BIN)/python tests/pictures.py

page-pictures: .venv/dev.stamp demo
	$(BIN)/python tools/page_pictures.py

docs: .venv/dev.stamp
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "Open site/index.html"

bench: .venv/dev.stamp
	$(BIN)/python benchmarks/run.py $(if $(ROWS),--rows $(ROWS))
	$(BIN)/python benchmarks/quarter.py

dist: .venv/run.stamp
	rm -rf dist
	$(BIN)/python -m hatchling build

try-dist: dist
	$(BIN)/python tools/try_dist.py dist

sbom: .venv/run.stamp
	$(BIN)/python tools/sbom.py dist

# --strict: a package that PyPI's service says nothing about is a failure too.
.audit/stamp: requirements/audit.txt
	$(PYTHON) -m venv .audit
	.audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
	touch $@

audit: .audit/stamp
	.audit/bin/pip-audit --strict --disable-pip --no-deps --requirement requirements/run.txt

lock:
	$(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 --group build -o requirements/build.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 --group audit -o requirements/audit.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 --constraint requirements/dev.txt pyproject.toml --extra warehouse --extra spark -o requirements/warehouse.txt

clean:
	rm -rf .venv .audit demo pictures build dist
