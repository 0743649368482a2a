"""The library: light to import, typed, and the same steps as `scorecard build`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import scorecard
from scorecard.errors import ConfigError, UsageError

REPOSITORY = Path(__file__).parents[1]
# Avon and Somerset's published table of its recruitment to March 2023 (decided and refused by ethnicity).
PUBLISHED = "group,accepted,not_accepted\nAsian,10,81\nBlack,7,31\nMixed,25,31\nWhite,947,1618\n"
SETTINGS = """
[columns]
ethnicity = "group"
[constants]
workforce = "officer"
[count_columns]
accepted = "cleared"
not_accepted = "refused"
"""


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, scorecard.Config, scorecard.Period]:
    (tmp_path / "published.csv").write_text(PUBLISHED, encoding="utf-8")
    (tmp_path / "scorecard.toml").write_text(SETTINGS, encoding="utf-8")
    years = scorecard.period("2020-23", date(2020, 4, 1), date(2023, 3, 31))
    return tmp_path / "published.csv", scorecard.settings(tmp_path / "scorecard.toml"), years


def told(program: str) -> object:
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return json.loads(run.stdout)


def test_importing_it_loads_nothing_but_itself() -> None:
    seen = told("import scorecard, sys, json; print(json.dumps(sorted(sys.modules)))")
    assert isinstance(seen, list)
    assert [m for m in seen if m.split(".")[0] in {"scorecard", "pandas", "numpy", "click"}] == [
        "scorecard",
        "scorecard.lazy",
    ]


def test_a_type_or_a_period_loads_no_frames() -> None:
    seen = told("import scorecard, sys, json; scorecard.Period, scorecard.Config; print(json.dumps(list(sys.modules)))")
    assert isinstance(seen, list)
    assert not {"pandas", "numpy", "scipy", "pyarrow"} & set(seen)


def test_every_name_is_there_and_documented() -> None:
    for name in scorecard.__all__:
        assert name in dir(scorecard)
        assert name == "__version__" or getattr(scorecard, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        scorecard.raed  # type: ignore[attr-defined] # noqa: B018


def test_compose_and_render_stay_functions_once_their_packages_are_loaded() -> None:
    program = """
import json, scorecard, scorecard.compose, scorecard.render.html
from scorecard import compose, render
print(json.dumps([callable(x) for x in (compose, render, scorecard.compose, scorecard.render)]))
"""
    assert told(program) == [True] * 4


def test_type_checkers_see_the_functions(tmp_path: Path) -> None:
    """py.typed is there, and `scorecard.compose` is a function to mypy too, not the package of that name."""
    user = tmp_path / "user.py"
    user.write_text(
        "import scorecard\n"
        "counts, ledger = scorecard.read('x.csv', scorecard.period('202109'))\n"
        "reveal_type(scorecard.compose(scorecard.derive(counts), ledger=ledger))\n"
        "scorecard.render(3, 'out')\n",
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--cache-dir", str(tmp_path)]
    run = subprocess.run([*words, "--follow-imports", "silent", str(user)], check=False, capture_output=True, text=True)
    assert 'Revealed type is "scorecard.model.document.Scorecard"' in run.stdout, run.stdout + run.stderr
    assert 'Argument 1 to "render" has incompatible type "int"' in run.stdout
    assert (REPOSITORY / "src/scorecard/py.typed").is_file()


def test_a_published_table_gives_its_published_ratios(published: tuple[Path, scorecard.Config, scorecard.Period]):
    path, config, years = published
    counts, ledger = scorecard.read(path, years, config)
    assert (ledger.rows_read, ledger.rows_counted) == (4, 4)
    by_group = scorecard.derive(counts, config).disparity.query("breakdown == 'ethnicity'").set_index("group")
    assert by_group.loc["Black", "refusal_ratio"] == pytest.approx((31 / 38) / (1618 / 2565), rel=1e-12)
    assert by_group.loc["Black", "p_value"] == pytest.approx(0.01767, abs=5e-6)  # R: fisher.test
    assert by_group.loc["Black", "finding"] == scorecard.Finding.HIGHER


def test_a_label_means_the_three_months_before_it() -> None:
    assert scorecard.period("202109").dates == "1 June to 31 August 2021"
    with pytest.raises(UsageError, match="give start and end"):
        scorecard.period("Q3")


def test_earlier_periods_give_a_trend_and_its_warnings(
    published: tuple[Path, scorecard.Config, scorecard.Period],
) -> None:
    path, config, years = published
    now, ledger = scorecard.read(path, years, config)
    before, _ = scorecard.read(path, scorecard.period("before", date(2016, 4, 1), date(2019, 3, 31)), config)
    figures = scorecard.derive(now, config, history=before)
    assert set(figures.others["trend"]["period"]) == {"before", "2020-23"}
    card = scorecard.compose(figures, config, ledger=ledger, history=before)
    said = [statement.text for section in card.sections for statement in section.statements]
    assert "There is a gap between before and 2020-23." in said


def test_the_files_are_those_of_the_command(
    published: tuple[Path, scorecard.Config, scorecard.Period], tmp_path: Path
) -> None:
    from scorecard.model import Edition
    from scorecard.pipeline import build
    from scorecard.request import Request

    path, config, years = published
    (built,) = build(Request((path,), years, tmp_path / "out", (Edition.INTERNAL,)), config).folders
    counts, ledger = scorecard.read([path], years, config)
    card = scorecard.compose(scorecard.derive(counts, config), config, ledger=ledger)
    for made in scorecard.render(card, tmp_path / "library" / "new", config):
        assert made.read_bytes() == (built / made.name).read_bytes(), made.name


def test_a_chart_is_an_svg_file_and_an_unknown_one_is_told(
    published: tuple[Path, scorecard.Config, scorecard.Period],
) -> None:
    path, config, years = published
    card = scorecard.compose(scorecard.derive(scorecard.read(path, years, config)[0], config), config)
    svg = scorecard.chart(card, "officer-ethnicity-ratios", config)
    assert svg.startswith("<svg ")
    assert "1.29" in svg
    assert 'width="344"' in scorecard.chart(card, "officer-ethnicity-ratios", config, width=320)
    with pytest.raises(UsageError, match=r"has no chart 'nothing'; use one of officer-ethnicity-rates, "):
        scorecard.chart(card, "nothing", config)


def test_protecting_needs_a_policy(published: tuple[Path, scorecard.Config, scorecard.Period]) -> None:
    path, config, years = published
    counts, _ = scorecard.read(path, years, config)
    with pytest.raises(ConfigError, match=r"has no \[disclosure\]"):
        scorecard.protect(counts, config)


def test_the_example_notebook_runs(tmp_path: Path) -> None:
    """Its cells, with warnings as errors; the sample's numbers are in tests/sample_data."""
    script = REPOSITORY / "examples" / "notebook.py"
    run = subprocess.run([sys.executable, "-W", "error", script, tmp_path], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "202109: 1 June to 31 August 2021" in run.stdout
    assert "primary" in run.stdout
    assert {p.suffix for p in tmp_path.iterdir()} == {".svg", ".pptx", ".xlsx", ".html"}
