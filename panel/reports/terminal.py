"""The panel in the terminal: the answer, the counts, who voted how, what is missing and what it cost."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from panel.reports.headline import Headline
from panel.reports.page import Page, Review, lay_out
from panel.reports.split import Mark
from panel.reports.wording import counted, number_text, usd_text
from panel.verdicts.comparison import Comparison

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

_SIGNS: dict[Mark, str] = {"ship": "● ship", "skip": "□ skip", "split": "◐ split", "missing": "∅ no ballot"}
_STYLES: dict[Mark, str] = {"ship": "green", "skip": "red", "split": "yellow", "missing": "dim"}
_JOINERS = {"\u200c", "\u200d"}


def plain(text: str) -> str:
    """Take out what a terminal obeys instead of showing: control, escape and direction characters."""
    kept = (
        each if each in _JOINERS or unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co"} else " "
        for each in text
    )
    return " ".join("".join(kept).split())


def panel_text(comparison: Comparison) -> "RenderableType":
    """Give what `panel compare` and `panel review` print, as a rich renderable that fits 80 columns.

    Text from dossiers and models is shown as it stands: it is neither markup nor an escape sequence.
    """
    from rich.console import Group  # noqa: PLC0415 - rich is loaded only where something is printed

    page = lay_out(comparison)
    return Group(*_above(page), "", _votes(page), "", *_below(page))


def _above(page: Page) -> "Iterator[RenderableType]":
    from rich.text import Text  # noqa: PLC0415

    told: Headline = page.headline
    yield Text(plain(page.title), style="bold")
    yield Text(told.question, style="italic")
    yield ""
    if not page.comparison.informative:
        yield Text(
            "These verdicts carry no information: the model is far too small to judge a tool.",
            style="bold yellow",
        )
        yield ""
    answer = Text(plain(told.verdict + told.rest))
    answer.stylize("bold", 0, len(plain(told.verdict)))
    yield answer
    for reading in told.readings:
        yield Text(f"{plain(reading.asked)}: {plain(reading.said)}")
    for caveat in told.caveats:
        yield Text(plain(caveat), style="yellow")
    for condition in told.conditions:
        yield ""
        yield Text(f"Pick {plain(condition.tool)} when", style="bold")
        yield _bullets(condition.when)
    if told.pricing_read:
        yield ""
        yield Text.assemble(("Pricing read: ", "bold"), plain(told.pricing_read))


def _bullets(lines: Iterable[str]) -> "Table":
    """A list whose long entries go on under their first word, not under the bullet."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table.grid(padding=(0, 1))
    for line in lines:
        table.add_row(" •", Text(plain(line)))
    return table


def _votes(page: Page) -> "Table":
    """Personas by tools; tools by personas where there are more tools than a terminal is wide."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    if len(page.cards) <= 2:  # noqa: PLR2004
        table.add_column("Reviewer")
        for card in page.cards:
            table.add_column(Text(plain(card.tool.name)), overflow="fold")
        for round_ in page.rounds:
            table.add_row(Text(plain(round_.persona.name)), *(_vote(review) for review in round_.reviews))
        table.add_row(
            Text("Panel", style="bold"), *(Text(card.result.count, style="bold") for card in page.cards)
        )
        return table
    table.add_column("Tool", overflow="fold")
    table.add_column("Panel", overflow="fold")
    for round_ in page.rounds:
        table.add_column(Text(plain(round_.persona.name)), overflow="fold")
    for card in page.cards:
        table.add_row(
            Text(plain(card.tool.name)),
            Text(card.result.count, style="bold"),
            *(_sign(each) for each in card.reviews),
        )
    return table


def _vote(review: Review) -> "RenderableType":
    from rich.text import Text  # noqa: PLC0415

    return Text.assemble(_sign(review), "  ", (review.verdict.stability, "dim"))


def _sign(review: Review) -> "Text":
    from rich.text import Text  # noqa: PLC0415

    return Text(_SIGNS[review.mark], style=_STYLES[review.mark])


def _below(page: Page) -> "Iterator[RenderableType]":
    from rich.text import Text  # noqa: PLC0415

    for sentence in page.dissent:
        yield Text(f"Dissent: {plain(sentence)}")
    for sentence in page.figures:
        yield Text(plain(sentence))
    for review, gone in page.gaps:
        who = f"{review.persona.name} on {review.tool.name}, ballot {gone.sample + 1}"
        yield Text(f"Missing: {plain(who)} ({gone.reason}): {plain(gone.detail)}", style="yellow")
    for recording in page.making.recordings:
        stale = f", {recording.stale} of them stale" if recording.stale else ""
        answers = counted(recording.answers, "answer")
        yield Text(f"Replayed: {answers} written by {plain(recording.written_by)}{stale}.")
    if total := page.making.total:
        models = ", ".join(plain(use.answering) for use in page.making.models)
        tokens = f"{number_text(total.prompt_tokens)} tokens in, {number_text(total.completion_tokens)} out"
        yield Text(f"{counted(total.calls, 'call')} to {models}: {tokens}, {usd_text(total.usd)}.")
