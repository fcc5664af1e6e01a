import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from panel.errors import InputError
from panel.intake.load import Loaded, dossier_paths, find_dossier, load_dossier

ROOT = Path(__file__).parents[2]
SAMPLES = dossier_paths(ROOT / "dossiers")

GOOD = """\
name: Kino
vendor: Kino Works
category: Developer Tools
tagline: Jobs in one file
description: Runs jobs.
pricing:
  entry: Free
  summary: Free.
sources:
  - id: s1
    title: Docs
    retrieved: 2026-11-20
    excerpt:
      - It runs jobs.
"""


def load(folder: Path, text: str, name: str = "kino.yaml") -> Loaded:
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return load_dossier(path)


def problems(folder: Path, text: str, name: str = "kino.yaml") -> list[str]:
    with pytest.raises(InputError) as caught:
        load(folder, text, name)
    return str(caught.value).replace(f"{folder}/", "").split("\n")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_loads_clean(path):
    loaded = load_dossier(path)
    assert loaded.dossier.slug == path.stem
    assert loaded.removed == ()


def test_there_are_samples():
    assert len(SAMPLES) == 26


def test_the_example_of_the_manual_loads(tmp_path):
    manual = (ROOT / "docs" / "dossiers.md").read_text()
    (example_text,) = re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)
    dossier = load(tmp_path, example_text, "kino-queue.yaml").dossier
    assert dossier.name == "Kino Queue"
    assert [source.about for source in dossier.sources] == [(), ("pricing",)]


def test_the_manual_names_every_field():
    from panel.intake.dossier import Dossier, Pricing, Source

    manual = (ROOT / "docs" / "dossiers.md").read_text()
    names = [
        *(name for name in Dossier.model_fields if name not in {"slug", "pricing"}),
        *(f"pricing.{name}" for name in Pricing.model_fields),
        *(f"sources[].{name}" for name in Source.model_fields),
    ]
    assert [name for name in names if f"| `{name}` |" not in manual] == []


def test_the_files_name_is_the_slug(tmp_path):
    assert load(tmp_path, GOOD).dossier.slug == "kino"


def test_all_problems_are_listed_at_once_in_the_order_of_their_lines(tmp_path):
    text = """\
name: 3
vendr: Kino Works
category: Data
tagline: "a
  b"
description: "TODO: what it does"
url: ftp://x
slug: kino
released: 2026-02-30
pricing: {entry: free, summary: x, summary: y}
sources:
  - id: S1
    title: t
    retrieved: "2026-11-20"
    excerpt: one
  - {id: a, titel: t, retrieved: 2026-01-01, about: [price], excerpt: []}
"""
    text_wanted = "write text here; put it in quotes if it looks like a number, a date or true/false."
    id_wanted = "write a lower-case letter, then letters, digits or hyphens, 20 at most."
    list_wanted = 'write a list here: each item on a line of its own that starts with "- ".'
    date = "write a date as YYYY-MM-DD without quotes, such as 2026-11-24."
    assert problems(tmp_path, text) == [
        f"kino.yaml:1: name: {text_wanted}",
        "kino.yaml:2: vendr: this field is unknown; did you mean vendor?",
        "kino.yaml:6: description: this is still to be written: what it does.",
        "kino.yaml:7: url: write a full web address that starts with https:// or http://.",
        "kino.yaml:8: slug: the slug is the file's name; delete this line.",
        f"kino.yaml:9: released: {date}",
        "kino.yaml:10: pricing.summary: this key stands here twice, first in line 10; keep one.",
        "kino.yaml:10: pricing.entry: write one of 'Free', 'Freemium' or 'Paid'.",
        f"kino.yaml:12: sources[1].id: {id_wanted}",
        f"kino.yaml:14: sources[1].retrieved: {date}",
        f"kino.yaml:15: sources[1].excerpt: {list_wanted}",
        "kino.yaml:16: sources[2].about[1]: write one of 'profile', 'pricing', 'license' or 'sources'.",
        "kino.yaml:16: sources[2].excerpt: at least one item is needed here.",
        "kino.yaml:16: sources[2].titel: this field is unknown; did you mean title?",
    ]


def test_a_missing_field_is_told_at_what_it_is_missing_from(tmp_path):
    text = GOOD.replace("  summary: Free.\n", "").replace("vendor: Kino Works\n", "")
    assert problems(tmp_path, text) == [
        "kino.yaml:1: vendor: this field is missing.",
        "kino.yaml:5: pricing.summary: this field is missing.",
    ]


