"""How the reviewers split on one tool, drawn as SVG: told by word and shape as well as by colour."""

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup, escape

from panel.prompting.persona import Persona
from panel.verdicts.panel_result import PanelResult
from panel.verdicts.verdict import Verdict

Mark = Literal["ship", "skip", "split", "missing"]

_SHAPES: dict[Mark, Markup] = {
    "ship": Markup(
        '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
        '<path class="cut" d="M4.6 8.3l2.3 2.3 4.5-5" fill="none" stroke="#fff" stroke-width="1.8"/>'
    ),
    "skip": Markup(
        '<path d="M1.9 1.9h12.2v12.2H1.9z" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        '<path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="currentColor" stroke-width="1.8"/>'
    ),
    "split": Markup(
        '<path d="M8 .8L15.2 8 8 15.2.8 8z" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M8 .8V15.2L.8 8z" fill="currentColor"/>'
    ),
    "missing": Markup(
        '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.4"'
        ' stroke-dasharray="2.6 2.2"/>'
    ),
}
_WORDS: dict[Mark, str] = {"ship": "Ship", "skip": "Skip", "split": "Split", "missing": "No ballot"}
_WIDTH, _ROW = 320, 50
_LONGEST_NAME = 26
_MARKS_WIDTH = 150


def mark_of(verdict: Verdict) -> Mark:
    """Give the mark of a verdict: its vote, "split" where its ballots tie, "missing" without a ballot."""
    return verdict.vote or ("split" if verdict.ballots else "missing")


def word_of(mark: Mark) -> str:
    """Give the word that stands beside a mark."""
    return _WORDS[mark]


def mark_svg(mark: Mark) -> Markup:
    """Draw one mark, 16 units wide; it says nothing to a screen reader, since its word stands beside it."""
    return Markup(
        '<svg class="mark {0}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{1}</svg>'
    ).format(mark, _SHAPES[mark])


def ballots_text(verdict: Verdict) -> str:
    """Count a persona's ballots in words: "2 ship, 1 skip", "3 ship", "1 ship, 2 missing"."""
    counts = (
        (verdict.ships, "ship"),
        (len(verdict.ballots) - verdict.ships, "skip"),
        (len(verdict.missing), "missing"),
    )
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "none asked"


def split_svg(result: PanelResult, personas: Sequence[Persona], name: str) -> Markup:
    """Draw one row for each persona: its name and verdict, a mark for each ballot, and the ballots in words.

    Args:
        result: The panel result of one tool.
        personas: In the order of the result's verdicts.
        name: What the tool is called.

    Returns:
        An `svg` element, 320 units wide, with a title and a description for those who do not see it.
    """
    names = [persona.name for persona in personas]
    rows = Markup("").join(
        _row(number, who, verdict)
        for number, (who, verdict) in enumerate(zip(names, result.verdicts, strict=True))
    )
    told = "; ".join(
        f"{who}: {_WORDS[mark_of(verdict)].lower()} ({ballots_text(verdict)})"
        for who, verdict in zip(names, result.verdicts, strict=True)
    )
    height = _ROW * len(names)
    return Markup(
        '<svg class="reviewers" role="img" aria-labelledby="split-{slug}-title split-{slug}-desc"'
        ' viewBox="0 0 {width} {height}" width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        '<title id="split-{slug}-title">How the reviewers split on {name}: {count}</title>'
        '<desc id="split-{slug}-desc">{told}</desc>{rows}</svg>'
    ).format(
        slug=result.tool, width=_WIDTH, height=height, name=name, count=result.count, told=told, rows=rows
    )


def _row(number: int, who: str, verdict: Verdict) -> Markup:
    mark = mark_of(verdict)
    shown = who if len(who) <= _LONGEST_NAME else who[: _LONGEST_NAME - 1] + "…"
    return Markup(
        '<g transform="translate(0 {top})" fill="currentColor">'
        '<path d="M0 .5H{width}" stroke="currentColor" stroke-opacity=".25"/>'
        '<text class="who" x="0" y="20" font-size="15">{who}</text>'
        '<text class="word {mark}" x="{width}" y="20" font-size="15" font-weight="700"'
        ' text-anchor="end">{word}</text>{marks}'
        '<text class="count" x="{width}" y="39" font-size="14" text-anchor="end">{count}</text></g>'
    ).format(
        top=number * _ROW,
        width=_WIDTH,
        who=escape(shown),
        mark=mark,
        word=_WORDS[mark],
        marks=_marks(verdict),
        count=ballots_text(verdict),
    )


def _marks(verdict: Verdict) -> Markup:
    """Draw the ballots, ships first, then skips, then those that are missing; many ballots stand closer."""
    skips = len(verdict.ballots) - verdict.ships
    counts: dict[Mark, int] = {"ship": verdict.ships, "skip": skips, "missing": len(verdict.missing)}
    marks: list[Mark] = [mark for mark in counts for _ in range(counts[mark])]
    pitch = min(20.0, _MARKS_WIDTH / max(1, len(marks)))
    scale = pitch / 20
    return Markup("").join(
        Markup('<g class="{0}" transform="translate({1:.5g} {2:.5g}) scale({3:.4g})">{4}</g>').format(
            mark, place * pitch, 34 - 8 * scale, scale, _SHAPES[mark]
        )
        for place, mark in enumerate(marks)
    )
