import io
import subprocess
import sys

import pytest
from rich.console import Console

from panel.reports.terminal import panel_text, plain
from tests.reports import example
from tests.reports.hostile_texts import TEXTS


def printed(comparison, width=80, **settings):
    console = Console(file=io.StringIO(), width=width, **settings)
    console.print(panel_text(comparison))
    return console.file.getvalue()


def test_the_panel_is_told_from_the_question_to_the_cost():
    lines = printed(example.pair()).splitlines()
    assert lines[:2] == ["Larch vs Tarn", "Which one should you ship with?"]
    assert lines[3].startswith("Ship with Larch: one binary takes a bare machine")
    votes = next(line for line in lines if line.startswith("Business model "))
    assert votes.split() == ["Business", "model", "□", "skip", "2", "of", "3", "□", "skip", "3", "of", "3"]
    assert "Panel                 3 of 4 ship     1 of 4 ship" in "\n".join(lines)
    assert lines[-1] == "26 calls to mistral-large-2512: 59\u00a0413 tokens in, 20\u00a0168 out, USD 0.0806."


def test_a_verdict_and_the_words_after_it_stay_apart():
    assert "\nShip with Larch because it starts\n" in printed(example.answering("because it starts"))


@pytest.mark.parametrize("name", example.everything())
def test_everything_fits_eighty_columns(name):
    assert max(len(line.rstrip()) for line in printed(example.everything()[name]).splitlines()) <= 80


def test_many_tools_are_rows_and_no_cell_is_broken():
    text = printed(example.five())
    assert "● ship" in text
    assert "◐ split" in text
    assert "∅ no ballot" in text


def test_what_is_missing_and_who_dissents_is_said():
    text = " ".join(printed(example.incomplete()).split())
    assert "Missing: Futurist on Tarn, ballot 1 (cut off): The answer met the limit of 4,000 tokens" in text
    assert "Dissent: Business model skips Larch" in text
    assert "The panel is incomplete: no ballot from Futurist on Tarn." in text


def test_verdicts_without_information_are_called_that():
    assert "These verdicts carry no information" in printed(example.uninformative())


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J\x1b[31mred",
        "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
        "a\rb\x08c\x9b31m",
        "\u202eevil\u2066",
    ],
)
def test_no_text_moves_the_cursor_or_turns_the_line(text):
    shown = printed(example.hostile(text), width=4000)
    assert not set(shown) & set("\x1b\x07\x08\r\x9b\u202e\u2066")


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if len(text) < 200] + ["[red]not red[/red]", ":boom:"]
)
def test_text_is_shown_as_it_stands(text):
    assert plain(text) in printed(example.hostile(text), width=4000, emoji=True)


def test_joiners_of_persian_and_emoji_stay():
    assert plain("می\u200cخواهم 👩\u200d💻") == "می\u200cخواهم 👩\u200d💻"


def test_rich_is_loaded_only_to_print():
    code = "import sys, panel.reports.terminal; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
