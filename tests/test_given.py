"""What an impatient user gives the library's functions: refused in one sentence, before anything is read or written."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import scorecard
from scorecard import api, given, series
from scorecard.errors import UsageError
from tests.counts import SEX, SUMMER, counts
from tests.render.example_cards import example_card

FUNCTIONS = {f.__name__: f for f in (api.chart, api.compose, api.derive, api.period, api.protect, api.read, api.render,
                                     api.settings, series.joined)}  # fmt: skip
PARAMETERS = [(f, name) for f, function in FUNCTIONS.items() for name in inspect.signature(function).parameters]
OF_NO_KIND = (
    float("nan"),
    -5,
    True,
    b"x",
    {},
    object(),
    datetime(2021, 6, 1, 12),
    pd.DataFrame({"SECRET": ["SECRET"]}),
)
SPRING = scorecard.Period(date(2021, 3, 1), date(2021, 5, 31), "202106")
NOW, BEFORE = counts({"Black": (20, 5), "White": (60, 9)}), counts({"White": (60, 9)}, period=SPRING)
A_DAY = "a date, such as datetime.date(2021, 6, 1)"
PIXELS = "a number of pixels from 300 to 4,000"
RELEASES = "a list of scorecard.disclosure.Release, oldest first"
LATER = (
    "history holds 202109 (1 June to 31 August 2021), which is not before 202109 (1 June to 31 August 2021); give "
    "earlier periods only."
)
GIVES = "Counts, which `counts, ledger = scorecard.read(...)` gives"
CARD = example_card()


def good() -> dict[str, Any]:
    """A right value for every parameter that has no default."""
    return {
        "card": CARD, "counts": NOW, "config": scorecard.settings(), "figures": scorecard.derive(NOW), "folder": "x",
        "extracts": "x.csv", "id": "x", "label": "202109", "parts": [NOW], "period": SUMMER,
    }  # fmt: skip


def refused(function: str, **changes: Any) -> str:
    """The sentence with which the function refuses these values among right ones."""
    parameters = inspect.signature(FUNCTIONS[function]).parameters
    needed = {n: good()[n] for n, p in parameters.items() if p.default is p.empty}
    with pytest.raises(UsageError) as caught:
        FUNCTIONS[function](**{**needed, **changes})
    return str(caught.value)


@pytest.mark.parametrize("value", OF_NO_KIND, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize(("function", "name"), PARAMETERS)
def test_a_value_of_no_kind_is_refused_everywhere_and_not_shown(function: str, name: str, value: Any) -> None:
    said = refused(function, **{name: value})
    assert said.startswith(f"scorecard.{function}: {name} must be {given.KINDS[name].words}; it is ")
    assert "SECRET" not in said
    assert said.count("\n") == 0


@pytest.mark.parametrize(
    ("function", "name", "value", "sentence"),
    [
        ("derive", "counts", (NOW, None), f"counts must be {GIVES}; it is of the type tuple."),
        ("derive", "counts", NOW.where(period="202190"), f"counts must be {GIVES}; it is empty."),
        ("derive", "history", NOW.where(force="Kant"), f"history must be {GIVES}; it is empty."),
        ("derive", "counts", None, f"counts must be {GIVES}; it is None."),
        ("read", "config", "x.toml", "config must be a Config, which scorecard.settings gives; it is of the type str."),
        ("read", "extracts", "", "extracts must be a path that is not empty, or a list of such paths; it is empty."),
        ("read", "extracts", [""], "each of extracts must be a path that is not empty; one is empty."),
        ("read", "extracts", ["a.csv", 3], "each of extracts must be a path that is not empty; one is 3."),
        ("read", "period", "202109", "period must be a Period, which scorecard.period gives; it is of the type str."),
        ("render", "folder", " ", "folder must be a path that is not empty; it is empty."),
        ("render", "folder", "a\0b", "folder must be a path that is not empty; it is of the type str."),
        ("settings", "path", "", "path must be a path that is not empty; it is empty."),
        ("period", "label", 202109, "label must be text, such as '202109'; it is 202109."),
        ("period", "start", "2021-06-01", f"start must be {A_DAY}; it is of the type str."),
        ("period", "end", pd.Timestamp("2021-06-01"), f"end must be {A_DAY}; it is of the type Timestamp."),
        ("chart", "width", 0, f"width must be {PIXELS}; it is 0."),
        ("chart", "width", float("nan"), f"width must be {PIXELS}; it is nan."),
        ("chart", "width", float("inf"), f"width must be {PIXELS}; it is inf."),
        ("chart", "width", "820", f"width must be {PIXELS}; it is of the type str."),
        ("protect", "released", [NOW], f"released must be {RELEASES}; it is of the type list."),
        ("joined", "parts", NOW, "parts must be a list of Counts; it is of the type Counts."),
        ("joined", "parts", [], "parts holds no Counts; give at least one."),
        ("joined", "parts", [NOW, 3], f"each of parts must be {GIVES}; one is 3."),
        ("joined", "parts", [NOW, BEFORE, NOW], "202109 of A force is in parts more than once; give it once."),
        ("derive", "history", NOW, LATER),
        ("compose", "history", NOW, LATER),
    ],
)  # fmt: skip
def test_the_sentence_says_what_it_must_be_and_what_it_is(function: str, name: str, value: Any, sentence: str) -> None:
    assert refused(function, **{name: value}) == f"scorecard.{function}: {sentence}"


def test_numbers_of_numpy_and_whatever_names_a_path_will_do(tmp_path: Path) -> None:
    chart = next(chart.id for section in CARD.sections for chart in section.charts)
    assert scorecard.chart(CARD, chart, width=np.float32(400)) == scorecard.chart(CARD, chart, width=np.int64(400))
    names = [path.name for path in scorecard.render(CARD, tmp_path / "path")]
    assert [path.name for path in scorecard.render(CARD, str(tmp_path / "text"))] == names


def test_one_label_for_two_spans_of_days() -> None:
    other = counts({"White": (60, 9)}, period=replace(SPRING, label="202109"))
    said = (
        "the label 202109 stands for 1 March to 31 May 2021 and for 1 June to 31 August 2021; give each period a label "
        "of its own."
    )
    assert refused("joined", parts=[NOW, other]) == f"scorecard.joined: {said}"
    assert refused("derive", history=other) == f"scorecard.derive: {said}"


def test_what_belongs_together_is_joined() -> None:
    by_sex = counts({"Female": (20, 5), "Male": (60, 9)}, breakdown=SEX)
    both = scorecard.joined(iter([NOW, by_sex, BEFORE]))
    assert both.periods == (SPRING, SUMMER)
    assert len(both.decisions) == len(NOW.decisions) + len(by_sex.decisions) + len(BEFORE.decisions)
    assert set(scorecard.derive(NOW, history=BEFORE).others["trend"]["period"]) == {"202106", "202109"}


@pytest.mark.parametrize(
    "words",
    [("2021-06-01", "2021-08-31", "x"), (datetime(2021, 6, 1), datetime(2021, 8, 31), "x"), (SUMMER.start, None, "x"),
     (SUMMER.start, SUMMER.end, 202109)],
)  # fmt: skip
def test_a_period_by_hand_is_of_dates(words: tuple[Any, Any, Any]) -> None:
    with pytest.raises(TypeError) as caught:
        scorecard.Period(*words)
    assert str(caught.value) == (
        "A Period is a start and an end as datetime.date and a label as text; scorecard.period makes one."
    )


def test_a_period_by_hand_runs_forwards_and_has_a_label_that_files_may_have() -> None:
    with pytest.raises(ValueError, match=r"^The period x starts on 2021-08-31, after its end on 2021-06-01\.$"):
        scorecard.Period(SUMMER.end, SUMMER.start, "x")
    assert refused("read", period=replace(SUMMER, label="../x")).startswith("A period's label must be 1 to 40 letters")


def test_a_name_that_is_not_there_is_an_ordinary_key_error() -> None:
    for ask in (NOW.breakdown, NOW.period, scorecard.derive(NOW).breakdown):
        with pytest.raises(KeyError, match="nothing"):
            ask("nothing")


def test_the_library_has_no_options() -> None:
    assert refused("period", label="summer") == (
        "The period 'summer' is not a year and month (YYYYMM) and no [[period]] of the config has that label; "
        "give start and end."
    )
    assert refused("period", start=SUMMER.start) == "Give both start and end, or neither."
    assert refused("period", start=SUMMER.end, end=SUMMER.start) == "start 2021-08-31 is after end 2021-06-01."


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (file := tmp_path / "file").write_text("kept", encoding="utf-8")
    assert refused("render", folder=file) == f"{file}: is a file, and no folder; choose another."
    assert refused("render", folder=file / "x") == (
        f"{file / 'x'}: cannot be written (not a directory); choose another folder."
    )
    assert file.read_text(encoding="utf-8") == "kept"
    folder = tmp_path / ("x" * 300)
    assert (
        refused("render", folder=folder) == f"{folder}: cannot be written (file name too long); choose another folder."
    )


def test_an_unknown_chart_has_its_near_one() -> None:
    chart = next(chart.id for section in CARD.sections for chart in section.charts)
    assert refused("chart", id=chart[:-1]) == f"The scorecard has no chart '{chart[:-1]}'; did you mean '{chart}'?"
    bare = replace(CARD, sections=())
    assert refused("chart", card=bare, id="x") == "The scorecard has no chart 'x'; there is none to name."
