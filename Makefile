# The commands of this repository; what they do is written in scripts/ and explained in README.md.
.DEFAULT_GOAL := help
.PHONY: help demo test test-exhaustive test-fast coverage lint format messages bench relevance bench-pages bench-search bench-workshop bench-emergency snapshots styleguide

READY = @python3 -m scripts.environment
PYTHON_HERE = .venv/bin/python

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 — /p' Makefile

demo: ## start the site with demonstration data, on PORT (8000)
	$(READY) demo
	@exec $(PYTHON_HERE) -m scripts.demo

test: ## every test, on every database, in a browser; LEGS="units-sqlite browser" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.run_tests $(LEGS)

test-exhaustive: ## the same with every crawl to its end, every photograph, 500 lives
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.run_tests --exhaustive $(LEGS)

test-fast: ## every short test that needs no service, on SQLite; ARGS="tests/core -x" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.run_tests --fast $(ARGS)

coverage: ## which branches the unit tests take, by app; ARGS="tests/core" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.branch_coverage $(ARGS)

lint: ## every check of the source
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.lint

format: ## let the tools write the source as they would have it
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.lint --write

messages: ## bring the catalogues up to date with the words in templates and code
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.messages update

bench: ## measure; BENCH="pages agree" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m bench $(BENCH)

relevance: ## how well the search answers judged requests; ARGS="--verbose", "--ours" or "judge"
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.relevance $(ARGS)

bench-search: ## how fast the search is; SIZES="5000 100000" (1000000 takes long), ON="sqlite"
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.search $(SIZES) $(if $(ON),--on $(ON))

bench-pages: ## what readers meet at 20,000 offers, beside other sites; ON="sqlite", ONLY="measure_paint"
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.site $(if $(ON),--on $(ON)) $(if $(ONLY),--only $(ONLY))

bench-workshop: ## how a trip bears many steps, people and changes at once; ON="sqlite", ONLY="measure_trip"
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.workshop $(if $(ON),--on $(ON)) $(if $(ONLY),--only $(ONLY))

bench-emergency: ## how many people find a roof and how soon; ARGS="accepting intake" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.emergency $(ARGS)

snapshots: ## keep every page of the demonstration in the folder TO, and compare it with that in BEFORE
	$(READY) work
	@$(PYTHON_HERE) -m scripts.page_snapshots write $(TO) $(ARGS)
	@$(if $(BEFORE),exec $(PYTHON_HERE) -m scripts.page_snapshots compare $(BEFORE) $(TO))

styleguide: ## every component by itself, at http://localhost:8000/en/styleguide/
	$(READY) work
	@$(PYTHON_HERE) -m scripts.messages compile
	@$(PYTHON_HERE) manage.py migrate --verbosity 0
	@exec $(PYTHON_HERE) manage.py runserver $(or $(PORT),8000)
