"""Sections to pages: what stands on which slide, so that everything fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from scorecard.model import Chart, Look, Scorecard, Section, Statement, Table, Tone
from scorecard.render.pptx.agenda import agenda_table
from scorecard.render.pptx.geometry.boxes import Box, beside, even_parts, even_share
from scorecard.render.pptx.geometry.grid import grid, grid_in, pieces, tight
from scorecard.render.pptx.geometry.words import SMALLEST, height, size_that_fits
from scorecard.render.pptx.labels import plot_of, rows_that_fit
from scorecard.render.pptx.page import FRONT, Page, Words
from scorecard.render.pptx.template import Template

AGENDA_OVER = 10  # a deck with more slides has an agenda
INDENT = 24.0  # of words after the shape before them; points
GAP = 8.0
WITH_STRIP = ("Chart and table", "Chart", "Table")  # their words stand below, where there are any
AGENDA_TITLE = "What this scorecard covers"
BENEATH = 14  # points: words stand beneath a wide chart where they can be as large, else beside a narrow one
CONTINUED = " (continued, 99 of 99)"  # the longest that may follow a title


@dataclass(frozen=True)
class Planner:
    """Plans pages for one template and look."""

    template: Template
    look: Look

    def plan(self, card: Scorecard) -> tuple[Page, ...]:
        """Every slide of the deck in order: the title, an agenda where there are many, the sections."""
        front = Page(FRONT, card.title, card.title, lines=_front_lines(card))
        pages = [page for section in card.sections for page in self.section(section)]
        if len(pages) + 1 <= AGENDA_OVER:
            return (front, *pages)
        agenda = self._agenda(card, pages, after=len(self._agenda(card, pages)))
        return (front, *agenda, *pages)

    def section(self, section: Section) -> tuple[Page, ...]:
        """The slides of one section."""
        blank = Page("Text", section.part, section.title + CONTINUED, section.topic, section.base)
        said = tuple(self._words(statement) for statement in section.statements)
        pages: list[Page] = []
        for chart, table in zip_longest(section.charts, section.tables):
            drawn, said = self._drawn(section, blank, chart, table, said)
            pages += drawn
        if section.tiles:
            pages = [*self._told_on(replace(blank, layout="Headline", tiles=section.tiles), blank, said), *pages]
        elif said or not pages:
            pages += self._told_on(blank, blank, said)
        return _numbered(pages, section.title, section.speaker)

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
            alone = replace(both, layout="Chart", table=None)
            told = self._told(replace(alone, words=said)) if said and not table else None
            if told:
                return [told], ()
            charts = self._charts(alone, chart, charted)
            first = replace(charts[0], words=said)
            pages, said = ([first, *charts[1:]], ()) if said and self._fits(first) else (charts, said)
        if table:
            tables, said = self._tables(replace(blank, layout="Table", base=_base(section, table)), table, said)
            pages += tables
        return pages, said

    def _told(self, page: Page) -> Page | None:
        """A chart and all that is said of it on one slide: the words beneath it, or beside it where they are long."""
        beside = replace(page, layout="Chart and text")
        if self._fits(page) and (self.size(page) or 0) >= BENEATH:
            return page
        return beside if self._fits(beside) else None

    def _charts(self, page: Page, chart: Chart, charted: Table) -> list[Page]:
        """The chart on as few slides as its rows need, on the same axis."""
        box = self.room(page, "Chart")
        for number in range(1, len(chart.rows) + 1):
            parts = [replace(chart, rows=chart.rows[some]) for some in even_parts(len(chart.rows), number)]
            if all(rows_that_fit(part, charted, box, self.template.font) for part in parts):
                break
        return [replace(page, chart=part) for part in parts]

    def _tables(self, page: Page, table: Table, said: tuple[Words, ...]) -> tuple[list[Page], tuple[Words, ...]]:
        """The table on as few slides as it needs; the statements beneath it where both fit."""
        under = replace(page, table=table, words=said)
        if said and self._fits(under):
            return [under], ()
        parts = pieces(table, self.room(page, "Table"), self.template.font)
        pages = [replace(page, table=part) for part in parts]
        last = replace(pages[-1], words=said)
        return ([*pages[:-1], last], ()) if said and self._fits(last) else (pages, said)

    def _fits(self, page: Page) -> bool:
        font = self.template.font
        if page.table and not grid(page.table, self.room(page, "Table"), font):
            return False
        if page.chart and page.charted and not rows_that_fit(page.chart, page.charted, self.room(page, "Chart"), font):
            return False
        return not page.words or self.size(page) is not None

    def _told_on(self, first: Page, blank: Page, said: Sequence[Words]) -> list[Page]:
        """The paragraphs on as few slides as they need and, on those, evenly: none is left alone on the last."""
        fewest = len(self._filled(first, blank, said, len(said)))
        shares = range(even_share(len(said), fewest), len(said) + 1)
        return next(pages for most in shares if len(pages := self._filled(first, blank, said, most)) == fewest)

    def _filled(self, first: Page, blank: Page, said: Sequence[Words], most: int) -> list[Page]:
        """One slide after another with as many of the paragraphs as fit, at most so many."""
        pages: list[Page] = []
        while said or not pages:
            page = blank if pages else first
            tries = (replace(page, words=tuple(said[:number])) for number in range(min(most, len(said)), 1, -1))
            fitting = next((t for t in tries if self.size(t) is not None), replace(page, words=tuple(said[:1])))
            pages.append(fitting)
            said = said[len(fitting.words) :]
        return pages

    def size(self, page: Page) -> int | None:
        """The size at which the page's words fit into their placeholder; None where they do not."""
        box = self.room(page, "Text")
        texts = [(words.text, words.bold is not False) for words in page.words]
        return size_that_fits(texts, (box.w, box.h), page.sizes, font=self.template.font, indent=INDENT)

    def title(self, page: Page) -> tuple[Box, int]:
        """The box and the size of the title: it is longer than in the layout where the smallest size is too large."""
        box, font, sizes = self.template.box(page.layout, "Title"), self.template.heading, page.title_sizes
        size = size_that_fits([page.title], (box.w, box.h), sizes, font=font) or sizes[-1]
        return box.at_least(height([page.title], box.w, size, font=font)), size

    def base(self, page: Page) -> Box:
        """The box of the base line: as high as its lines are, on the lower edge that it has in the layout."""
        box = self.template.box(page.layout, "Base")
        return (
            box.up_to(box.bottom - height([page.base], box.w, SMALLEST, font=self.template.font)) if page.base else box
        )

    def room(self, page: Page, name: str) -> Box:
        """The box of a placeholder on this page: longer where nothing stands below it, and clear of the base line."""
        box = self._place(page, name)
        floor = self.base(page).y - GAP if page.base else box.bottom
        if page.layout in WITH_STRIP:
            box = self._above_strip(page, name, box)
        return box.down_to(min(box.bottom, floor)) if box.y < floor < box.bottom else box

    def _place(self, page: Page, name: str) -> Box:
        """The box of a placeholder in the layout, clear of a title that is longer than there."""
        box, usual = self._slot(page, name), self.template.box(page.layout, "Title")
        title, _ = self.title(page)
        return box.below(title.bottom + GAP) if title.h > usual.h else box

    def _slot(self, page: Page, name: str) -> Box:
        """The box of a placeholder in the layout with the room that a base line of few lines leaves above it."""
        box, base = self.template.box(page.layout, name), self.template.box(page.layout, "Base")
        spare = self.base(page).y - base.y
        if spare <= 0 or name == "Tiles" or box.y > base.y:
            return box
        return box.lower(spare) if page.layout in WITH_STRIP and name == "Text" else box.down_to(box.bottom + spare)

    def _above_strip(self, page: Page, name: str, box: Box) -> Box:
        """Chart and table share their width as the table needs it; the words follow whichever is longer."""
        strip = self._slot(page, "Text")
        if name == "Text":
            drawn = [self._drawn_bottom(page, other) for other in ("Chart", "Table")]
            return strip.up_to(min(max(drawn) + GAP + GAP, strip.y))
        floor = box.bottom if page.words else strip.bottom
        if page.layout != "Chart and table" or not page.table:
            return box.down_to(floor)
        chart, table = (self._place(page, other).down_to(floor) for other in ("Chart", "Table"))
        _, widest = beside(chart, table, chart.w + table.w)
        laid = grid_in((table, widest), page.table, self.template.font)
        return beside(chart, table, tight(page.table, laid, self.template.font) if laid else table.w)[name == "Table"]

    def _drawn_bottom(self, page: Page, name: str) -> float:
        """Where the chart or the table of a page ends; 0 where it has none."""
        font = self.template.font
        if name == "Table" and page.table:
            box = self.room(page, name)
            laid = grid(page.table, box, font)
            return box.y + laid.height if laid else box.bottom
        if name == "Chart" and page.chart and page.charted:
            box = self.room(page, name)
            plot = plot_of(page.chart, page.charted, box, font)
            return plot.frame.bottom if plot else box.bottom
        return 0.0

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

    def _agenda(self, card: Scorecard, pages: Sequence[Page], after: int = 1) -> tuple[Page, ...]:
        """The parts and where each begins, after an agenda of so many slides; topics where there is room for them."""
        blank = Page("Agenda", card.title, AGENDA_TITLE + CONTINUED, "Agenda")
        whole = agenda_table(card, pages, start=2 + after)
        rows = tuple(replace(row, cells=row.cells[::2]) for row in whole.rows)
        bare = replace(whole, columns=whole.columns[::2], rows=rows)
        box, font = self.room(blank, "Table"), self.template.font
        parts = (whole,) if grid(whole, box, font) else pieces(bare, box, font)
        return _numbered([replace(blank, table=part) for part in parts], AGENDA_TITLE, ())


def _base(section: Section, table: Table) -> str:
    return " ".join(part for part in (table.base or section.base, *table.notes) if part)


def _front_lines(card: Scorecard) -> tuple[tuple[str, str], ...]:
    edition = f"{card.edition.capitalize()} edition"
    return (("Subtitle", card.subtitle), ("Details", ", ".join(part for part in (edition, card.produced_by) if part)))


def _numbered(pages: Sequence[Page], title: str, speaker: tuple[str, ...]) -> tuple[Page, ...]:
    """The pages of one section under its title, told apart by numbers where there are several."""
    more = (f"{title} (continued, {number} of {len(pages)})" for number in range(2, len(pages) + 1))
    titles = (title, *more)
    return tuple(replace(page, title=titled, speaker=speaker) for page, titled in zip(pages, titles, strict=True))
