import csv
import io

import pytest

from panel.reports.table import COLUMNS, to_csv
from tests.reports import example


def rows(comparison):
    return list(csv.DictReader(io.StringIO(to_csv(comparison), newline="")))


def test_there_is_one_row_for_each_tool_and_persona_in_order():
    found = rows(example.five())
    assert [(row["tool"], row["persona"]) for row in found][:5] == [
        ("cairn", "developer-experience"),
        ("cairn", "competitive"),
        ("cairn", "futurist"),
        ("cairn", "business-model"),
        ("larch", "developer-experience"),
    ]
    assert len(found) == 20
    assert tuple(found[0]) == COLUMNS


def test_a_row_holds_the_verdict_its_stability_and_what_was_said():
    row = rows(example.pair())[3]
    assert row["verdict"] == "skip"
    assert (row["ballots_ship"], row["ballots_skip"], row["ballots_missing"]) == ("1", "2", "0")
    assert (row["stability"], row["confidence"]) == ("2 of 3", "medium")
    assert row["critique"].startswith("Platform teams would pay")
    assert row["findings"].startswith("The buyer: Platform teams in companies with private packages; ")
    assert row["forecast_by"] == "2027-11-30"
    assert "Source s1 does not hold these words." in row["flags"]
    assert row["models"] == "mistral-large-2512"


def test_a_missing_ballot_is_called_missing_and_left_blank_not_zero():
    row = rows(example.incomplete())[6]
    assert (row["persona"], row["verdict"]) == ("futurist", "missing")
    assert (row["ballots_missing"], row["critique"], row["stability"]) == ("3", "", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "  =", "\n+"])
def test_no_cell_is_a_formula(start):
    text = f'{start}HYPERLINK("https://evil.example","win")'
    found = rows(example.hostile(text))
    assert found[0]["tool_name"] == f"'{text}"
    cells = [cell for row in found for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_quotes_commas_and_line_breaks_stay_inside_their_cell():
    text = 'a "quoted", word\r\nand a line'
    assert rows(example.hostile(text))[0]["tool_name"] == text
