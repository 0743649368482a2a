"""Sections to pages: what stands on which slide, so that everything fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from scorecard.model import Chart, Look, Scorecard, Section, Statement, Table, Tile, Tone
from scorecard.render.pptx.geometry.boxes import Box
from scorecard.render.pptx.geometry.grid import grid, pieces
from scorecard.render.pptx.geometry.words import height, size_that_fits
from scorecard.render.pptx.labels import rows_that_fit
from scorecard.render.pptx.template import Template

AGENDA_OVER = 10  # a deck with more slides has an agenda
INDENT = 20.0  # of words after the shape before them; points
GAP = 8.0
SIZES = {"Text": (20, 18, 16, 14), "Chart and text": (16, 15, 14, 13), "Headline": (18, 17, 16, 15, 14)}
STRIP_SIZES = (16, 15, 14, 13, 12)
AGENDA_SIZES = (18, 17, 16, 15, 14, 13, 12)


@dataclass(frozen=True)
class Words:
    """A paragraph: its text, and the shape before it in a colour of its own ("": none)."""

    text: str
    shape: str = ""
    colour: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Page:
    """One slide: the layout, and what to put into its placeholders."""

    layout: str
    part: str
    title: str
    topic: str = ""
    base: str = ""
    words: tuple[Words, ...] = ()
    tiles: tuple[Tile, ...] = ()
    chart: Chart | None = None
    charted: Table | None = None  # the table that the chart points at
    table: Table | None = None
    speaker: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = field(default=())  # further placeholders and their words

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes of text to try for its words, the best first."""
        return AGENDA_SIZES if self.layout == "Agenda" else SIZES.get(self.layout, STRIP_SIZES)


