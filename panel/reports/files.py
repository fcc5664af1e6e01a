"""All files of one report."""

from panel.reports.document import to_json
from panel.reports.html import to_html
from panel.reports.markdown import to_markdown
from panel.reports.table import to_csv
from panel.verdicts.comparison import Comparison


def report_files(comparison: Comparison) -> dict[str, bytes]:
    """Give the report's files by name, as UTF-8: the same comparison gives the same bytes."""
    texts = {
        "index.html": to_html(comparison),
        "comparison.md": to_markdown(comparison),
        "comparison.json": to_json(comparison),
        "comparison.csv": to_csv(comparison),
    }
    return {name: text.encode() for name, text in texts.items()}