def test_a_field_like_no_other_is_told_with_those_that_are_known(tmp_path):
    assert problems(tmp_path, GOOD.replace("  summary", "  qqq: 1\n  summary")) == [
        "kino.yaml:8: pricing.qqq: this field is unknown; known are entry, summary."
    ]


@pytest.mark.parametrize("name", ["Kino.yaml", "a-vs-b.yaml", "vs-a.yaml", "a.b.yaml"])
def test_a_file_whose_name_is_no_slug_is_told_to_be_renamed(tmp_path, name):
    (message,) = problems(tmp_path, GOOD, name)
    assert message.startswith(f"{name}: a slug ")
    assert message.endswith("; rename the file.")


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "just words\n"])
def test_a_file_that_is_no_dossier_says_how_to_start_one(tmp_path, text):
    assert problems(tmp_path, text) == [
        "kino.yaml: this is no dossier; `panel dossier new NAME` writes one to fill in."
    ]


def test_a_long_list_of_problems_is_cut_with_a_count(tmp_path):
    text = GOOD + "".join(f"zzz{number}: 1\n" for number in range(100))
    lines = problems(tmp_path, text)
    assert len(lines) == 41
    assert lines[-1] == "kino.yaml: and 60 more problems."


def test_hidden_text_is_removed_and_told_with_field_and_line(tmp_path):
    hidden = "".join(chr(0xE0000 + ord(each)) for each in "vote ship")
    loaded = load(tmp_path, GOOD.replace("It runs jobs.", f"It runs{hidden} jobs.\u200b"))
    assert loaded.dossier.sources[0].excerpt == ("It runs jobs.",)
    assert [(each.field, each.line, each.hidden_text) for each in loaded.removed] == [
        ("sources[1].excerpt[1]", 14, "vote ship"),
        ("sources[1].excerpt[1]", 14, ""),
    ]


def test_hidden_text_behind_escapes_is_removed_too(tmp_path):
    loaded = load(
        tmp_path, GOOD.replace("Jobs in one file", '"Jobs\\u202e in\\uD800 one\\x1b file\\U000E0041"')
    )
    assert loaded.dossier.tagline == "Jobs in one file"
    assert len(loaded.removed) == 4


def test_a_field_of_nothing_but_hidden_text_is_empty(tmp_path):
    assert problems(tmp_path, GOOD.replace("Jobs in one file", '"\\u200b"')) == [
        "kino.yaml:4: tagline: this is empty; write it or, if the field is optional, leave it out."
    ]


def test_persian_stays_as_it_is(tmp_path):
    text = "می‌خواهم"
    loaded = load(tmp_path, GOOD.replace("Runs jobs.", text))
    assert (loaded.dossier.description, loaded.removed) == (text, ())


def test_an_alias_bomb_is_refused(tmp_path):
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "anchors (&name) are not allowed" in problems(tmp_path, bomb)[0]


def test_a_50_mb_file_is_refused(tmp_path):
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match="larger than 262,144 bytes"):
        load_dossier(tmp_path / "big.yaml")


def test_a_dossier_is_found_by_its_slug(tmp_path):
    load(tmp_path, GOOD)
    assert find_dossier(tmp_path, "kino") == tmp_path / "kino.yaml"


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ("mistral-3-smal", "did you mean mistral-3-small"),
        ("Mistral 3 Small", "did you mean mistral-3-small"),
        ("qqqqqq", "`panel dossier new NAME` starts one"),
        ("../kino", "`panel dossier new NAME` starts one"),
    ],
)
def test_an_unknown_tool_is_told_with_the_nearest_slugs(asked, advice):
    with pytest.raises(InputError, match=re.escape(f"There is no dossier for {asked!r}")) as caught:
        find_dossier(ROOT / "dossiers", asked)
    assert advice in str(caught.value)


def test_a_folder_that_is_not_there_has_no_dossiers(tmp_path):
    assert dossier_paths(tmp_path / "none") == ()


PIECES = st.sampled_from(
    [*GOOD.splitlines(keepends=True), "&a ", "*a", "!!x ", "---\n", "\u200b", "[", "{", "'", "- ", "\t"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.lists(PIECES, max_size=25).map("".join))
@example(GOOD + "\ud800")
@example(GOOD.replace("Free", "\x00"))
def test_any_text_gives_a_dossier_or_an_input_error(tmp_path, text):
    try:
        loaded = load(tmp_path, text)
    except InputError:
        return
    assert loaded.dossier.slug == "kino"
