"""One page that needs nothing else: the scorecard as HTML with inline SVG charts, no script and no request.

In: a Scorecard and a Look. Out: one UTF-8 file, the same bytes for the same input. Nothing is worked out here: the
words and numbers are the document's, the charts' geometry is `render.svg`'s.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from scorecard.model import Chart, Edition, Look, Row, Scorecard, Section, Table, Tone, Unit, of_numbers
from scorecard.render.svg import Drawing, drawn
from scorecard.render.svg.drawing import pixels
from scorecard.render.svg.theme import font_stack, page_rules
from scorecard.render.svg.tones import tone, written
from scorecard.shipped import shipped

WIDE, SMALL = 820.0, 320.0
LONG_NAME = 32  # letters of a row's name


@dataclass(frozen=True)
class Picture:
    """One chart twice, for a wide and for a small screen, and the table that it is drawn from."""

    chart: Chart
    table: Table
    wide: Drawing
    small: Drawing


def render_html(card: Scorecard, look: Look, path: Path) -> None:
    """Write the scorecard as one self-contained page at `path`."""
    path.write_text(page(card, look), encoding="utf-8", newline="\n")


def page(card: Scorecard, look: Look) -> str:
    """The page as text."""
    pictures = {chart.id: _picture(section, chart, look) for section in card.sections for chart in section.charts}
    style = _style(card, look, pictures.values())
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        _environment(look)
        .get_template("page.html.j2")
        .render(
            card=card,
            parts=_parts(card),
            pictures=pictures,
            style=Markup(style),  # noqa: S704 (made here from checked colours and font names and our own file)
            digest=digest,
            public=card.edition is Edition.PUBLIC,
        )
    )


class _Compiled(BytecodeCache):
    """Templates compiled once in a process, however many pages it makes."""

    made: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before; nothing where the template has changed since, as its key tells."""
        if bucket.key in self.made:
            bucket.bytecode_from_string(self.made[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self.made[bucket.key] = bucket.bytecode_to_string()


def _environment(look: Look) -> Environment:
    """Templates with autoescape; a name that a template lacks is an error rather than a blank."""
    made = Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, bytecode_cache=_Compiled(),
    )  # fmt: skip
    made.filters["px"] = pixels
    made.tests["long"] = _long
    made.globals.update(
        sides=_sides, Tone=Tone, Unit=Unit, marks=look.marks, tone=tone, written=written, swatch=_swatch(look)
    )
    return made


def _sides(table: Table) -> tuple[str, ...]:
    """The classes of each column's cells. Numbers stand at the right; what they come to, in the last column, stays in
    view while a wide table is scrolled."""
    return tuple(
        "words found" if column.key == "finding" else "" if of_numbers(table, at) else "words"
        for at, column in enumerate(table.columns)
    )


def _long(table: Table) -> bool:
    """Whether the names of its rows need a wide column."""
    return any(len(row.cells[0].text) > LONG_NAME for row in table.rows)


def _swatch(look: Look) -> Callable[[Row], str]:
    def of(row: Row) -> str:
        """The class of the square before a group's name; "" where its colour depends on its position in a chart."""
        first, second = (look.colour(row.group, position) for position in (0, 1))
        return tone(first) if first == second else ""

    return of


def _parts(card: Scorecard) -> list[tuple[str, list[Section]]]:
    """The sections by part, in the order in which the parts come."""
    return [(part, list(sections)) for part, sections in groupby(card.sections, key=lambda s: s.part)]


def _picture(section: Section, chart: Chart, look: Look) -> Picture:
    table = section.table(chart.table)
    return Picture(chart, table, drawn(chart, table, look, WIDE), drawn(chart, table, look, SMALL))


def _style(card: Scorecard, look: Look, pictures: Iterable[Picture]) -> str:
    tones = {name for picture in pictures for name in (*picture.wide.tones, *picture.small.tones)}
    tones |= {written(colour) for _shape, colour, _words in look.marks.values()} | set(_swatches(card, look))
    fonts = f":root{{--body:{font_stack(look.body_font)};--heading:{font_stack(look.heading_font)}}}"
    return f"{fonts}{page_rules(look, tones)}\n{shipped('templates/page.css').read_text(encoding='utf-8')}"


def _swatches(card: Scorecard, look: Look) -> Iterator[str]:
    of = _swatch(look)
    for section in card.sections:
        for table in (*section.tables, *section.details):
            yield from filter(None, map(of, table.rows))
