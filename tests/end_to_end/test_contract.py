"""The files and their keys that people's scripts hang on: names, headers, manifests, digests."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest
from lxml import html

from tests.end_to_end.running import SAMPLE
from tests.end_to_end.tidy import rows

PERIODS = {"202103": "csv", "202106": "csv", "202109": "csv", "202112": "xlsx"}
FIGURES = (
    "force, period, period_start, period_end, workforce, breakdown, group, reference_group, decided, passed, refused, "
    "pass_rate, refusal_rate, refusal_rate_low, refusal_rate_high, refusal_ratio, refusal_ratio_low, "
    "refusal_ratio_high, pass_ratio, four_fifths, rate_difference, rate_difference_low, rate_difference_high, "
    "refusals_above_parity, p_value, p_adjusted, finding, smallest_detectable_ratio"
)
HEADERS = {
    "figures.csv": FIGURES,
    "reasons.csv": "force, period, workforce, breakdown, group, reason, cases, share_of_refused, rank",
    "panel.csv": "force, period, workforce, breakdown, group, refused, sent, decision_correct, interview, overturned",
}
INTERNAL_ONLY = ("counts.csv", "redactions.csv", "timeliness.csv", "panel.csv", "panel_rates.csv", "contact.csv")


@pytest.fixture(params=[(label, edition) for label in PERIODS for edition in ("internal", "public")], ids="-".join)
def place(demo, request):
    label, edition = request.param
    return label, edition, demo / label / edition


def _manifest(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_names(place):
    label, edition, folder = place
    names = {f.name for f in folder.iterdir()}
    assert names >= {f"vetting-scorecard-{label}.{ending}" for ending in ("pptx", "xlsx", "html")}
    assert names >= {"figures.csv", "reasons.csv", "manifest.json"}
    assert (set(INTERNAL_ONLY) <= names) if edition == "internal" else not names & set(INTERNAL_ONLY)
    assert all(f.is_file() for f in folder.iterdir())


def test_nothing_else_stands_beside_the_editions(demo):
    assert {p.name for p in demo.iterdir()} == {*PERIODS, "register.sqlite"}
    for label in PERIODS:
        assert {p.name for p in (demo / label).iterdir()} == {"internal", "public"}


@pytest.mark.parametrize("name", HEADERS)
def test_headers(place, name):
    _, edition, folder = place
    if (folder / name).exists():
        first = (folder / name).read_text(encoding="utf-8").partition("\n")[0]
        assert first == HEADERS[name].replace(", ", ",")
    else:
        assert (edition, name) == ("public", "panel.csv")  # not published by the sample's policy


def test_every_csv_has_its_period(place):
    label, _, folder = place
    for file in folder.glob("*.csv"):
        periods = {row["period"] for row in rows(file)}
        assert label in periods, file.name
        assert file.name == "trend.csv" or periods == {label}, file.name


def test_text_files_are_plain(place):
    """UTF-8 without a byte order mark, LF, a last line end."""
    for file in [*place[2].glob("*.csv"), place[2] / "manifest.json"]:
        content = file.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")
        content.decode("utf-8")


def test_outputs_of_the_manifest_are_all_files_with_their_digests(place):
    folder = place[2]
    digests = {
        f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.iterdir() if f.name != "manifest.json"
    }
    listed = _manifest(folder)["outputs"]
    assert {entry["name"]: entry["sha256"] for entry in listed} == digests
    assert len(listed) == len(digests)


def test_keys_of_the_internal_manifest(demo):
    for label, ending in PERIODS.items():
        made = _manifest(demo / label / "internal")
        assert {"inputs", "config", "versions", "outputs", "ledger", "notes"} <= set(made)
        assert set(made["ledger"]) == {"rows_read", "rows_counted", "left_out"}
        name = f"vetting-extract-{label}.{ending}"
        assert [entry["name"] for entry in made["inputs"]] == [name]
        assert made["inputs"][0]["sha256"] == hashlib.sha256((SAMPLE / name).read_bytes()).hexdigest()
        assert {e["cause"] for e in made["ledger"]["left_out"]} <= {
            "outside_period", "duplicate", "workforce_not_reported", "no_decision_date", "total_line", "blank_line",
        }  # fmt: skip
        assert all(set(entry) == {"source", "cause", "rows"} for entry in made["ledger"]["left_out"])
        assert made["config"]["disclosure"]["threshold"] == 5


def test_the_public_manifest_says_no_more_than_it_may(demo):
    for label in PERIODS:
        made = _manifest(demo / label / "public")
        assert set(made) == {"edition", "policy", "versions", "outputs"}
        assert set(made["versions"]) == {"scorecard"}
        assert made["policy"]["threshold"] == 5


def test_undefined_infinite_and_withheld_are_told_apart(demo):
    """Internal files withhold nothing: an empty cell is undefined there, and `[c]` would be a lie."""
    for label in PERIODS:
        for file in (demo / label / "internal").glob("*.csv"):
            if file.name != "redactions.csv":
                assert b"[c]" not in file.read_bytes(), f"{label}/{file.name} withholds something"


def test_every_id_of_a_page_is_its_own(place):
    """A link, a label or a caption that names an id must find one thing."""
    label, _, folder = place
    root = html.parse(folder / f"vetting-scorecard-{label}.html").getroot()
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    named = {name for e in root.iter() for name in (e.get("aria-labelledby") or "").split()}
    named |= {e.get("href").removeprefix("#") for e in root.iter("a")}
    assert named <= set(ids)


def test_no_person_is_in_any_file(demo):
    for file in demo.rglob("*"):
        if file.is_file():
            assert b"SYN-202" not in file.read_bytes(), file.name
