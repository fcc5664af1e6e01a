import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from panel.checks.rules import RULES
from panel.settings import AnswerLimits, ModelSettings, PanelTable, Price
from tests import help_texts

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_of_commands_is_what_the_commands_say():
    assert help_texts.PAGE.read_text(encoding="utf-8") == help_texts.page(), "run `make help-texts`"


@pytest.mark.parametrize("table", [PanelTable, ModelSettings, Price, AnswerLimits])
def test_every_setting_is_documented(table: type[BaseModel]):
    documented = set(re.findall(r"^\| `(\w+)` \|", (DOCS / "configuration.md").read_text(), re.MULTILINE))

    assert set(table.model_fields) <= documented


@pytest.mark.parametrize("table", [PanelTable, ModelSettings, AnswerLimits])
def test_documented_defaults_are_the_real_ones(table: type[BaseModel]):
    page = (DOCS / "configuration.md").read_text()
    for name, default in re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", page, re.MULTILINE):
        if name in table.model_fields:
            assert str(table.model_fields[name].default) in {default.strip('"'), f"{default}.0"}


def test_every_rule_of_the_checks_is_documented_as_it_is():
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \|$", (DOCS / "checks.md").read_text(), re.MULTILINE)

    assert rows == [(name, rule.severity, rule.looks_for) for name, rule in RULES.items()]


def test_every_page_is_in_the_navigation():
    navigation = (DOCS.parent / "mkdocs.yml").read_text()

    assert {path.name for path in DOCS.glob("*.md")} <= set(re.findall(r"[\w-]+\.md", navigation))
