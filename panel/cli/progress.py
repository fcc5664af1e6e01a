"""What is shown while a panel is asked: a bar for each persona, and what it has cost so far."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from panel.models.reply import Asked
from panel.pipeline import Answered
from panel.plan import HEAD_TO_HEAD, PAIR, Panel
from panel.verdicts.ballot import Ballot, NoBallot
from panel.verdicts.head_to_head import NoPick, Pick


@dataclass
class Watch:
    """Follows one run.

    Attributes:
        usd: What this run has paid so far; None once a price is unknown.
        said: How often each persona has said what.
    """

    bars: Progress
    rows: dict[str, TaskID]
    usd: float | None = 0
    said: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])

    def note(self, line: str) -> None:
        """Say a line above the bars: a wait, or an engine that starts."""
        if not self.bars.disable:
            self.bars.console.print(f"[dim]{escape(line)}[/dim]")

    def pay(self, asked: Asked) -> None:
        """Count what a call cost."""
        if asked.paid_now:
            self.usd = None if self.usd is None or asked.reply.usd is None else self.usd + asked.reply.usd
        self._show_cost()

    def answer(self, answer: Answered) -> None:
        """Move the bar of whoever answered."""
        if isinstance(answer, Pick | NoPick):
            place, word = HEAD_TO_HEAD, answer.pick if isinstance(answer, Pick) else "no answer"
        else:
            place, word = answer.persona, answer.vote if isinstance(answer, Ballot) else "no ballot"
        said = self.said.setdefault(place, Counter())
        said[word] += 1
        self.bars.update(
            self.rows[place],
            advance=1,
            said=", ".join(f"{count} {word}" for word, count in sorted(said.items())),
        )
        if isinstance(answer, NoBallot) and answer.reason != "not asked":
            self.note(f"{answer.tool}, {answer.persona}: no ballot ({answer.reason}): {answer.detail}")

    def _show_cost(self) -> None:
        for row in self.rows.values():
            self.bars.update(row, usd="price unknown" if self.usd is None else f"${self.usd:.4f}")


@contextmanager
def watching(panel: Panel) -> Generator[Watch]:
    """Show progress on standard error for the length of a run; silent where that is no terminal."""
    console = Console(stderr=True)
    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}"),
        TextColumn("[dim]{task.fields[usd]}[/dim]"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    rows = {
        persona.slug: bars.add_task(
            escape(persona.name), total=panel.samples_of(persona) * len(panel.tools), said="", usd="$0.0000"
        )
        for persona in panel.personas
    }
    if panel.asks_head_to_head:
        rows[HEAD_TO_HEAD] = bars.add_task("Head-to-head", total=PAIR, said="", usd="$0.0000")
    with bars:
        yield Watch(bars, rows)
