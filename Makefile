# Three commands do everything on a fresh machine: `make site`, `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.site-gen
DEV := $(VENV)/.site-gen-dev

.PHONY: site demo serve test coverage lint format bench browser reference picture licences fuzz lock locked audit release clean

site: $(STAMP)
	$(BIN)/site-gen build

# An invented situation of two years in a working copy: what you change there is kept, what is newer here is taken.
demo: $(STAMP)
	@mkdir -p .demo && cp -Ru tests/data/demo/. .demo/
	@$(BIN)/site-gen -C .demo ingest -q
	$(BIN)/site-gen -C .demo build

serve: $(STAMP)
	$(BIN)/site-gen serve

test: $(DEV) browser
	$(BIN)/python -m pytest -n auto --dist worksteal

# What the tests run of the code, held against its bars (.ci/covered.py): all tests once more, twice as slow, so that a
# test which measures time may fail here; `make test` is where it counts, here the table does.
coverage: $(DEV) browser
	rm -rf .coverage
	-$(BIN)/python -m coverage run -m pytest -n auto --dist worksteal --deselect tests/faults/test_slow.py
	$(BIN)/python -m coverage combine -q .coverage
	$(BIN)/python -m coverage report --skip-covered
	@$(BIN)/python -m coverage json -q -o .coverage/report.json
	@$(BIN)/python .ci/covered.py .coverage/report.json

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The dependencies with the hashes of their wheels: `make lock` writes them anew, `make locked` installs just those.
lock: $(STAMP)
	$(BIN)/python .ci/supply.py lock

locked: | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python .ci/supply.py check
	@touch $(STAMP)

# Known weaknesses of what is locked, where pip-audit is installed and reaches its list; versions are looked at offline.
audit: $(STAMP)
	@$(BIN)/python .ci/supply.py check || echo "what is installed is not what is locked: make locked"
	@command -v pip-audit >/dev/null && { pip-audit --disable-pip --require-hashes -r requirements.lock || \
	  echo "pip-audit found something, or did not reach its list: see above"; } || \
	  echo "no pip-audit here (pip install pip-audit): weaknesses were not looked for"

# An sdist and the wheel that is built from it, a bill of materials (CycloneDX) and the hashes of all, in dist/.
release: $(DEV)
	rm -rf dist && mkdir dist
	$(BIN)/python -m hatchling build -t sdist -d dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps -w dist dist/*.tar.gz
	$(BIN)/python .ci/supply.py sbom > dist/site-gen.cdx.json
	cd dist && sha256sum *.tar.gz *.whl site-gen.cdx.json > SHA256SUMS && cat SHA256SUMS

# The reference under docs/reference/, from parser, fields, codes, views and templates.
reference: $(DEV)
	@PYTHONPATH=.:tests $(BIN)/python tests/reference.py

# The picture of README, from the pages of the demo in Chromium.
picture: $(DEV)
	@PYTHONPATH=. $(BIN)/python tests/picture.py

# The licences of all that is needed, with every extra: docs/licences.md, from what the packages tell.
licences: $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,nlp,documents,warc,dask]'
	@$(BIN)/python .ci/licences.py

# What must hold of any input, looked for: ten minutes a target (FUZZ_SECONDS=600), led by coverage where atheris is installed.
fuzz: $(DEV)
	@PYTHONPATH=.:tests $(BIN)/python tests/fuzz/run.py $(TARGETS)

# Builds of 1,000 invented articles beside Hugo and Pelican: make bench SIZES=1000,10000 HUGO=… PELICAN=…
bench: $(STAMP)
	@$(BIN)/python benchmarks/bench.py

# Some tests look at the pages in Chromium. Where it is missing and may be installed it is; elsewhere they say so and skip.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    { echo "installing chromium for the browser tests"; \
	      apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1; }; } || \
	  echo "no chromium here: the browser tests will be skipped"

clean:
	rm -rf $(VENV) .demo .site-gen .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(STAMP)
