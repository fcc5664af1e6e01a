"""The command `panel`, and `python -m panel`."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C is as quiet while modules load as it is later."""
    try:
        from panel.cli import main as run  # noqa: PLC0415 - a tenth of a second, in which Ctrl-C may come

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
