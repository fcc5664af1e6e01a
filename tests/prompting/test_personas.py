import pytest

from panel.errors import InputError
from panel.prompting.personas import find_persona, load_persona, load_personas

FRONT = """\
name: Maintainer
question: Who answers the issues?
order: 5
reads: [profile, sources]
findings:
  - key: hands
    label: Hands
    ask: Who works on it.
ships_when:
  - Somebody does.
skips_when:
  - Nobody does.
"""
VOICE = "\nLooks for the people behind the releases, and for what happens when one leaves.\n"


@pytest.fixture
def write(tmp_path):
    """Writes a persona file: front matter and voice as given."""

    def write(front=FRONT, voice=VOICE, name="maintainer.md"):
        path = tmp_path / name
        path.write_text(f"---\n{front}---\n{voice}", encoding="utf-8")
        return path

    return write


def _problems(path):
    with pytest.raises(InputError) as caught:
        load_persona(path)
    return [line.removeprefix(str(path)) for line in str(caught.value).splitlines()]


def test_a_persona_is_its_front_matter_its_body_and_its_files_name(write):
    persona = load_persona(write())
    assert persona.slug == "maintainer"
    assert persona.voice == VOICE.strip()
    assert persona.reads == ("profile", "sources")
    assert persona.findings[0].ask == "Who works on it."
    assert (persona.weight, persona.model) == (1, None)


def test_front_matter_with_windows_line_ends_is_read(write, tmp_path):
    path = tmp_path / "windows.md"
    path.write_bytes(f"---\n{FRONT}---\n{VOICE}".replace("\n", "\r\n").encode())
    assert load_persona(path).voice == VOICE.strip()


@pytest.mark.parametrize("rule", ["ships_when", "skips_when"])
@pytest.mark.parametrize("empty", ["", "{rule}: []\n"])
def test_a_persona_without_a_verdict_rule_is_refused_in_a_clear_sentence(rule, empty, write):
    start = FRONT.index(rule)
    end = FRONT.index("\n", FRONT.index("\n", start) + 1) + 1
    (problem,) = _problems(write(FRONT[:start] + FRONT[end:] + empty.format(rule=rule)))
    assert f"{rule}: without it nobody can say when this persona {rule.split('_')[0]}" in problem


def test_all_problems_are_listed_with_line_and_field(write):
    front = FRONT.replace("order: 5", "order: soon").replace("question:", "qestion:")
    front = front.replace("profile, sources", "profile, gossip").replace(
        "    label: Hands\n", "    lable: Hands\n"
    )
    assert _problems(write(front, voice="short")) == [
        ": voice: write below the front matter, in 40 to 6,000 characters, how this persona looks at a tool.",
        ":3: qestion: this field is unknown; did you mean question?",
        ":4: order: this should be a valid integer, unable to parse string as an integer.",
        ":5: reads[2]: this should be 'profile', 'pricing', 'license' or 'sources'.",
        ":8: findings[1].lable: this field is unknown; did you mean label?",
    ]


def test_an_unknown_field_without_a_neighbour_lists_what_is_known(write):
    (problem,) = _problems(write(FRONT + "horoscope: Leo\n"))
    assert problem.startswith(":14: horoscope: this field is unknown; known are findings, model, name, order")


@pytest.mark.parametrize("key", ["slug", "voice"])
def test_what_the_file_says_elsewhere_is_refused_in_the_front_matter(key, write):
    assert _problems(write(FRONT + f"{key}: other\n")) == [
        f":14: {key}: this is the file's name or body; delete this line."
    ]


def test_findings_that_share_a_key_are_refused(write):
    again = "  - {key: hands, label: More hands, ask: Who else.}\nships_when:"
    (problem,) = _problems(write(FRONT.replace("ships_when:", again)))
    assert "two findings share the key hands" in problem


def test_a_finding_that_asks_for_more_at_least_than_at_most_is_refused(write):
    (problem,) = _problems(
        write(FRONT.replace("  - key: hands", "  - least: 3\n    most: 2\n    key: hands"))
    )
    assert problem == ":7: findings[1]: least must not be above most."


def test_a_duplicate_key_is_refused(write):
    (problem,) = _problems(write(FRONT + "order: 6\n"))
    assert problem.startswith(":14: order: this key stands here twice, first in line 4")


def test_yaml_that_cannot_be_read_is_told_alone_with_its_line(write):
    (problem,) = _problems(write(FRONT + "weight: [1\n"))
    assert "not valid YAML" in problem


@pytest.mark.parametrize("text", ["", "Just prose.\n", "--- \nname: X\n", "---\n---\nbody"])
def test_a_file_without_front_matter_is_refused(text, tmp_path):
    path = tmp_path / "prose.md"
    path.write_text(text)
    (problem,) = _problems(path)
    assert "front matter" in problem


def test_a_file_name_that_is_no_slug_is_refused(write):
    (problem,) = _problems(write(name="The Maintainer.md"))
    assert problem.startswith(": slug: the file's name must be lower-case words joined by hyphens")


def test_the_problems_of_all_files_are_told_at_once(write, tmp_path):
    write(FRONT.replace("name: Maintainer\n", ""), name="one.md")
    write(FRONT.replace("order: 5\n", ""), name="two.md")
    with pytest.raises(InputError) as caught:
        load_personas(tmp_path)
    assert str(caught.value).splitlines() == [
        f"{tmp_path}/one.md:2: name: this field is missing.",
        f"{tmp_path}/two.md:2: order: this field is missing.",
    ]


def test_personas_come_by_order_and_ties_by_slug(write, tmp_path):
    write(name="zeta.md")
    write(name="alpha.md")
    write(FRONT.replace("order: 5", "order: 1"), name="first.md")
    assert [each.slug for each in load_personas(tmp_path)] == ["first", "alpha", "zeta"]


def test_a_folder_without_personas_says_how_to_get_some(tmp_path):
    with pytest.raises(InputError, match=r"holds no persona; .*`panel init DIR`"):
        load_personas(tmp_path)


def test_an_unknown_persona_suggests_the_nearest(personas):
    with pytest.raises(InputError, match="did you mean business-model"):
        find_persona(personas, "Business Modell")
    with pytest.raises(
        InputError, match="there are developer-experience, competitive, futurist, business-model"
    ):
        find_persona(personas, "zzz")
    assert find_persona(personas, "futurist").name == "Futurist"
