# make run and make test are all that a newcomer needs; make help lists the rest.
# Needs GNU make and Python 3.11 or later, nothing else.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
UV_VERSION := 0.13.9

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
INSTALL := UV_HTTP_TIMEOUT=$${UV_HTTP_TIMEOUT:-180} $(UV) pip install --quiet --python $(PY) --require-hashes --compile-bytecode
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11
SMALL := DJANGO_SETTINGS_MODULE=config.settings.small KOEPUEROE_DEMO=$${KOEPUEROE_DEMO:-yes} KOEPUEROE_SITE_URL=$${KOEPUEROE_SITE_URL:-http://localhost:$(PORT)}

# Without a home that can be written to (a service account, a container), caches of pip, uv and fonts lie in var/.
ifneq ($(shell [ -n "$$HOME" ] && [ -d "$$HOME" ] && [ -w "$$HOME" ] && echo yes),yes)
export HOME := $(CURDIR)/var/home
export XDG_CACHE_HOME := $(CURDIR)/var/cache
export XDG_CONFIG_HOME := $(CURDIR)/var/home/.config
$(shell mkdir -p "$(CURDIR)/var/home" "$(CURDIR)/var/cache")
endif

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test test-search check check-pages compare-pages format house outdated sbom messages demo remove-demo backup restore restore-test image full test-full services services-stop bench-attacks bench-frame bench-matching bench-pages bench-registers bench-search crawl lock hooks clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: $(RUN_STAMP) ## the site with a living demo at http://localhost:8000 (PORT=8765 for another port)
	@$(PY) scripts/compile_messages.py
	@$(SMALL) exec $(PY) manage.py serve --port $(PORT)

test: $(DEV_STAMP) ## every test that this machine can run; says at the end what was left out (ARGS= for pytest)
	@$(PY) scripts/compile_messages.py
	@# Journeys in processes of their own: the browser's driver keeps a loop running, beside which no other test may.
	@status=0; $(PY) -m pytest -n $(JOBS) --dist loadgroup --ignore=tests/journeys --ignore=tests/attacks --ignore=tests/full $(ARGS) || status=1; \
	$(PY) -m pytest -n $(JOBS) --dist loadgroup tests/journeys tests/attacks $(ARGS) || status=1; exit $$status

test-search: $(DEV_STAMP) ## the tests of the search alone; with KOEPUEROE_ELASTICSEARCH_URL of make services on Elasticsearch
	@exec $(PY) -m pytest -n $(JOBS) --dist loadgroup tests/search $(ARGS)

check: $(DEV_STAMP) ## style, types, architecture, templates, migrations, catalogues, settings, containers
	@$(PY) scripts/compile_messages.py
	@exec $(PY) scripts/check_all.py

check-pages: $(DEV_STAMP) ## the standard of pages (vnu, esbuild; needs Java and npm), and all pages of the demo at 768 and 1536
	@$(PY) scripts/compile_messages.py
	@status=0; $(PY) -m scripts.check_pages || status=1; $(PY) -m scripts.look_at_pages || status=1; exit $$status

compare-pages: $(DEV_STAMP) ## the page test: KEEP= folder to draw all pages into, or ONE= and OTHER= folders to compare (before, after)
	@$(PY) scripts/compile_messages.py
	@exec $(PY) -m scripts.compare_pages $(if $(KEEP),keep "$(KEEP)",compare "$(ONE)" "$(OTHER)")

format: $(DEV_STAMP) ## put the code into its form
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	$(PY) -m scripts.lay_out

house: $(DEV_STAMP) ## draw docs/house.svg anew from the imports
	@exec $(PY) -m scripts.draw_house

messages: $(DEV_STAMP) ## take new texts into locale/ (needs GNU gettext), then compile them
	$(PY) scripts/take_messages.py
	@$(PY) scripts/compile_messages.py

demo: $(RUN_STAMP) ## plant the demo anew (only in a database that carries the demo mark)
	@$(PY) scripts/compile_messages.py
	@$(SMALL) exec $(PY) manage.py demo --reset

remove-demo: $(RUN_STAMP) ## take the demo's people out of a database that shall serve real ones; what those wrote stays
	@$(PY) scripts/compile_messages.py
	@KOEPUEROE_DEMO=no; export KOEPUEROE_DEMO; $(SMALL) exec $(PY) manage.py remove_demo

backup: $(RUN_STAMP) ## database and media into var/backups (TO= for another folder)
	@$(SMALL) exec $(PY) manage.py backup $(if $(TO),--to "$(TO)")

restore: $(RUN_STAMP) ## put a backup back: make restore FILE=var/backups/....tar (not while the site runs)
	@$(SMALL) exec $(PY) manage.py restore "$(FILE)"

restore-test: $(RUN_STAMP) ## whether the newest backup would bring the site back, tried on a copy (FILE= for another one)
	@$(SMALL) exec $(PY) manage.py restore_test $(if $(FILE),"$(FILE)")

image: $(DEV_STAMP) ## the images of the app and the proxy; without Docker by buildah, as root
	@exec $(PY) -m scripts.build_images

full: $(DEV_STAMP) ## the whole set-up from those images on this machine, without Docker; says its address, Ctrl+C ends it
	@exec $(PY) -m scripts.run_full

test-full: $(DEV_STAMP) ## build the images, run the whole set-up from them and try what only shows there
	@$(PY) scripts/compile_messages.py
	@exec $(PY) -m pytest tests/full $(ARGS)

services: $(RUN_STAMP) ## start PostgreSQL and Redis (and Elasticsearch, with Java) on free loopback ports, print their variables
	@exec $(PY) scripts/services.py start --elasticsearch $(if $(shell command -v mvn >/dev/null && command -v javac),yes,no)

services-stop: $(RUN_STAMP) ## end the services that make services started
	@exec $(PY) scripts/services.py stop

bench-attacks: $(DEV_STAMP) ## what attacks cost the others, in milliseconds (ONLY= names of benches, OUT= JSON)
	@ONLY="$(ONLY)" OUT="$(OUT)" exec $(PY) benchmarks/attacks.py

crawl: $(DEV_STAMP) ## every link and form of the demo, for everybody, in every language (EACH= of one shape, ROLES=, OUT= JSON)
	@$(PY) scripts/compile_messages.py
	@exec $(PY) scripts/crawl.py

bench-frame: $(DEV_STAMP) ## what the frame of members costs on any page, and Today of a coordinator among 100,000 schools (OUT= JSON)
	@OUT="$(OUT)" exec $(PY) benchmarks/frame.py

bench-matching: $(DEV_STAMP) ## partner matching of a pair after the other beside columns (SIZES="3000 9000 100000 1000000", OUT= JSON)
	@SIZES="$(SIZES)" OUT="$(OUT)" exec $(PY) benchmarks/matching.py

bench-pages: $(DEV_STAMP) ## queries, times and bytes of the main pages against their budget (FILES=yes what weighs)
	@exec $(PY) benchmarks/pages.py

bench-registers: $(DEV_STAMP) ## rows a second and peak memory of importing registers (SIZES="KEN 50000")
	@exec $(PY) benchmarks/registers.py $(SIZES)

bench-search: $(DEV_STAMP) ## how well and how fast the search finds (DATA= folder with texts, PARTS="words finding speed", ENTRIES= how many, OUT= JSON)
	@DATA="$(DATA)" PARTS="$(PARTS)" ENTRIES="$(ENTRIES)" OUT="$(OUT)" exec $(PY) benchmarks/search.py

lock: $(RUN_STAMP) ## write the locks anew from requirements.in and requirements-dev.in (UPGRADE=1 takes newer versions)
	$(COMPILE) $(if $(UPGRADE),--upgrade) requirements.in --output-file requirements.lock
	$(COMPILE) $(if $(UPGRADE),--upgrade) requirements-dev.in --output-file requirements-dev.lock

outdated: $(DEV_STAMP) ## which locked packages have a newer version; asks the package index, changes nothing
	@$(UV) pip list --outdated --python $(PY)

sbom: $(DEV_STAMP) ## what the site is made of, from requirements.lock (CycloneDX, JSON; OUT= for another file)
	@exec $(PY) -m scripts.sbom $(or $(OUT),var/sbom.json)

hooks: $(DEV_STAMP) ## have git check style, architecture and catalogues before each commit
	$(VENV)/bin/pre-commit install

clean: ## remove the virtual environment and caches; the data in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(UV):
	@$(PYTHON) scripts/check_python.py
	@echo "Making the virtual environment in $(VENV) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(RUN_STAMP): requirements.lock | $(UV)
	@echo "Installing what the site needs (once; a minute or two) ..."
	@$(INSTALL) -r requirements.lock
	@touch $@

$(DEV_STAMP): requirements.lock requirements-dev.lock | $(UV)
	@echo "Installing what the site and its tests need (once; a minute or two) ..."
	@$(INSTALL) -r requirements.lock -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)
