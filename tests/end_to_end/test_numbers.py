"""Every figure on a slide, in a sheet and on the page of the internal edition is in a tidy CSV beside it."""

from __future__ import annotations

import re
from collections.abc import Set
from pathlib import Path

import pytest

from tests.end_to_end.printed import numbers
from tests.end_to_end.reading import Document, Passage, book, deck, page
from tests.end_to_end.tidy import Place, Tidy, twelve

PERIOD = "202112"
BREAKDOWNS = (
    "ethnicity_detail", "ethnicity_sex", "ethnicity", "sexual_orientation", "sex", "clearance_level", "religion",
    "disability", "age_band",
)  # fmt: skip
# Sections whose numbers are no figures: human words with dates, the fixed words of the method, the page of symbols.
NO_FIGURES = (
    "actions",
    "insights",
    "method",
    "symbols",
    "Method",
    "Symbols",
    "Notes",
    "Constants",
    "Contents",
    "Cover",
)


@pytest.fixture(scope="module")
def folder(demo: Path) -> Path:
    return demo / PERIOD / "internal"


@pytest.fixture(scope="module")
def tidy(folder: Path) -> Tidy:
    return Tidy(folder)


@pytest.fixture(scope="module")
def documents(folder: Path) -> dict[str, Document]:
    stem = folder / f"vetting-scorecard-{PERIOD}"
    web = page(stem.with_suffix(".html"))
    return {
        "page": web,
        "deck": deck(stem.with_suffix(".pptx"), web.topics),
        "workbook": book(stem.with_suffix(".xlsx"), web.captions),
    }


def _place(passage: Passage, tidy: Tidy) -> Place:
    """What a passage is about, from the id of its section: `trend-officer-ethnicity`, `staff-age-band-figures`."""
    name = f"-{passage.section}-"
    workforce = next((w for w in ("officer-and-staff", "officer", "staff") if f"-{w}-" in name), None)
    breakdown = next((b for b in BREAKDOWNS if f"-{b.replace('_', '-')}-" in name), None)
    workforce = workforce.replace("-", " ") if workforce else None
    known = (workforce, breakdown, passage.group) in tidy.places
    return Place(workforce, breakdown, passage.group if known else None)


def _unknown(passage: Passage, tidy: Tidy, ends: Set[float] = frozenset()) -> list[str]:
    place = _place(passage, tidy)
    allowed = tidy.printed(place)
    if passage.section in ("data-quality", "headline", "ledger"):
        allowed = allowed | tidy.ledger
    missing = [n for n in numbers(passage.text) if n not in allowed and not _without_sign(n, passage, allowed)]
    if passage.stored:
        # An interval that leaves the plot ends where the axis does; the line at a ratio of 1 is drawn from a 1.
        exact = tidy.stored(Place(place.workforce, place.breakdown)) | tidy.ledger
        exact = exact | {twelve(abs(end - value)) for end in ends for value in passage.stored}
        missing += [twelve(n) for n in passage.stored if twelve(n) not in exact]
    return missing


def _ends(document: Document, passage: Passage) -> Set[float]:
    return document.ends if "chart" in passage.where else frozenset()


def _without_sign(number: str, passage: Passage, allowed: set[str]) -> bool:
    """A sentence says "fell by 3.2 points" of −3.2; a table does not."""
    return not passage.group and f"-{number}" in allowed


@pytest.mark.parametrize("kind", ["page", "deck", "workbook"])
def test_every_figure_is_in_a_tidy_file(documents, tidy, kind):
    wrong = {}
    for passage in documents[kind].passages:
        if passage.section not in NO_FIGURES and (missing := _unknown(passage, tidy, _ends(documents[kind], passage))):
            wrong.setdefault(f"{passage.section} ({passage.where}) {passage.group}: {passage.text[:160]}", missing)
    listed = "\n".join(f"{where} -> {found}" for where, found in list(wrong.items())[:400])
    assert not wrong, f"{len(wrong)} passages have figures that are in no CSV:\n{listed}"


@pytest.mark.parametrize(("kind", "least"), [("page", 5000), ("deck", 2000), ("workbook", 6000)])
def test_the_walker_sees_the_figures(documents, kind, least):
    """Were the reader blind, nothing would ever be wrong."""
    seen = sum(len([*numbers(p.text), *p.stored]) for p in documents[kind].passages)
    assert seen > least, seen


@pytest.mark.parametrize("text", ["1,205 of 9,999", "77.7%", "−88.8", "0.123456"])
def test_a_wrong_figure_is_noticed(tidy, text):
    passage = Passage("officer-sex", "made up", text, group="Female")
    assert _unknown(passage, tidy)


def test_figures_are_looked_for_where_they_belong(tidy):
    """45 of 310 Asian officer applicants were refused; of female staff applicants that would be wrong."""
    assert not _unknown(Passage("officer-ethnicity", "made up", "45 of 310 (14.5%)", group="Asian"), tidy)
    assert _unknown(Passage("staff-sex", "made up", "45 of 310", group="Female"), tidy) == ["45", "310"]


def test_numbers_are_read_as_printed():
    text = "1,204 of 12.1% (−3.2 to +2.47; adjusted p <0.001), 95% interval, 1 June to 31 August 2021, since 202109"
    assert list(numbers(text)) == ["1204", "12.1%", "-3.2", "2.47", "<0.001"]
    assert not re.search(r"\d", " ".join(numbers("Under 26, NPPV 2, scorecard 0.1.0")))
