# make run   set up and open the welcome deck        make test   set up and run the whole suite
# make help  the rest

PY := .venv/bin/python
DECK ?= decks/welcome.md
export PYTHON

.PHONY: help run test check bench soak corpus handcheck pictures clean setup-run setup-test

help:
	@echo 'make run              set up, open $(DECK) in the window (DECK=file for another)'
	@echo 'make test             set up with the test tools, run the whole suite (ARGS="-k words" to choose)'
	@echo 'make check            ruff and mypy'
	@echo 'make bench            measure speed and memory (MARP=1 installs marp-cli beside it to compare)'
	@echo 'make soak             the long counts'
	@echo 'make corpus CORPUS=dir  open, check and export every deck in a folder'
	@echo 'make handcheck        PowerPoint files and a list of what to look at in PowerPoint, Keynote and Google Slides'
	@echo 'make pictures         draw the pictures of docs/ anew'
	@echo 'make clean            remove what was built'

setup-run:
	@.ci/setup run

setup-test:
	@.ci/setup test

run: setup-run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ]; then \
	  $(PY) -m presenter "$(DECK)"; \
	else \
	  echo 'There is no display here, so the deck is exported to build/ instead of being opened.'; \
	  $(PY) -m presenter export "$(DECK)" --to pdf -o build/ && $(PY) -m presenter export "$(DECK)" --to pptx -o build/; \
	fi

test: setup-test
	@$(PY) -m pytest -n 2 --dist loadgroup -q $(ARGS)

check: setup-test
	@$(PY) -m ruff check .
	@$(PY) -m mypy

bench: setup-test
	@$(PY) -m tests.bench $(if $(MARP),--marp) $(ARGS)

soak: setup-test
	@$(PY) -m pytest -q -s -m soak $(ARGS)

corpus: setup-test
	@test -n "$(CORPUS)" || { echo 'which folder of decks? make corpus CORPUS=dir'; exit 2; }
	@$(PY) -m tests.corpus "$(CORPUS)" $(ARGS)

handcheck: setup-test
	@$(PY) -m tests.handcheck $(ARGS)

pictures: setup-test
	@$(PY) -m tests.pictures $(ARGS)

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache *.egg-info
	find presenter tests -name __pycache__ -type d -prune -exec rm -rf {} +
