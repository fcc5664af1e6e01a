"""`python -m panel` does what `panel` does."""

from panel.cli import main

main()
