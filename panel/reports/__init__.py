"""Comparison → HTML, Markdown, JSON, CSV, SVG, terminal text. Pure: same comparison, same bytes."""
