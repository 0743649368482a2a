"""Many forces in one extract: a scorecard for each and one for all, and a failure of one that stops no other."""

from __future__ import annotations

import csv
import shutil
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from scipy.stats import binom

from scorecard.cli import scorecard
from scorecard.compose import About
from scorecard.compose.funnel import forces_sections
from scorecard.errors import ExtractError
from scorecard.figures import derive
from scorecard.figures.forces import forces
from scorecard.forces import Failed, _result, slugs, together
from scorecard.model import Edition, joined
from scorecard.register import Register

from .figures.making import FIRST, counts, of

CONFIG = """
synthetic = true
[disclosure]
threshold = 5
method = "suppress"
publish = ["sex"]
"""
NORTH, SOUTH, EMPTY = "Northmoor", "South/vale: Police", "Emptyshire"
# force, sex, outcome, people: invented. Emptyshire has nobody decided yet.
ROWS = (
    (NORTH, "Male", "cleared", 380), (NORTH, "Male", "refused", 20),
    (NORTH, "Female", "cleared", 190), (NORTH, "Female", "refused", 10),
    (SOUTH, "Male", "cleared", 240), (SOUTH, "Male", "refused", 60),
    (SOUTH, "Female", "cleared", 170), (SOUTH, "Female", "refused", 30),
    (EMPTY, "Male", "pending", 7),
)  # fmt: skip
FILES = {"vetting-scorecard-202109.pptx", "vetting-scorecard-202109.xlsx", "vetting-scorecard-202109.html"}


def extract(path: Path, rows: tuple[tuple[str, str, str, int], ...]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["workforce", "ethnicity", "force", "sex", "outcome", "count"])
        out.writerows(("officer", "White", *row) for row in rows)
    return path


