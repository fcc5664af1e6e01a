import hashlib
from datetime import date

import pytest
from pydantic import ValidationError

from panel.intake.dossier import Dossier


def content(**changes):
    return {
        "slug": "kino",
        "name": "Kino",
        "vendor": "Kino Works",
        "category": "Developer Tools",
        "tagline": "Jobs in one file",
        "description": "Runs jobs.",
        "pricing": {"entry": "Free", "summary": "Free."},
        "sources": (
            {"id": "s1", "title": "Docs", "retrieved": date(2026, 11, 20), "excerpt": ("It runs jobs.",)},
            {
                "id": "s2",
                "title": "Price",
                "retrieved": date(2026, 11, 20),
                "about": ("pricing",),
                "excerpt": ("12 €",),
            },
            {
                "id": "s3",
                "title": "Licence",
                "retrieved": date(2026, 11, 20),
                "about": ("license", "profile"),
                "excerpt": ("MIT",),
            },
        ),
    } | changes


def dossier(**changes) -> Dossier:
    return Dossier.model_validate(content(**changes))


def ids(sources) -> list[str]:
    return [source.id for source in sources]


def test_white_space_around_values_is_dropped():
    assert dossier(description="  Runs jobs.\n").description == "Runs jobs."


def test_a_dossier_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        dossier().name = "Other"


def test_equal_content_has_the_same_hash_and_any_change_another():
    first = dossier()
    assert first.content_hash == dossier().content_hash
    assert (
        len({first.content_hash, dossier(name="Kino 2").content_hash, dossier(slug="kino-2").content_hash})
        == 3
    )


def test_the_hash_is_sha256_of_sorted_compact_json():
    small = dossier(sources=({"id": "a", "title": "é", "retrieved": date(2026, 1, 2), "excerpt": ("x",)},))
    text = (
        '{"category":"Developer Tools","description":"Runs jobs.","license":null,"name":"Kino",'
        '"pricing":{"entry":"Free","summary":"Free."},"released":null,"slug":"kino","sources":[{"about":[],'
        '"excerpt":["x"],"id":"a","retrieved":"2026-01-02","title":"é","url":null}],'
        '"tagline":"Jobs in one file",'
        '"url":null,"vendor":"Kino Works"}'
    )
    assert small.content_hash == hashlib.sha256(text.encode()).hexdigest()


def test_reading_the_hash_leaves_a_dossier_equal_to_one_unread():
    first, second = dossier(), dossier()
    assert first.content_hash
    assert first == second


def test_a_dossier_survives_json():
    assert Dossier.model_validate_json(dossier().model_dump_json()) == dossier()


@pytest.mark.parametrize(
    ("sections", "seen"),
    [
        (["profile"], []),
        (["profile", "pricing"], []),
        (["sources"], ["s1"]),
        (["sources", "pricing"], ["s1", "s2"]),
        (["sources", "license"], ["s1", "s3"]),
        (["profile", "pricing", "license", "sources"], ["s1", "s2", "s3"]),
    ],
)
def test_a_source_is_seen_by_those_who_read_what_it_is_about(sections, seen):
    assert ids(dossier().sources_for(sections)) == seen


@pytest.mark.parametrize(
    "url",
    ["https://a.example/x?y=1#z", "http://[2001:db8::1]:8080/", "https://müller.example/ü"],
)
def test_web_addresses_are_taken_as_they_stand(url):
    assert dossier(url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example",
        "javascript:alert(1)",
        "//a.example",
        "https://",
        "https://a b",
        "https://u:p@a.example/",
        "https://u@a.example/",
        "https://a.example:x/",
        "https://[::1",
        'https://a.example/"onload=',
        "https://a.example/" + "x" * 2048,
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(ValidationError):
        dossier(url=url)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"name": "a\nb"},
        {"name": "a\u2028b"},
        {"name": 7},
        {"tagline": "x" * 161},
        {"description": "x" * 2001},
        {"released": "2026-01-01"},
        {"sources": ()},
        {
            "sources": tuple(
                {"id": f"s{n}", "title": "t", "retrieved": date(2026, 1, 1), "excerpt": ("x",)}
                for n in range(21)
            )
        },
        {"sources": ({"id": "s1", "title": "t", "retrieved": date(2026, 1, 1), "excerpt": ()},)},
        {"sources": ({"id": "s1", "title": "t", "retrieved": date(2026, 1, 1), "excerpt": ("x",) * 13},)},
        {"sources": ({"id": "s1", "title": "t", "retrieved": date(2026, 1, 1), "excerpt": ("x" * 601,)},)},
        {"sources": ({"id": "S 1", "title": "t", "retrieved": date(2026, 1, 1), "excerpt": ("x",)},)},
        {"pricing": {"entry": "free", "summary": "x"}},
        {"slug": "a-vs-b"},
        {"colour": "red"},
    ],
)
def test_what_is_out_of_bounds_is_refused(changes):
    with pytest.raises(ValidationError):
        dossier(**changes)


def test_two_sources_must_not_share_an_id():
    source = {"id": "s1", "title": "t", "retrieved": date(2026, 1, 1), "excerpt": ("x",)}
    with pytest.raises(ValidationError, match="two sources share the id s1"):
        dossier(sources=(source, source))
