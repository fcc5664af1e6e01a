"""A comparison as CSV: one row for each tool and persona."""

import csv
import io

from panel.reports.page import Page, Review, lay_out
from panel.verdicts.comparison import Comparison

COLUMNS = (
    "tool",
    "tool_name",
    "panel_count",
    "persona",
    "persona_name",
    "persona_weight",
    "verdict",
    "ballots_ship",
    "ballots_skip",
    "ballots_missing",
    "stability",
    "confidence",
    "critique",
    "findings",
    "flip_condition",
    "forecast",
    "forecast_by",
    "forecast_test",
    "flags",
    "models",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(comparison: Comparison) -> str:
    """Write `comparison.csv` (RFC 4180): `COLUMNS`, then the tools' rows, personas in order.

    A verdict is "ship", "skip", "split" or "missing", never empty and never a number. A cell that a
    spreadsheet would take for a formula starts with an apostrophe (OWASP, CSV injection).
    """
    page = lay_out(comparison)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for card in page.cards:
        for review in card.reviews:
            writer.writerow([_harmless(cell) for cell in _cells(page, review, card.result.count)])
    return out.getvalue()


def _cells(page: Page, review: Review, count: str) -> list[str]:
    verdict, answer = review.verdict, review.ballot.answer if review.ballot else None
    calls = [call for each in (*verdict.ballots, *verdict.missing) for call in each.calls]
    return [
        review.tool.slug,
        review.tool.name,
        count,
        review.persona.slug,
        review.persona.name,
        f"{review.persona.weight:g}",
        review.mark,
        str(verdict.ships),
        str(len(verdict.ballots) - verdict.ships),
        str(len(verdict.missing)),
        verdict.stability,
        answer.confidence if answer else "",
        answer.critique if answer else "",
        "; ".join(f"{found.label}: {', '.join(found.entries)}" for found in review.findings),
        answer.flip_condition if answer else "",
        answer.forecast.statement if answer else "",
        answer.forecast.by if answer else "",
        answer.forecast.test if answer else "",
        "; ".join(
            flag.why
            for flag in page.comparison.flags
            if (flag.tool, flag.persona) == (review.tool.slug, review.persona.slug)
        ),
        ", ".join(sorted({call.answering_model for call in calls})),
    ]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA_STARTS) else cell
