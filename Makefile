PYTHON ?= python

.PHONY: test deep trainers oldest bounds lint mutants golden cards docs gallery site bench speed clean

test:          ## the fast profile
	$(PYTHON) -m pytest

deep:          ## the laws on ten times as many items, 10,000 hostile answers a task
	$(PYTHON) -m pytest --deep tests/laws

trainers:      ## adapters against the real packages of trainers, an environment for each; NAMES="verl openenv" for some
	$(PYTHON) tests/trainers/run.py $(NAMES)

oldest:        ## the tests with the oldest versions of all dependencies, in an environment of its own; TESTS="tests/pipelines" for some
	$(PYTHON) tests/support/oldest.py $(TESTS)

bounds:        ## every kernel with its indices checked; TASK="logic/sudoku" for some
	$(PYTHON) tests/support/bounds.py $(TASK)

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pyright

mutants:       ## faults that no test notices: TASK="logic/sudoku ..." (WRITE=1 keeps the numbers) or FILE=verifiers/parsers/grids.py, N=20, TESTS="..."
	$(if $(TASK),nice $(PYTHON) tests/support/verifier_mutants.py $(TASK) --n $(or $(N),20) $(if $(WRITE),--write))
	$(if $(FILE),nice $(PYTHON) tests/support/mutants.py --file $(FILE) --n $(or $(N),20) --tests "$(TESTS)")

golden:        ## after a task's version was raised; TASK=logic/sudoku for one
	$(PYTHON) tests/support/golden.py $(addprefix --task ,$(TASK))

cards:         ## data_cards/ from the registry; TASK=logic/sudoku for one
	$(PYTHON) -m synth card $(or $(TASK),all) --write data_cards

docs:          ## generated parts of the documents, outputs of the notebooks
	$(PYTHON) tests/support/documents.py
	$(PYTHON) tests/support/notebooks.py

bench:         ## items per CPU-second by task and level; writes bench/throughput.md
	$(PYTHON) bench/throughput.py --write

speed:         ## docs/speed.md with all that it needs, in two hours; use a machine that does nothing else
	$(PYTHON) bench/million.py
	$(PYTHON) bench/throughput.py --write
	$(PYTHON) bench/compare.py
	$(PYTHON) tests/support/documents.py

gallery:       ## docs/gallery.html, after rows of a task have changed
	$(PYTHON) -m synth gallery --out docs/gallery.html

site:          ## the documents as a site, build/site/
	$(PYTHON) -m mkdocs build

clean:         ## compiled kernels, whose caches do not notice a change in a kernel that they call, and other caches
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