@dataclass(frozen=True)
class Planner:
    """Plans pages for one template and look."""

    template: Template
    look: Look

    def plan(self, card: Scorecard) -> tuple[Page, ...]:
        """Every slide of the deck in order: the title, an agenda where there are many, the sections."""
        front = Page("Title slide", card.title, card.title, lines=_front_lines(card))
        pages = [page for section in card.sections for page in self.section(section)]
        if len(pages) + 1 <= AGENDA_OVER:
            return (front, *pages)
        return (front, *self._agenda(card, pages), *pages)

    def section(self, section: Section) -> tuple[Page, ...]:
        """The slides of one section."""
        blank = Page("Text", section.part, section.title, section.topic, section.base)
        said = tuple(self._words(statement) for statement in section.statements)
        pages: list[Page] = []
        for chart, table in zip_longest(section.charts, section.tables):
            drawn, said = self._drawn(section, blank, chart, table, said)
            pages += drawn
        if section.tiles:
            first = replace(blank, layout="Headline", tiles=section.tiles)
            taken, said = self._taken(first, said)
            pages.insert(0, replace(first, words=taken))
        while said or not pages:
            taken, said = self._taken(blank, said)
            pages.append(replace(blank, words=taken))
        return _numbered(pages, section.speaker)

    def _drawn(
        self, section: Section, blank: Page, chart: Chart | None, table: Table | None, said: tuple[Words, ...]
    ) -> tuple[list[Page], tuple[Words, ...]]:
        """The slides of a chart and a table, and the statements that found no place on them."""
        charted = section.table(chart.table) if chart else None
        both = replace(blank, layout="Chart and table", chart=chart, charted=charted, table=table)
        if chart and table:
            both = replace(both, base=_base(section, table))
            for words in (said, ()) if said else ((),):
                page = replace(both, words=words)
                if self._fits(page):
                    return [page], (() if words else said)
        pages: list[Page] = []
        if chart and charted:
            beside = replace(both, layout="Chart and text", table=None, words=said)
            if said and not table and self._fits(beside):
                return [beside], ()
            pages += self._charts(replace(both, layout="Chart", table=None), chart, charted)
        if table:
            tables, said = self._tables(replace(blank, layout="Table", base=_base(section, table)), table, said)
            pages += tables
        return pages, said

    def _charts(self, page: Page, chart: Chart, charted: Table) -> Iterator[Page]:
        """The chart on as few slides as its rows need, on the same axis."""
        box = self.room(page, "Chart")
        total = len(chart.rows)
        for number in range(1, total + 1):
            most = -(-total // number)
            parts = [replace(chart, rows=chart.rows[at : at + most]) for at in range(0, total, most)]
            if most == 1 or all(rows_that_fit(part, charted, box, self.template.font) for part in parts):
                yield from (replace(page, chart=part) for part in parts)
                return

    def _tables(self, page: Page, table: Table, said: tuple[Words, ...]) -> tuple[list[Page], tuple[Words, ...]]:
        """The table on as few slides as it needs; the statements beneath it where both fit."""
        under = replace(page, table=table, words=said)
        if said and self._fits(under):
            return [under], ()
        parts = pieces(table, self.room(page, "Table"), self.template.font)
        return [replace(page, table=part) for part in parts], said

    def _fits(self, page: Page) -> bool:
        font = self.template.font
        if page.table and not grid(page.table, self.room(page, "Table"), font):
            return False
        if page.chart and page.charted and not rows_that_fit(page.chart, page.charted, self.room(page, "Chart"), font):
            return False
        return not page.words or self.size(page) is not None

    def _taken(self, page: Page, said: Sequence[Words]) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
        """As many of the paragraphs as fit, at least one; and the rest."""
        for number in range(len(said), 1, -1):
            if self.size(replace(page, words=tuple(said[:number]))) is not None:
                return tuple(said[:number]), tuple(said[number:])
        return tuple(said[:1]), tuple(said[1:])

    def size(self, page: Page) -> int | None:
        """The size at which the page's words fit into their placeholder; None where they do not."""
        box = self.room(page, "Text")
        texts = [words.text for words in page.words]
        return size_that_fits(texts, (box.w, box.h), page.sizes, font=self.template.font, indent=INDENT)

    def base(self, page: Page) -> Box:
        """The box of the base line: higher than in the layout where it takes more lines."""
        box = self.template.box(page.layout, "Base")
        return box.grown_up(height([page.base], box.w, 12, font=self.template.font)) if page.base else box

    def room(self, page: Page, name: str) -> Box:
        """The box of a placeholder on this page: longer where nothing stands below it, and clear of the base line."""
        box = self.template.box(page.layout, name)
        floor = self.base(page).y - GAP
        if name in ("Chart", "Table") and page.layout in ("Chart and table", "Table") and not page.words:
            box = box.down_to(self.template.box(page.layout, "Text").bottom)
        return box.down_to(min(box.bottom, floor)) if box.y < floor < box.bottom else box

    def _words(self, statement: Statement) -> Words:
        paint = self.look.colours
        shape, colour = "•", paint["muted"]
        if statement.finding:
            shape, colour, _ = self.look.marks[statement.finding]
        elif statement.tone is Tone.WARNING:
            shape, colour = "!", paint["warning"]
        elif statement.tone is Tone.ASK:
            shape, colour = "→", paint["accent"]
        return Words(statement.text, shape, colour, bold=statement.tone is Tone.ASK)

    def _agenda(self, card: Scorecard, pages: Sequence[Page]) -> tuple[Page, ...]:
        """The parts with the slide on which each begins, and their topics."""
        first = {page.part: number for number, page in reversed(list(enumerate(pages, start=3)))}
        topics = {
            part: [s.topic for s in card.sections if s.part == part] for part in dict.fromkeys(p.part for p in pages)
        }
        entries: list[Words] = []
        for part, named in topics.items():
            entries.append(Words(f"{part} (from slide {first[part]})", bold=True))
            entries += [Words("; ".join(dict.fromkeys(named)))] if named != [part] else []
        blank = Page("Agenda", card.title, "What this scorecard covers", "Agenda")
        return (replace(blank, words=tuple(entries)),)


def _base(section: Section, table: Table) -> str:
    return " ".join(part for part in (table.base or section.base, *table.notes) if part)


def _front_lines(card: Scorecard) -> tuple[tuple[str, str], ...]:
    edition = f"{card.edition.capitalize()} edition"
    return (("Subtitle", card.subtitle), ("Details", ", ".join(part for part in (edition, card.produced_by) if part)))


def _numbered(pages: Sequence[Page], speaker: tuple[str, ...]) -> tuple[Page, ...]:
    """The pages of one section, their titles told apart by numbers where there are several."""
    total = len(pages)
    return tuple(
        replace(
            page, title=page.title if number == 1 else f"{page.title} (continued, {number} of {total})", speaker=speaker
        )
        for number, page in enumerate(pages, start=1)
    )
