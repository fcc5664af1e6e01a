import pytest

from panel.errors import SetupError
from panel.plan import HEAD_TO_HEAD, ballot_requests, seat
from panel.prompting.personas import load_personas
from panel.settings import ModelSettings, PanelTable, Settings
from panel.workspace import bundle_folder
from tests.test_pipeline import make_panel

PERSONAS = load_personas(bundle_folder() / "personas")
MODELS = {"embedded": ModelSettings(provider="embedded", id="small"), "big": ModelSettings(id="big-1")}


def seated(
    model: str | None = None, *, has_key: bool = False, personas=PERSONAS, **panel: object
) -> dict[str, str]:
    settings = Settings(panel=PanelTable.model_validate(panel), models=MODELS)
    return {slug: place.model for slug, place in seat(personas, settings, model, has_key=has_key).items()}


def test_without_a_key_everyone_is_answered_by_the_embedded_model():
    assert set(seated().values()) == {"embedded"}


def test_with_a_key_everyone_is_answered_by_the_hosted_model():
    assert set(seated(has_key=True, hosted="big").values()) == {"big"}


def test_a_mixed_panel_is_seated_as_panel_toml_says():
    assert seated(models={"futurist": "big"})["futurist"] == "big"
    assert seated(models={"futurist": "big"})["competitive"] == "embedded"
    assert seated(head_to_head="big")[HEAD_TO_HEAD] == "big"


def test_a_persona_s_own_model_goes_before_panel_toml_and_the_run_s_before_both():
    own = tuple(
        each.model_copy(update={"model": "mistral:own"}) if each.slug == "futurist" else each
        for each in PERSONAS
    )

    assert seated(personas=own, models={"futurist": "big"})["futurist"] == "mistral:own"
    assert set(seated("big", personas=own).values()) == {"big"}


def test_a_model_that_panel_toml_does_not_have_is_refused_before_anything_is_asked():
    with pytest.raises(SetupError, match="'nobody'"):
        seated(models={"futurist": "nobody"})


def test_samples_differ_only_in_their_index_so_their_prompts_are_shared():
    requests = ballot_requests(make_panel("uv", samples=3))[:3]

    assert [request.sample for request in requests] == [0, 1, 2]
    assert len({request.prompt.hash for request in requests}) == 1
    assert len({request.key for request in requests}) == 3
