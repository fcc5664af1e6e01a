import pytest

from panel.errors import InputError
from panel.intake.load import load_dossier
from panel.intake.scaffold import new_dossier, quoted
from panel.intake.yaml_source import read_yaml


def test_a_new_dossier_is_refused_by_the_name_of_each_field_still_to_be_written(tmp_path):
    slug, text = new_dossier('Kino: the "Queue"')
    path = tmp_path / f"{slug}.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        load_dossier(path)
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        "vendor",
        "category",
        "tagline",
        "description",
        "url",
        "license",
        "pricing.entry",
        "pricing.summary",
        "sources[1].title",
        "sources[1].url",
        "sources[1].retrieved",
        "sources[1].excerpt[1]",
    ]
    assert all(": this is still to be written: " in line for line in lines)


def test_a_new_dossier_that_is_filled_in_loads(tmp_path):
    slug, text = new_dossier("Kino")
    lines = []
    for line in text.splitlines():
        written = line.split("TODO:")[0] + 'words"' if '"TODO:' in line else line.replace("TODO:", "It")
        lines.append(written)
    filled = "\n".join(line for line in lines if "url:" not in line)
    filled = filled.replace('entry: "words"', "entry: Free").replace(
        'retrieved: "words"', "retrieved: 2026-11-20"
    )
    path = tmp_path / f"{slug}.yaml"
    path.write_text(filled)
    assert load_dossier(path).dossier.name == "Kino"


def test_a_name_is_kept_as_it_is_written_without_hidden_characters():
    _, text = new_dossier('  Ki\u200bno\n \\ "Q" #1 é ')
    assert read_yaml(text).data["name"] == 'Kino \\ "Q" #1 é'


def test_a_name_that_is_too_long_is_refused():
    with pytest.raises(InputError, match="1 to 80 characters; this one has 81"):
        new_dossier("x" * 81)


@pytest.mark.parametrize("text", ["a: b # c", "\u2028\u2029", 'it\'s "so"', "\\u0041", "é✓🏴", "tab\tline\n"])
def test_quoted_text_reads_back_the_same(text):
    assert read_yaml(f"a: {quoted(text)}").data == {"a": text}
    assert len(quoted(text).splitlines()) == 1
