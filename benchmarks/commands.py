"""How long commands take, as ratios within one run: `uv run python benchmarks/commands.py`.

- `panel --help` against `python -c "import typer"`: at most 3.
- `panel compare` of unchanged tools against `panel report`: at most 1.5, with no call made.

Each pair is run in turn, A B A B …, and the median of the pairwise ratios is printed, so that a machine whose
speed drifts does not decide the figure.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 9
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Without compiled bytecode, imports would be measured two to three times too slow."""


def main() -> None:
    """Measure and print both ratios."""
    panel = shutil.which("panel", path=str(Path(sys.executable).parent))
    assert panel is not None
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        seconds([panel, "init", str(work)])
        shutil.copytree(
            Path(__file__).parents[1] / "tests/recorded", work / "tests/recorded", dirs_exist_ok=True
        )
        compare = [panel, "--workspace", str(work), "compare", "uv", "poetry", "--model", "recorded"]
        report = [panel, "--workspace", str(work), "report", str(work / "outputs/poetry-vs-uv")]
        seconds(compare)
        again = subprocess.run(compare, capture_output=True, text=True, check=True, env=_ENVIRONMENT)
        print("second compare:", again.stderr.strip())
        show("panel --help", [panel, "--help"], "import typer", [sys.executable, "-c", "import typer"], 3)
        show("panel compare, unchanged", compare, "panel report", report, 1.5)


def show(name: str, command: Sequence[str], other_name: str, other: Sequence[str], most: float) -> None:
    """Print how much longer one command takes than another."""
    seconds(command), seconds(other)
    pairs = [(seconds(command), seconds(other)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name} {mine:.3f} s / {other_name} {theirs:.3f} s = {ratio:.2f} (at most {most})")


def seconds(command: Sequence[str]) -> float:
    """Run a command and give its wall time."""
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=_ENVIRONMENT)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