def run(folder: Path, *words: str) -> Result:
    (folder / "scorecard.toml").write_text(CONFIG, encoding="utf-8")
    config = str(folder / "scorecard.toml")
    return CliRunner().invoke(scorecard, ["build", *words, "--period", "202109", "--config", config])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Three forces, one of which has nobody decided, both editions."""
    folder = tmp_path_factory.mktemp("forces")
    path = extract(folder / "forces.csv", ROWS)
    return folder, run(folder, str(path), "--by", "force", "--edition", "both", "--out", str(folder / "out"))


def test_a_failure_is_reported_and_stops_no_other(built: tuple[Path, Result]) -> None:
    folder, result = built
    assert result.exit_code == 3
    assert result.stderr.splitlines()[-2:] == [
        "1 of 4 scorecards failed:",
        "  Emptyshire: nobody was decided from 1 June to 31 August 2021; check the extract and the period.",
    ]
    made = {p.name for p in (folder / "out").iterdir() if p.is_dir()}
    assert made == {"all-forces", "northmoor", "south-vale-police"}
    for force in made:
        assert {p.name for p in (folder / "out" / force / "202109" / "internal").iterdir()} >= FILES


def test_all_together_have_no_public_edition_from_which_a_force_could_be_subtracted(built: tuple[Path, Result]) -> None:
    out = built[0] / "out"
    public = {p.relative_to(out).parts[0] for p in out.glob("*/202109/public/figures.csv")}
    assert public == {"northmoor", "south-vale-police"}


def test_the_funnel_compares_forces_within_the_limits_of_the_binomial(built: tuple[Path, Result]) -> None:
    frame = pd.read_csv(built[0] / "out/all-forces/202109/internal/forces.csv", keep_default_na=False)
    assert list(zip(frame["group"], frame["decided"], frame["refused"], frame["signal"], strict=True)) == [
        (EMPTY, 0, 0, ""),
        (NORTH, 600, 30, "below"),
        (SOUTH, 500, 90, "above"),
    ]
    page = (built[0] / "out/all-forces/202109/internal/vetting-scorecard-202109.html").read_text(encoding="utf-8")
    assert "2 of 3 forces lie outside the 99.8% limits of refusal rates, police officer applicants" in page
    assert "Above the 99.8% limits: South/vale: Police (18.0%)." in page
    assert "All forces 10.9%" in page  # 120 of 1,100
    north = built[0] / "out/northmoor/202109/internal"
    assert not (north / "forces.csv").exists()


def test_a_force_has_its_own_counts_and_no_others(built: tuple[Path, Result], tmp_path: Path) -> None:
    internal = built[0] / "out/northmoor/202109/internal"
    frame = pd.read_csv(internal / "counts.csv")
    assert set(frame["force"]) == {NORTH}
    alone = extract(tmp_path / "north.csv", tuple(row for row in ROWS if row[0] == NORTH))
    assert run(tmp_path, str(alone), "--out", str(tmp_path / "out")).exit_code == 0
    for name in ("counts.csv", "figures.csv"):
        by_itself = (tmp_path / "out/202109/internal" / name).read_text(encoding="utf-8")
        assert (internal / name).read_text(encoding="utf-8") == by_itself.replace("This force", NORTH)


def test_each_force_has_its_own_keys_in_one_register(built: tuple[Path, Result]) -> None:
    with Register.open(built[0] / "out/register.sqlite", create=False) as register:
        assert [len(register.releases(f)) for f in (NORTH, SOUTH, EMPTY, "All forces")] == [1, 1, 0, 0]
        stored = register.history(None, "All forces").decisions
    assert stored.loc[stored["group"] == "All", "decided"].tolist() == [1100] * stored["breakdown"].nunique()


def test_folders_are_legal_everywhere_and_no_two_are_alike() -> None:
    names = [
        "Avon & Somerset",
        "avon and somerset",
        "Avon  Somerset",
        "Dyfed-Powys",
        "Île",
        "COM1",
        "警察",
        "All forces",
    ]
    assert list(slugs(names).values()) == [
        "avon-somerset", "avon-and-somerset", "avon-somerset-2", "dyfed-powys", "ile", "com1-force", "force",
        "all-forces-force",
    ]  # fmt: skip
    long = slugs(["x" * 200, "x" * 201])
    assert sorted(len(s) for s in long.values()) == [60, 62]


def test_counts_of_forces_are_added_up() -> None:
    one = counts({"White": (10, 100), "Black": (5, 20)}, force="A", details=[("White", "panel", "sent", 3)])
    two = counts({"White": (1, 50), "Asian": (2, 8)}, force="B", details=[("White", "panel", "sent", 4)])
    whole = together(joined([one, two]), "Both")
    assert set(whole.decisions["force"]) == {"Both"}
    cells = {
        g: (of(whole.decisions, g)["refused"], of(whole.decisions, g)["decided"]) for g in ("White", "Black", "All")
    }
    assert cells == {"White": (11, 150), "Black": (5, 20), "All": (18, 178)}
    assert whole.details["cases"].tolist() == [7]


def interpolated(tail: float, n: int, p: float) -> float:
    """Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, appendix A.1.1, from the binomial itself."""
    r = binom.ppf(tail, n, p)
    at, below = binom.cdf(r, n, p), binom.cdf(r - 1, n, p)
    return float((r - (at - tail) / (at - below)) / n)


def test_limits_are_those_of_the_rate_of_all_forces() -> None:
    frame = forces(joined([counts({"White": (12, 150)}, force="A"), counts({"White": (50, 250)}, force="B")]))
    a, centre = of(frame, "A"), 62 / 400
    assert (a["refusal_rate"], a["centre"]) == (0.08, centre)
    limits = [a[f"limit_{c}_{side}"] for c in ("95", "998") for side in ("low", "high")]
    expected = [interpolated(tail, 150, centre) for tail in (0.025, 0.975, 0.001, 0.999)]
    assert np.allclose(limits, expected, rtol=1e-9)


def test_with_many_forces_the_slide_lists_those_outside_the_limits() -> None:
    refused = [8] * 19 + [40]  # of 100 each; the last is far above the others
    every = joined([counts({"White": (x, 100)}, force=f"Force {chr(65 + i)}") for i, x in enumerate(refused)])
    whole = together(every, "All forces")
    about = About("All forces", FIRST, Edition.INTERNAL)
    (section,) = forces_sections(derive(whole, force_counts=every), about)
    assert section.title == "1 of 20 forces lies outside the 99.8% limits of refusal rates, police officer applicants"
    assert [row.cells[0].text for row in section.tables[0].rows] == ["Force T"]
    assert len(section.details[0].rows) == len(section.charts[0].rows) == 20
    assert section.charts[0].line_label == "All forces 9.6%"  # (19 x 8 + 40) of 2,000
    assert section.statements[0].text == "Above the 99.8% limits: Force T (40.0%)."


def test_a_process_that_dies_is_a_failure_of_its_force_alone() -> None:
    future: Future[object] = Future()
    future.set_exception(BrokenProcessPool("killed"))
    assert _result(future, NORTH) == Failed(
        NORTH,
        "Northmoor: a fault of ours (BrokenProcessPool); run again with SCORECARD_DEBUG=1 to see where, and report it "
        "without the extract.",
        1,
    )


def test_unmapped_values_are_listed_where_that_is_asked_for(tmp_path: Path) -> None:
    path = extract(tmp_path / "odd.csv", ((NORTH, "Masculine", "cleared", 3), (NORTH, "Masculine", "refused", 2)))
    out = tmp_path / "out"
    listed = run(tmp_path, str(path), "--out", str(out), "--on-unmapped", "list")
    assert isinstance(listed.exception, ExtractError)
    assert str(listed.exception).splitlines()[1:] == [
        f"Every unmapped value with its rows: {out / 'unmapped-202109.csv'}"
    ]
    written = (out / "unmapped-202109.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written == ["file,column,value,rows,code", "odd.csv,sex,Masculine,2,"]
    stopped = run(tmp_path, str(path), "--out", str(tmp_path / "other"))
    assert isinstance(stopped.exception, ExtractError)
    assert stopped.exception.message == listed.exception.message
    assert not (tmp_path / "other").exists()


def test_a_renamed_force_is_asked_for_and_the_others_are_built(built: tuple[Path, Result], tmp_path: Path) -> None:
    """The forces of one extract are known to be several; the one whose name has changed is not known to anybody."""
    shutil.copytree(built[0] / "out", tmp_path / "out")
    rows = tuple((f"{NORTH} Police" if force == NORTH else force, *row) for force, *row in ROWS[:8])
    path = extract(tmp_path / "renamed.csv", rows)
    done = run(tmp_path, str(path), "--by", "force", "--edition", "both", "--out", str(tmp_path / "out"))
    assert done.exit_code == 4
    assert "1 of 3 scorecards failed:" in done.stderr
    assert f'under the name "{NORTH}", and it is not known whether that is "{NORTH} Police"' in done.stderr
    with Register.open(tmp_path / "out/register.sqlite", create=False) as register:
        assert [len(register.releases(f)) for f in (NORTH, f"{NORTH} Police", SOUTH)] == [1, 0, 2]
