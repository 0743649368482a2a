"""The sample extracts are what their README says: invented, made again byte for byte, and dirty as promised.

Everything is counted here in plain Python from the committed files, with spellings typed from the published lists.
"""

from __future__ import annotations

import csv
import datetime
import importlib.util
import io
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

FOLDER = Path(__file__).parents[2] / "sample_data"
FORMATS = {"202103": ("cp1252", "%Y-%m-%d"), "202106": ("utf-8", "%d/%m/%Y"), "202109": ("utf-8-sig", "%Y-%m-%d")}
DATES = {
    "202103": (datetime.date(2020, 11, 1), datetime.date(2021, 2, 28)),
    "202106": (datetime.date(2021, 3, 1), datetime.date(2021, 5, 31)),
    "202109": (datetime.date(2021, 6, 1), datetime.date(2021, 8, 31)),
    "202112": (datetime.date(2021, 9, 1), datetime.date(2021, 11, 30)),
}
PASSED = {"cleared", "cleared with conditions", "passed", "granted"}
REFUSED = {"refused", "declined", "failed"}
UNKNOWN = {"", "ns", "not stated (ns)", "other ethnic group - not stated", "prefer not to say"}
OFFICER, STAFF = {"officer", "police officer"}, {"staff", "police staff"}
LABELS = sorted(DATES)


def _xlsx(path: Path) -> list[dict[str, object]]:
    heading, *lines = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    names = [str(name).lower().replace(" ", "_") for name in heading]
    day = lambda v: v.date() if isinstance(v, datetime.datetime) else (v or "")  # noqa: E731
    return [dict(zip(names, map(day, line), strict=True)) for line in lines]


def _csv(path: Path, encoding: str, dates: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding))))
    for row in rows:
        for name in ("decision_date", "received_date", "panel_date", "contact_date"):
            row[name] = row[name] and datetime.datetime.strptime(str(row[name]), dates).date()
    return rows


def _plain(value: object) -> str:
    return str(value).lower().replace("–", "-")


@pytest.fixture(scope="module")
def raw() -> dict[str, list[dict[str, object]]]:
    read = {label: _csv(FOLDER / f"vetting-extract-{label}.csv", *how) for label, how in FORMATS.items()}
    return read | {"202112": _xlsx(FOLDER / "vetting-extract-202112.xlsx")}


@pytest.fixture(scope="module")
def cases(raw):
    """Each period's cases once, within the dates of the period."""
    once = {label: {row["case_id"]: row for row in rows}.values() for label, rows in raw.items()}
    return {
        label: [r for r in rows if DATES[label][0] <= r["decision_date"] <= DATES[label][1]]
        for label, rows in once.items()
    }


@pytest.fixture(scope="module")
def decided(cases):
    return {label: [r for r in rows if _plain(r["outcome"]) in PASSED | REFUSED] for label, rows in cases.items()}


@pytest.fixture(scope="module")
def refused(decided):
    return {label: [r for r in rows if _plain(r["outcome"]) in REFUSED] for label, rows in decided.items()}


def _group(row) -> str:
    text = _plain(row["ethnicity"])
    if text in UNKNOWN:
        return "Unknown"
    words = {"a": "Asian", "b": "Black", "m": "Mixed", "w": "White", "o": "Other", "c": "Other"}
    return words[text[0]]


def _rate(rows, workforce, chosen) -> float:
    mine = [r for r in rows if _plain(r["workforce"]) in workforce and chosen(r)]
    return sum(_plain(r["outcome"]) in REFUSED for r in mine) / len(mine)


