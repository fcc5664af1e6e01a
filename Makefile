.DEFAULT_GOAL := help
.PHONY: help test soak lint format types docs checks bench record release-check help-texts clean

help: ## Show what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

test: ## Run the tests
	uv run pytest

soak: ## Run the long crash and load tests
	uv run pytest -m soak --timeout 1800

lint: ## Check style, types and the order of the rooms
	uv run ruff check
	uv run ruff format --check
	uv run pyright
	uv run lint-imports

format: ## Format the code
	uv run ruff format
	uv run ruff check --fix

help-texts: ## Write the commands' help texts into docs/commands.md
	uv run python -m tests.help_texts

docs: ## Build the documentation into site/
	uv run zensical build --strict

checks: ## Measure the checks on labelled critiques: recall, false flags
	uv run python -m tests.checks.measure

bench: ## Measure CPU per call, start-up and re-runs; prints ratios
	uv run python benchmarks/calls.py
	uv run python benchmarks/commands.py

record: ## List recorded answers that are stale or missing
	uv run python -m tests.record

release-check: ## What must hold before a release: no recorded answer is stale
	uv run python -m tests.record --fail

clean: ## Remove what tests and builds leave behind
	rm -rf site dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
