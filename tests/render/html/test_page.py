"""The page as text: structure, escaping, sameness of bytes, and that it says no more than the document."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from scorecard.errors import ConfigError
from scorecard.look import load_look
from scorecard.model import Cell, Column, Edition, Scorecard
from scorecard.render.html import page, render_html
from tests.render.example_cards import example_card

VOID = {"meta", "rect", "path", "circle"}


class Outline(HTMLParser):
    """Tags with their attributes, in order, and the text of each; asserts that every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append((self.open[-1], data.strip()))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def outline(card: Scorecard) -> Outline:
    return Outline(page(card, load_look()))


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        render_html(example_card(), load_look(), tmp_path / name)
    first, second = (tmp_path / name for name in ("one.html", "two.html"))
    assert first.read_bytes() == second.read_bytes()
    assert b"\r" not in first.read_bytes()


def test_every_number_and_sentence_of_the_document_is_on_the_page() -> None:
    card = example_card(18)
    said = {words for _tag, words in outline(card).words}
    joined = " ".join(sorted(said))
    for section in card.sections:
        assert section.title in said
        assert all(s.text in joined for s in section.statements)
        assert all({t.label, t.number, t.detail} <= said for t in section.tiles)
        for table in (*section.tables, *section.details):
            assert {table.caption, table.base, *table.notes} <= said
            assert {c.header for c in table.columns} <= said
            assert {cell.text for row in table.rows for cell in row.cells} <= said, table.id


def test_tables_have_captions_and_scopes() -> None:
    made = outline(example_card())
    tables = sum(len(s.tables) + len(s.details) for s in example_card().sections)
    assert len(made.named("table")) == len(made.named("caption")) == tables
    assert {attrs.get("scope") for attrs in made.named("th")} == {"col", "row"}


def test_numbers_stand_at_the_right_and_findings_stay_in_view() -> None:
    made = page(example_card(6, 4), load_look())
    assert '<th scope="col" class="words found">Finding</th>' in made
    card = example_card(6, 4)
    table = next(t for section in card.sections for t in section.tables if t.columns[-1].header == "Finding")
    both = Column("both", "Refused (% of decided)")
    rows = tuple(replace(row, cells=(*row.cells, Cell("1,480 (5.9%)"))) for row in table.rows)
    wider = replace(table, columns=(*table.columns, both), rows=rows)
    section = next(s for s in card.sections if table in s.tables)
    made = page(replace(card, sections=(replace(section, tables=(wider,)),)), load_look())
    assert made.count("<td>1,480 (5.9%)</td>") == len(rows)


def test_names_of_many_letters_have_a_wide_column() -> None:
    card = example_card(3, 1)
    section = card.sections[1]
    table = section.tables[0]
    named = replace(
        table.rows[0], cells=(Cell("Neighbourhoods and Local Policing Directorate"), *table.rows[0].cells[1:])
    )
    long = replace(section, tables=(replace(table, rows=(named, *table.rows[1:])),))
    for sections, times in (((section,), 0), ((long,), 1)):
        assert page(replace(card, sections=sections), load_look()).count('class="long"') == times


def test_charts_have_a_title_and_say_their_finding() -> None:
    made = outline(example_card())
    ids = {attrs["id"] for _tag, attrs in made.tags if "id" in attrs}
    drawings = made.named("svg")
    assert len(drawings) == 2 * sum(len(s.charts) for s in example_card().sections)
    for svg in drawings:
        assert svg["role"] == "img"
        assert set((svg["aria-labelledby"] or "").split()) <= ids
    described = [words for tag, words in made.words if tag == "desc"]
    assert "Line chart of refusal rates by period. No group shows a reliable trend." in described


def test_ids_are_unique_links_lead_somewhere_and_headings_are_in_order() -> None:
    made = outline(example_card())
    ids = [attrs["id"] for _tag, attrs in made.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    assert {(attrs["href"] or "#")[1:] for attrs in made.named("a")} <= set(ids)
    levels = [int(tag[1]) for tag, _attrs in made.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_language_marking_and_the_synthetic_banner() -> None:
    html = page(example_card(), load_look())
    assert '<html lang="en-GB">' in html
    assert html.count("OFFICIAL-SENSITIVE") == 2
    assert "Synthetic data." in html
    real = page(replace(example_card(edition=Edition.PUBLIC), synthetic=False), load_look())
    assert "Synthetic" not in real
    assert "OFFICIAL" not in real
    assert "Public edition" in real


def test_words_from_outside_are_text_and_never_markup() -> None:
    card = example_card(3, 1)
    sly = replace(card.sections[0], title="<script>alert(1)</script> & <b>", topic='"><img src=x>')
    html = page(replace(card, sections=(sly, *card.sections[1:]), force="<i>A&E</i>"), load_look())
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;i&gt;A&amp;E&lt;/i&gt;" in html


def test_it_needs_nothing_else_and_its_policy_allows_only_its_own_style() -> None:
    html = page(example_card(), load_look())
    made = Outline(html)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _attrs in made.tags}
    assert not any(name.startswith("on") or name in ("src", "style") for _tag, attrs in made.tags for name in attrs)
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", html)
    style = html.split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for a in made.named("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_tone_in_use_has_a_colour_light_and_dark() -> None:
    html = page(example_card(18), load_look())
    used = set(re.findall(r'class="(?:mark |swatch )?((?:c|t|on)-[0-9a-f]{6})"', html))
    assert used
    assert all(html.count(f".{name}{{color:#") == 2 for name in used)


def test_a_colour_that_is_none_is_refused() -> None:
    look = load_look()
    with pytest.raises(ConfigError, match="is not a colour"):
        page(example_card(), replace(look, palette=("red;}",), group_colours={}))


def test_lengths_on_the_page_come_from_the_values_of_cells_alone() -> None:
    """A cell's text says 18%; two values that print so give different bars, so only the stored value counts."""
    card = example_card(3, 1, Edition.PUBLIC)

    def with_rate(value: float) -> str:
        section = card.sections[1]
        table = section.details[0]
        at = table.index("rate")
        first = replace(table.rows[0], cells=tuple(
            replace(c, text="18%", value=value) if i == at else c for i, c in enumerate(table.rows[0].cells)
        ))  # fmt: skip
        changed = replace(section, details=(replace(table, rows=(first, *table.rows[1:])),))
        return page(replace(card, sections=(card.sections[0], changed, *card.sections[2:])), load_look())

    assert with_rate(0.18) != with_rate(3 / 17)
    assert "0.176" not in with_rate(3 / 17)
