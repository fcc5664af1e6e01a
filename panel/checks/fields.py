"""What an answer's fields must hold beside its critique.

Each rule is stated where it is applied: missing findings in `findings`, the tool as its own competitor in
`competitors`, a forecast's date and test in `forecast`.
"""

from panel.checks.competitors import competitor_flags
from panel.checks.findings import finding_flags
from panel.checks.forecast import forecast_flags
from panel.checks.subject import Subject
from panel.verdicts.comparison import Flag


def field_flags(subject: Subject) -> tuple[Flag, ...]:
    """Flag missing findings, the tool named as its own competitor, and forecasts without date or test."""
    return (*finding_flags(subject), *competitor_flags(subject), *forecast_flags(subject))
