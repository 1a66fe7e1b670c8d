# Every target works from a fresh checkout; a second run does only what changed.
#   make setup   the environment with everything      make test    the whole suite, on SQLite and PostgreSQL
#   make run     a simulated province, then the web   make check   style, types, storeys, dependencies, migrations
#   make show-1  the heavy promises, each shown       make bench   speed and memory, as ratios
#   make show-2  those of the law and of dues         make bench-2 dues and interest, as ratios
#   make show-3  those of the workplace               make spark   the second engine, beside setup
#   make clean   everything made here, but no data

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: setup spark run test check bench bench-2 show-1 show-2 show-3 clean

PYTHON ?= python3.11
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes
WORKERS ?= 2
PORT ?= 8000

setup: .venv/dev.stamp

# The second engine, for more rows than one machine holds; Java 17 must be there.
spark: .venv/spark.stamp

run: .venv/base.stamp
	$(BIN)/baophu assets
	$(BIN)/baophu demo
	$(BIN)/baophu serve --port $(PORT)

test: .venv/dev.stamp
	$(BIN)/baophu assets >/dev/null
	$(BIN)/pytest -n $(WORKERS) -q
	BAOPHU_TEST_POSTGRES=1 $(BIN)/pytest -n $(WORKERS) -q

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p baophu
	$(BIN)/lint-imports
	$(BIN)/deptry src
	DJANGO_SETTINGS_MODULE=baophu.config.settings $(BIN)/django-admin makemigrations --check --dry-run

# NAMES="bars kill": only these; BAOPHU_REAL: a folder of received lists with their truth, for "real".
show-1: .venv/dev.stamp
	$(BIN)/python shows/part_1.py $(NAMES)

# NAMES="claim": only these.
show-2: .venv/dev.stamp
	$(BIN)/python shows/part_2.py $(NAMES)

# NAMES="search": only these.
show-3: .venv/dev.stamp
	$(BIN)/python shows/part_3.py $(NAMES)

bench: .venv/dev.stamp
	$(BIN)/python bench/part_1.py $(if $(WRITE),--write)

bench-2: .venv/dev.stamp
	$(BIN)/python bench/part_2.py $(if $(WRITE),--write)

clean:
	rm -rf .venv build dist test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Dữ liệu trong var/ được giữ nguyên."

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Thiếu $(PYTHON). Cài bằng lệnh: sudo apt-get install python3.11 python3.11-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Thiếu phần venv của Python. Cài bằng lệnh: sudo apt-get install python3.11-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
	  echo "Cần Python 3.11 đến 3.13. Cài bằng lệnh: sudo apt-get install python3.11 python3.11-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# The package runs from src/: a path file and a console script, so that nothing unpinned is fetched to build it.
.venv/base.stamp: requirements/base.txt Makefile | .venv/bin/python
	$(PIP) -r requirements/base.txt
	@$(BIN)/python -c 'import sysconfig, pathlib; pathlib.Path(sysconfig.get_path("purelib"), "baophu.pth").write_text(str(pathlib.Path("src").resolve()) + "\n")'
	@printf '%s\n' '#!$(CURDIR)/$(BIN)/python' 'from baophu.cli.main import run' 'if __name__ == "__main__":' '    run()' >$(BIN)/baophu
	@chmod +x $(BIN)/baophu
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	$(PIP) -r requirements/dev.txt
	@touch $@

.venv/spark.stamp: requirements/spark.txt .venv/dev.stamp
	@command -v java >/dev/null || { echo "Thiếu Java 17. Cài bằng lệnh: sudo apt-get install openjdk-17-jre-headless" >&2; exit 1; }
	$(PIP) -r requirements/spark.txt
	@touch $@
