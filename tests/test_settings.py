from datetime import date
from pathlib import Path

import pytest

from panel.errors import InputError, SetupError
from panel.settings import Price, Settings, load_settings
from panel.workspace import bundle_folder


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "panel.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_settings_are_valid_and_every_priced_model_has_a_date():
    settings = load_settings(bundle_folder() / "panel.toml")

    assert {"embedded", "recorded", settings.panel.hosted} <= set(settings.models)
    assert all(model.price.as_of <= date.today() for model in settings.models.values() if model.price)  # noqa: DTZ011


def test_a_missing_file_gives_the_defaults(tmp_path: Path):
    assert load_settings(tmp_path / "panel.toml") == Settings()


def test_every_problem_is_listed_with_its_line_and_field(tmp_path: Path):
    path = written(
        tmp_path,
        '[panel]\nmodle = "x"\n\n[models."mistral:one"]\nid = "one"\nsamples = 0\n'
        "[models.two]\nprice = { input = -1, output = 1, as_of = 2026-01-01 }\n",
    )

    with pytest.raises(InputError) as error:
        load_settings(path)

    lines = str(error.value).splitlines()
    assert any(line.startswith(f"{path}:2: panel.modle:") for line in lines)
    assert any(line.startswith(f"{path}:6: models.mistral:one.samples:") for line in lines)
    assert any(line.startswith(f"{path}:7: models.two.id:") for line in lines)
    assert any(line.startswith(f"{path}:8: models.two.price.input:") for line in lines)


def test_broken_toml_is_one_sentence_with_its_place(tmp_path: Path):
    with pytest.raises(InputError, match=r"panel\.toml: not valid TOML: .*line 1"):
        load_settings(written(tmp_path, "[panel\n"))


def test_a_hosted_id_that_is_not_listed_has_an_unknown_price():
    model = Settings().model("mistral:ministral-3b-2512")

    assert model.id == "ministral-3b-2512"
    assert model.price is None


@pytest.mark.parametrize("name", ["gpt", "mistral:", ""])
def test_an_unknown_model_is_refused_with_the_known_ones(name: str):
    with pytest.raises(SetupError, match=r"panel\.toml lists"):
        Settings().model(name)


def test_a_least_critique_above_the_most_is_refused(tmp_path: Path):
    path = written(tmp_path, '[models.x]\nid = "x"\nanswer = { critique_least = 900, critique_most = 600 }\n')

    with pytest.raises(InputError, match="critique_least must be below"):
        load_settings(path)


def test_prices_are_kept_as_written():
    assert Price(input=0.5, output=1.5, as_of=date(2026, 8, 21)).cached_input is None
