# The commands of this repository; what they do is written in scripts/ and explained in README.md.
.DEFAULT_GOAL := help
.PHONY: help demo test test-exhaustive test-fast test-dates coverage fuzz fuzz-api lint format messages sbom audit secrets drill-faults drill-restore drill-upgrade load mutants bench relevance bench-pages bench-search bench-workshop bench-emergency bench-calendars snapshots screenshots copy-sample readability styleguide

READY = @python3 -m scripts.environment
PYTHON_HERE = .venv/bin/python

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 — /p' Makefile

demo: ## start the site with demonstration data, on PORT (8000)
	$(READY) demo
	@exec $(PYTHON_HERE) -m scripts.demo

test: ## run every test on every database and in a browser; LEGS="units-sqlite browser" for some, STOP=1 ends at a failure
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.run_tests $(if $(STOP),--stop) $(if $(TEST),--test="$$TEST") $(LEGS)

test-exhaustive: ## the same with every crawl to its end, every photograph, 500 lives
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.run_tests --exhaustive $(LEGS)

test-fast: ## every short test that needs no service, on SQLite; ARGS="tests/core -x" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.run_tests --fast $(ARGS)

test-dates: ## test-fast at eight moments (a leap day, a change of hour, in a year…); ONLY="leap-day 8", ARGS="tests/core" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.test_dates $(if $(ONLY),--only "$(ONLY)") $(ARGS)

fuzz: ## 10,000 examples for every parser of what strangers send; EXAMPLES=1000 for fewer, ARGS="-k mail" for some
	$(READY) work
	@FUZZ_EXAMPLES=$(or $(EXAMPLES),10000) exec $(PYTHON_HERE) -m pytest -q tests/fuzz $(ARGS)

coverage: ## branch coverage of the unit tests, by app; ARGS="tests/core" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.branch_coverage $(ARGS)

fuzz-api: ## 200 generated requests to each operation of the API, compared with its document
	$(READY) work
	@TEST_EXHAUSTIVE=1 exec $(PYTHON_HERE) -m pytest -q tests/config/test_api_fuzz.py

lint: ## every check of the source
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.lint

format: ## format the source code
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.lint --write

sbom: ## write the software bill of materials of a release (CycloneDX) to var/sbom
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.sbom

audit: ## ask for known vulnerabilities of every locked package; fails where one got no answer
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.audit_dependencies

secrets: ## look for secrets in every line that was ever committed; ARGS="--take-in 'an invented password'"
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.secret_history $(ARGS)

drill-faults: ## break what the site needs while people use it; ARGS="--only 'Redis gone' --seconds 5"
	$(READY) work
	@exec $(PYTHON_HERE) -m drills.faults $(ARGS)

drill-restore: ## lose everything and restore it by the guide; ARGS="--offers 200 --agreements 500 --media 5"
	$(READY) work
	@exec $(PYTHON_HERE) -m drills.restore $(ARGS)

drill-upgrade: ## upgrade a site with data while people read it, from the version FROM=commit
	$(READY) work
	@exec $(PYTHON_HERE) -m drills.upgrade $(if $(FROM),--from $(FROM))

load: ## fifty people read a site of 20,000 offers; ARGS="--offers 500 --people 5 --minutes 1"
	$(READY) work
	@exec $(PYTHON_HERE) -m drills.load $(ARGS)

mutants: ## plant small faults in what matters most, and count how many a test sees; ARGS="--only money --sample 5"
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.mutants $(ARGS)

messages: ## update the translation catalogues
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

bench-pages: ## what visitors experience with 20,000 offers, compared with other sites; ON="sqlite", ONLY="measure_paint"
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.site $(if $(ON),--on $(ON)) $(if $(ONLY),--only $(ONLY))

bench-workshop: ## how a trip copes with many steps, people and simultaneous changes; ON="sqlite", ONLY="measure_trip"
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.workshop $(if $(ON),--on $(ON)) $(if $(ONLY),--only $(ONLY))

bench-emergency: ## how many people find housing, and how soon; ARGS="accepting intake" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.emergency $(ARGS)

bench-calendars: ## how calendars of several sites agree, and what reading them costs; ARGS="play_calendars --days 7" for some
	$(READY) work
	@exec $(PYTHON_HERE) -m bench.calendars $(ARGS)

snapshots: ## keep every page of the demonstration in the folder TO, and compare it with that in BEFORE
	$(READY) work
	@$(PYTHON_HERE) -m scripts.page_snapshots write $(TO) $(ARGS)
	@$(if $(BEFORE),exec $(PYTHON_HERE) -m scripts.page_snapshots compare $(BEFORE) $(TO))

screenshots: ## pictures of the screens in docs/screens.tsv, in two widths and two looks; ONLY="home map", LANGUAGE=fr, TO=folder
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.screenshots $(if $(ONLY),--only $(ONLY)) $(if $(LANGUAGE),--language $(LANGUAGE)) $(if $(TO),--to $(TO))

copy-sample: ## random sentences for readers, each with its place; N=200, LANGUAGE=fr, SEED=1
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.copy_sample $(if $(N),--number $(N)) $(if $(LANGUAGE),--language $(LANGUAGE)) $(if $(SEED),--seed $(SEED))

readability: ## how easily the sentences of an emergency are read, in both languages
	$(READY) work
	@exec $(PYTHON_HERE) -m scripts.readability

styleguide: ## every component on its own, at http://localhost:8000/en/styleguide/
	$(READY) work
	@$(PYTHON_HERE) -m scripts.messages compile
	@$(PYTHON_HERE) manage.py migrate --verbosity 0
	@exec $(PYTHON_HERE) manage.py runserver $(or $(PORT),8000)
