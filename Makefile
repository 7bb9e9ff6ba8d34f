# The words that the README names. Everything happens in .venv; nothing else on the machine is touched.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run install playground test soak bench lint lock clean

run: .venv/installed        ## start Caffi (the try-out room, or Slack when its credentials are set)
	$(BIN)/caffi run

# A service may not write beside its code, and would compile all of it at each start.
install: .venv/installed    ## what `make run` needs, without starting it
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q bot handlers schedules

playground: .venv/installed-teams .venv/playground/installed  ## Microsoft's Agents Playground beside Caffi
	$(BIN)/python -m playground

# What is compiled stays, even where somebody's environment forbids it: else each process does it anew.
test: .venv/installed-dev   ## run every test
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3 -q

soak: .venv/installed-dev   ## the long ones: hundreds of kills on each database, replicas, attackers; more than an hour
	CAFFI_SOAK=1 $(BIN)/pytest -q -m 'soak or long'

bench: .venv/installed-dev  ## how fast it is, into docs/reference/speed.md; LARGE=1 adds ten million bookings
	$(BIN)/python -m bench --write $(if $(LARGE),--large --keep data/bench/large.db)

lint: .venv/installed-dev   ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# --require-hashes refuses a local folder, so Caffi itself is a second call without dependencies.
.venv/installed: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

.venv/installed-teams: requirements-teams.txt .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-teams.txt
	touch $@

# npm writes beside its lock file, so it works on a copy; it checks the package against the lock file's hash.
.venv/playground/installed: playground/package.json playground/package-lock.json playground/.npmrc .venv/installed
	mkdir -p $(@D)
	cp playground/package.json playground/package-lock.json playground/.npmrc $(@D)
	npm ci --no-progress --prefix $(@D)
	touch $@

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --extra build
lock:                       ## write the lock files again from pyproject.toml (needs uv)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --extra teams pyproject.toml -o requirements-teams.txt
	$(LOCK) --extra meaning pyproject.toml -o requirements-meaning.txt
	$(LOCK) --extra teams --extra meaning --extra dev pyproject.toml -o requirements-dev.txt

clean:                      ## remove the environment and the try-out data
	rm -rf .venv data
