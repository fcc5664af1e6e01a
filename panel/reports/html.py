"""A comparison as one HTML page that needs nothing else: no script, no font, no image, no request."""

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from panel.reports import wording
from panel.reports.page import lay_out
from panel.reports.split import mark_svg, split_svg
from panel.verdicts.comparison import Comparison


def to_html(comparison: Comparison) -> str:
    """Write `index.html`: one tool, a pair as a spread, or a table of more than two."""
    template = _environment().get_template("report.html.jinja", globals=_tools_of_the_page())
    return template.render(page=lay_out(comparison))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("panel.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _tools_of_the_page() -> dict[str, Any]:
    style = _environment().get_template("report.css").render()
    # The page's own policy allows this very style sheet and nothing else, should an escape ever fail.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {
        "style": Markup(style),  # noqa: S704 - ours
        "style_hash": digest,
        "mark_svg": mark_svg,
        "split_svg": split_svg,
        "words": wording,
    }