def test_generator_makes_the_committed_files():
    spec = importlib.util.spec_from_file_location("make_sample", FOLDER / "make_sample.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = dict(module.files())
    assert sorted(made) == sorted(p.name for p in FOLDER.glob("vetting-extract-*"))
    for name, content in made.items():
        held = (FOLDER / name).read_bytes()
        # The parts are compared, since a zip's bytes also depend on the version of the compressor.
        assert _parts(content) == _parts(held) if name.endswith(".xlsx") else content == held, name


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {i.date_time[0] for i in archive.infolist()} == {1980}, "no time of making in the file"
        return {i.filename: archive.read(i) for i in archive.infolist()}


@pytest.mark.parametrize("label", LABELS)
def test_every_case_id_says_synthetic(raw, label):
    assert {str(row["case_id"])[:11] for row in raw[label]} == {f"SYN-{label}-"}


def test_readme_names_every_file_and_says_invented():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "synthetic, every row invented" in text
    assert all(path.name in text for path in FOLDER.glob("vetting-extract-*"))
    assert str(tomllib.loads((FOLDER / "make_sample.toml").read_text(encoding="utf-8"))["seed"]) in text


@pytest.mark.parametrize("label", LABELS)
def test_size(decided, label):
    assert 3300 <= len(decided[label]) <= 3900


@pytest.mark.parametrize("label", LABELS)
def test_unknown_ethnicity_is_6_to_9_percent_in_all_three_ways(decided, label):
    unknown = [_plain(r["ethnicity"]) for r in decided[label] if _group(r) == "Unknown"]
    assert 0.06 < len(unknown) / len(decided[label]) < 0.09
    assert {"", "prefer not to say"} < set(unknown)
    assert any(text in {"ns", "not stated (ns)", "other ethnic group - not stated"} for text in unknown)


@pytest.mark.parametrize("label", LABELS)
def test_withdrawals_outnumber_refusals(cases, label):
    outcomes = Counter(_plain(r["outcome"]) for r in cases[label])
    assert outcomes["withdrawn by applicant"] > sum(outcomes[word] for word in REFUSED)
    assert all(outcomes[word] for word in ("withdrawn by force", "suspended", "cancelled", "pending"))
    assert "withdrawn" not in outcomes, "the ambiguous word is not used"


@pytest.mark.parametrize("label", LABELS)
def test_leading_reason_moves_from_non_declaration_to_family(refused, label):
    given = [str(r["refusal_reason"]).split("; ") for r in refused[label]]
    leading = Counter(reason for reasons in given for reason in reasons).most_common(1)[0][0]
    assert leading == ("Non-declaration" if label == "202103" else "Candidate family member")
    assert sum(len(reasons) > 1 for reasons in given) > len(given) / 5
    assert any(reasons == [""] for reasons in given)


@pytest.mark.parametrize("label", LABELS)
def test_officers_and_staff_differ_and_rates_are_plausible(decided, label):
    officers = _rate(decided[label], OFFICER, lambda r: True)
    assert 0.04 < _rate(decided[label], STAFF, lambda r: True) < officers < 0.10


@pytest.mark.parametrize("label", LABELS)
def test_one_group_is_too_small_and_women_officers_are_refused_less(decided, label):
    others = [r for r in decided[label] if _plain(r["workforce"]) in STAFF and _group(r) == "Other"]
    assert 0 < len(others) < 10
    sex = lambda letter: lambda r: _plain(r["sex"])[:1] == letter  # noqa: E731
    assert _rate(decided[label], OFFICER, sex("f")) < 0.7 * _rate(decided[label], OFFICER, sex("m"))


def test_refusals_of_asian_officers_rise_in_the_last_period(decided):
    rates = [_rate(decided[label], OFFICER, lambda r: _group(r) == "Asian") for label in LABELS]
    assert max(rates[:3]) < 0.08
    assert rates[3] > 0.13


@pytest.mark.parametrize("label", LABELS)
def test_simply_adding_officers_and_staff_understates_the_ratio(decided, label):
    """The Mantel-Haenszel ratio (Rothman, Modern Epidemiology: sum a.n0/N over sum b.n1/N) is above the crude one."""
    count = Counter()
    for r in decided[label]:
        strata = [name for name, words in (("officer", OFFICER), ("staff", STAFF)) if _plain(r["workforce"]) in words]
        for stratum in (*strata, "crude") if strata else ():
            count[stratum, _group(r), "decided"] += 1
            count[stratum, _group(r), "refused"] += _plain(r["outcome"]) in REFUSED

    def terms(stratum: str) -> tuple[float, float]:
        (a, n1), (b, n0) = [[count[stratum, g, m] for m in ("refused", "decided")] for g in ("Black", "White")]
        return a * n0 / (n0 + n1), b * n1 / (n0 + n1)

    above, below = (sum(pair) for pair in zip(terms("officer"), terms("staff"), strict=True))
    crude_above, crude_below = terms("crude")
    assert crude_above / crude_below < above / below - 0.03


@pytest.mark.parametrize("label", LABELS)
def test_duplicates_strays_and_other_workforces(raw, cases, label):
    ids = Counter(row["case_id"] for row in raw[label])
    assert sum(ids.values()) - len(ids) == 5
    assert len(ids) - len(cases[label]) == 7
    assert len({tuple(map(str, row.values())) for row in raw[label]}) == len(ids), "copies are identical"
    workforces = {_plain(r["workforce"]) for r in cases[label]}
    assert {"police community support officer", "special constable"} < workforces


@pytest.mark.parametrize("label", LABELS)
def test_panel_appeals_and_order_of_dates(raw, refused, label):
    sent = [r for r in refused[label] if r["panel_outcome"]]
    assert 0.28 < len(sent) / len(refused[label]) < 0.41
    assert {_plain(r["panel_outcome"]) for r in sent} == {"decision correct", "interview", "overturned"}
    assert 0 < sum(bool(r["appeal_outcome"]) for r in refused[label]) < 25
    for r in raw[label]:
        assert r["received_date"] < r["decision_date"]
        assert not r["panel_date"] or r["panel_date"] > r["decision_date"]
        assert not r["contact_date"] or r["contact_date"] < r["decision_date"]


def test_contact_starts_in_august_2021(raw):
    days = {label: [r["contact_date"] for r in raw[label] if r["contact_date"]] for label in LABELS}
    assert days["202103"] == days["202106"] == []
    assert min(days["202109"]) >= datetime.date(2021, 8, 1)
    assert len(days["202112"]) > len(days["202109"]) > 30


def test_codes_and_both_lists_of_spellings_are_mixed(raw):
    written = {_plain(row["ethnicity"]) for rows in raw.values() for row in rows}
    assert {"w1", "white - white british (w1)", "white - english/welsh/scottish/northern irish/british"} <= written
    assert "a4" in written
    assert not {"o1", "chinese or other ethnic group - chinese (o1)"} & written, "means two things: not used"


def test_encodings():
    assert b"White \x96 " in (FOLDER / "vetting-extract-202103.csv").read_bytes()
    assert (FOLDER / "vetting-extract-202109.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_commentary_is_marked_and_one_action_is_carried_forward_overdue():
    texts = [(FOLDER / "commentary" / f"{label}.md").read_text(encoding="utf-8") for label in LABELS]
    for text in texts:
        assert "synthetic" in text.splitlines()[0]
        assert all(f"\n## {name}\n" in text for name in ("Insights", "Recommendations", "Actions"))
        assert "| action | owner | due | status |" in text
    overdue = (
        "| Record the reason for every refusal in the vetting system | Vetting Systems Manager | 2021-05-31 | open |"
    )
    assert all(overdue in text for text in texts)
