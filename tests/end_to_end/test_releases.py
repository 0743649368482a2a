"""Public editions one after another and at once: no second printing that a reader could lay beside the first."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from scorecard import pipeline
from scorecard.config import Config
from scorecard.disclosure import Policy
from scorecard.disclosure.explain import AS_FIRST_PUBLISHED
from scorecard.errors import BusyError, ConfigError, DisclosureError
from scorecard.folder import alone
from scorecard.model import Edition, Period
from scorecard.periods import resolve
from scorecard.pipeline import build
from scorecard.register import Register
from scorecard.request import Request
from tests.drawing import without_drawing
from tests.end_to_end.running import HEADINGS as HEADINGS_OF_ANY
from tests.end_to_end.running import extract, files, scorecard

POLICIES = {
    "suppress": Policy(5, "suppress", ("sex", "reasons")),
    "round": Policy(5, "round", ("sex", "reasons"), base=5),
}
HEADINGS = "case_id,decision_date,workforce,ethnicity,sex,outcome,refusal_reason"
# sex, outcome, reason, people: invented.
PEOPLE = (("F", "cleared", "", 60), ("F", "refused", "Finance", 12), ("M", "cleared", "", 90),
          ("M", "refused", "Finance", 20), ("M", "refused", "Family", 3), ("", "cleared", "", 9))  # fmt: skip
LATE = (("F", "refused", "Finance", 1), ("M", "refused", "Criminal association", 2), ("M", "cleared", "", 2))
MANY = tuple((sex, outcome, reason, 25) for sex, outcome, reason, _ in PEOPLE)
BOTH = (Edition.INTERNAL, Edition.PUBLIC)
STANDS = (
    "The public edition has the figures that were first published, although counts have changed since: others could "
    "not be published safely."
)
PERIOD = resolve("202109", None, None, ())


@dataclass
class Place:
    """A folder with one register, in which a force (or several) builds."""

    folder: Path
    config: Config
    noted: list[str] = field(default_factory=list)

    def build(self, *people: tuple[str, str, str, int], out: str = "out", period: Period = PERIOD, **changes) -> Path:
        """Build both editions of these people; the public folder."""
        rows = [row for sex, outcome, reason, n in people for row in [f"{sex},{outcome},{reason}"] * n]
        day = period.start.isoformat()
        lines = [f"{at},{day},officer,White,{row}" for at, row in enumerate(rows)]
        file = extract(self.folder, *lines, headings=HEADINGS, name=f"{len(rows)}.csv")
        request = Request((file,), period, self.folder / out, BOTH)
        self.noted = [*build(request, replace(self.config, **changes)).notes]
        return request.folder(Edition.PUBLIC)

    @property
    def releases(self) -> int:
        with Register.open(self.config.register, create=False) as register:
            return len({r.number for published in register.published() for r in register.releases(published.force)})


@pytest.fixture(params=POLICIES)
def place(tmp_path, request, monkeypatch):
    """A place for each method; slides and workbooks are left out, since they say what the other files say."""
    without_drawing(monkeypatch, ("pptx", "xlsx"))
    return Place(tmp_path, Config("Met", register=tmp_path / "register.sqlite", disclosure=POLICIES[request.param]))


def counts(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "figures.csv", dtype=str).drop(columns="force")


def test_the_same_again_is_the_same_bytes(place):
    first = {folder: files(place.folder / "out" / "202109" / folder) for folder in _built(place, *PEOPLE)}
    again = {folder: files(place.folder / "out" / "202109" / folder) for folder in _built(place, *PEOPLE)}
    assert again == first
    assert place.releases == 2
    assert place.noted == []


def _built(place: Place, *people: tuple[str, str, str, int]) -> tuple[str, str]:
    place.build(*people)
    return "internal", "public"


def test_a_few_late_decisions_leave_the_first_printing(place):
    """Also where they bring a reason that nobody had: its row was not there, which is a 0."""
    first = files(place.build(*PEOPLE))
    log = (place.folder / "out" / "202109" / "internal" / "redactions.csv").read_text(encoding="utf-8")
    assert files(place.build(*PEOPLE, *LATE)) == first
    assert place.noted == [STANDS]
    manifest = json.loads((place.folder / "out" / "202109" / "internal" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["notes"] == [STANDS]
    kept = (place.folder / "out" / "202109" / "internal" / "redactions.csv").read_text(encoding="utf-8")
    assert kept == log, "the reasons of what is withheld are those of the first printing"
    internal = pd.read_csv(place.folder / "out" / "202109" / "internal" / "counts.csv")
    assert internal.query("breakdown == 'sex' and group == 'All'")["decided"].sum() == 199


def test_a_few_late_decisions_again_and_again_leave_the_first_printing(place):
    first = files(place.build(*PEOPLE))
    for times in (1, 2):
        assert files(place.build(*PEOPLE, *LATE * times)) == first


def test_what_cannot_be_printed_anew_stays_as_it_was_printed(place, monkeypatch):
    first = files(place.build(*PEOPLE))
    from scorecard.disclosure import again

    real = again.protect

    def refused(exact, policy, released, **how):
        if released:
            raise DisclosureError("No choice of counts to withhold is safe.")
        return real(exact, policy, released, **how)

    monkeypatch.setattr(again, "protect", refused)
    assert files(place.build(*PEOPLE, *MANY)) == first
    assert place.noted == [STANDS]


def test_a_few_late_decisions_leave_what_the_quarters_of_a_half_year_said(place):
    """Laid beside its quarters, the half year would tell of each late decision; their sum has none of them."""
    quarter, half = (
        Period(date(2021, month, 1), date(2021, 11, 30), label) for month, label in ((9, "q4"), (6, "half"))
    )
    place.build(*PEOPLE)
    place.build(*PEOPLE, period=quarter)
    late = counts(place.build(*PEOPLE, *PEOPLE, *LATE, period=half))
    assert place.noted == [STANDS]
    internal = pd.read_csv(place.folder / "out" / "half" / "internal" / "counts.csv")
    assert internal.query("breakdown == 'sex' and group == 'All'")["decided"].sum() == 2 * 194 + 5
    place.config.register.unlink()
    place.build(*PEOPLE)
    place.build(*PEOPLE, period=quarter)
    pd.testing.assert_frame_equal(counts(place.build(*PEOPLE, *PEOPLE, period=half)), late)
    assert place.noted == []
    said = (place.folder / "out" / "half" / "public" / "read-me.txt").read_text(encoding="utf-8")
    assert " ".join(AS_FIRST_PUBLISHED.split()) in " ".join(said.split())


def test_what_the_quarters_said_is_the_same_bytes_when_it_is_built_again(place):
    """The register keeps the counts behind what was printed, not those of the day: else the second build would take
    the figures for new ones, and a later period would add up what was never said."""
    quarter, half = (Period(date(2021, m, 1), date(2021, 11, 30), label) for m, label in ((9, "q4"), (6, "half")))
    place.build(*PEOPLE)
    place.build(*PEOPLE, period=quarter)
    first = files(place.build(*PEOPLE, *PEOPLE, *LATE, period=half))
    for times in (1, 2):
        assert files(place.build(*PEOPLE, *PEOPLE, *LATE * times, period=half)) == first
        assert place.noted == [STANDS]


@pytest.mark.slow
def test_a_longer_period_after_a_printing_and_its_repeat(place):
    """A repeat tells nobody anything: with it or without, the half year has the same public files."""
    half = Period(date(2021, 6, 1), date(2021, 11, 30), "half")
    place.build(*PEOPLE)
    with_one = files(place.build(*PEOPLE, *MANY, period=half))
    place.config.register.unlink()
    place.build(*PEOPLE)
    place.build(*PEOPLE, *LATE)
    assert files(place.build(*PEOPLE, *MANY, period=half)) == with_one


def test_many_changes_are_published(place):
    """Every printed count has moved by 25 or more, and so has every difference."""
    first = counts(place.build(*PEOPLE))
    assert not counts(place.build(*PEOPLE, *MANY)).equals(first)
    assert place.releases == 2


def test_a_renamed_force_is_asked_whose_the_earlier_release_is(place):
    place.build(*PEOPLE)
    with pytest.raises(ConfigError) as caught:
        place.build(*PEOPLE, *LATE, force="Metropolitan Police Service", out="other")
    assert caught.value.exit_code == 4
    assert str(caught.value) == (
        'register.sqlite holds a release of 1 June to 31 August 2021 under the name "Met", and it is not known whether '
        'that is "Metropolitan Police Service", whose releases a reader could lay side by side; put one of these two '
        "lines at the end of scorecard.toml:\n"
        "[force_names]\n"
        '"Met" = "Metropolitan Police Service"   # the same force, renamed\n'
        '"Met" = "Met"   # another force'
    )
    assert not (place.folder / "other" / "202109").exists()
    assert place.releases == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Metropolitan Police Service", {"Met": "Metropolitan Police Service"}),
        ("Metropolitan Police Service", {"Met": "MPS", "MPS": "Metropolitan Police Service"}),
        ("  MET ", {}),
        ("Ｍｅｔ", {}),
    ],
)
def test_another_name_of_the_same_force_is_protected_against_the_first(place, name, said):
    first = counts(place.build(*PEOPLE))
    again = place.build(*PEOPLE, *LATE, force=name, force_names=said)
    assert counts(again).equals(first)
    assert set(pd.read_csv(again / "figures.csv")["force"]) == {name}


def test_another_force_in_the_same_register(place):
    place.build(*PEOPLE)
    place.build(*PEOPLE, *LATE, force="Kent", force_names={"Met": "Met"}, out="kent")
    place.build(*PEOPLE, *LATE, force="Kent", out="kent")  # it has a release of these days now
    later = resolve("202112", None, None, ())
    place.build(*PEOPLE, force="Essex", out="essex", period=later)
    assert place.releases == 4


def test_what_another_run_publishes_in_the_meantime_is_not_overlooked(place, monkeypatch):
    """Both are protected against what was there before, and neither against the other: the later is not published."""
    real = pipeline.draw_public

    def meanwhile(*needs):
        monkeypatch.setattr(pipeline, "draw_public", real)
        place.build(*PEOPLE, *LATE, out="other")
        real(*needs)

    monkeypatch.setattr(pipeline, "draw_public", meanwhile)
    with pytest.raises(BusyError) as caught:
        place.build(*PEOPLE)
    assert (caught.value.exit_code, str(caught.value)) == (
        7,
        "Met: another run has published since this one began, so no public edition was written; build it again.",
    )
    assert not (place.folder / "out" / "202109" / "public").exists()
    assert place.releases == 1
    place.build(*PEOPLE)
    assert files(place.folder / "out" / "202109" / "public") == files(place.folder / "other" / "202109" / "public")


def test_another_force_may_publish_in_the_meantime(place, monkeypatch):
    real = pipeline.draw_public

    def meanwhile(*needs):
        monkeypatch.setattr(pipeline, "draw_public", real)
        place.build(*PEOPLE, out="kent", force="Kent")
        real(*needs)

    monkeypatch.setattr(pipeline, "draw_public", meanwhile)
    place.build(*PEOPLE)
    assert place.releases == 2


@pytest.mark.parametrize("edition", ["internal", "both"])
def test_where_another_run_is_at_work_the_command_says_so(tmp_path, edition):
    file = extract(tmp_path, "1,2021-06-05,officer,White,F,cleared", "2,2021-06-05,officer,Black,M,refused")
    (tmp_path / "scorecard.toml").write_text(
        '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["sex"]\n', encoding="utf-8"
    )
    with alone(tmp_path / "out" / "202109"):
        done = scorecard("build", file.name, "--period", "202109", "--edition", edition, cwd=tmp_path)
    assert (done.code, done.err.splitlines()[-1]) == (
        7,
        "out/202109: another run is at work there; nothing was changed.",
    )
    done = scorecard("build", file.name, "--period", "202109", "--edition", edition, cwd=tmp_path)
    assert done.code == 0, done.err
    assert list((tmp_path / "out").rglob(".*")) == []
    assert not list((tmp_path / "out").rglob("*.lock"))


POLICY = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["sex"]\n'


@pytest.mark.parametrize("by", [(), ("--by", "force")], ids=["one force", "several"])
def test_the_command_says_that_the_first_printing_stands_whether_or_not_a_person_watches(tmp_path, by):
    (tmp_path / "scorecard.toml").write_text(POLICY, encoding="utf-8")
    people = [f"2021-06-05,officer,White,{'FM'[at % 2]},{'refused' if at % 5 else 'cleared'},Kent" for at in range(90)]
    lines = [f"{at},{person}" for at, person in enumerate(people)]
    words = ("build", "extract.csv", "--period", "202109", "--edition", "both", *by)
    extract(tmp_path, *lines, headings=f"{HEADINGS_OF_ANY},force")
    assert "Note: " not in scorecard(*words, cwd=tmp_path).err.replace("Note: The rows read", "")
    extract(tmp_path, *lines, "99,2021-06-05,officer,White,F,refused,Kent", headings=f"{HEADINGS_OF_ANY},force")
    done = scorecard(*words, cwd=tmp_path)
    assert done.code == 0, done.err
    assert done.err.splitlines()[-1] == f"Note: {'Kent: ' if by else ''}{STANDS}"
