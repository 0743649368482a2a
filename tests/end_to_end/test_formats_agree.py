"""PowerPoint, Excel and HTML show the same: wherever a table stands in two of them, its texts are the same."""

from __future__ import annotations

import re

import pytest

from tests.end_to_end.reading import book, deck, page

CONTINUED = re.compile(r" \(continued, \d+ of \d+\)$")
PERIODS = ("202103", "202112")


@pytest.fixture(scope="module", params=[(p, e) for p in PERIODS for e in ("internal", "public")], ids="-".join)
def three(demo, request):
    label, edition = request.param
    stem = demo / label / edition / f"vetting-scorecard-{label}"
    web = page(stem.with_suffix(".html"))
    return web, deck(stem.with_suffix(".pptx"), web.topics), book(stem.with_suffix(".xlsx"), web.captions)


def test_slides_show_the_tables_of_the_page(three):
    """A slide may leave out rows (breakdowns that have no slide), never change one."""
    web, slides, _ = three
    shared = [caption for caption in slides.tables if caption in web.tables]
    assert len(shared) >= 8
    assert set(slides.tables) - set(shared) <= {"Agenda"}
    for caption in shared:
        assert slides.tables[caption][0] == web.tables[caption][0], caption
        assert [row for row in web.tables[caption] if row in slides.tables[caption]] == slides.tables[caption], caption


def test_sheets_show_the_tables_of_the_page(three):
    web, _, workbook = three
    assert len(workbook.tables) >= 25
    for caption, rows in workbook.tables.items():
        assert rows == web.tables[caption], caption


def test_the_workbook_has_every_group_of_the_page(three):
    """A short table may stand on the page alone where the workbook has the same groups with every column."""
    web, _, workbook = three
    groups = {tuple(row[0] for row in rows) for rows in workbook.tables.values()}
    missing = [c for c in web.tables if tuple(row[0] for row in web.tables[c]) not in groups]
    assert missing == [c for c in missing if "by period" in c]  # turned round in the workbook: a row for each period


def test_titles_of_slides_are_on_the_page(three):
    web, slides, _ = three
    on_page = {p.text for p in web.passages if p.where == "text"}
    titles = {CONTINUED.sub("", p.text) for p in slides.passages if p.where.endswith(", Title") and p.text}
    about_the_deck = {"Vetting disproportionality scorecard", "What this scorecard covers"}
    assert len(titles) > 8
    assert titles - about_the_deck <= on_page


def test_sentences_of_slides_are_on_the_page(three):
    web, slides, _ = three
    on_page = {p.text for p in web.passages if p.where == "text"}
    sentences = {p.text for p in slides.passages if p.where.endswith(", Text") and p.text}
    assert len(sentences) > 20
    missing = {text for text in sentences if not any(text in other for other in on_page)}
    assert not missing
