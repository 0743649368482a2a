"""An HTML page in, everything in it out: its source is read as text, no element is run and nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from scorecard.disclosure.inspect.colour import rgb, unseen
from scorecard.disclosure.inspect.content import Content, Table, Text, as_item, headed, refuse_more, together
from scorecard.disclosure.inspect.css import PRESENTATION, effective, for_screen_readers, hides, rules
from scorecard.disclosure.inspect.inlined import addresses, carried
from scorecard.disclosure.inspect.numbers import more_than_shown, stored
from scorecard.disclosure.inspect.report import Leak
from scorecard.errors import ExtractError

INLINE = {
    "a", "abbr", "b", "bdi", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tspan", "u", "var",
}  # fmt: skip
APART = {
    "span",
    "tspan",
    "sub",
    "sup",
    "small",
    "mark",
    "a",
    "del",
    "ins",
    "s",
    "strike",
}  # may stand apart from the words around them
MOST_INSIDE = 1_000  # data: addresses of one page
DEEPEST = 250  # elements; the parser grows slow beyond
SILENT = {"script", "style", "iframe", "object"}
LOADING = {"src", "srcset", "poster", "data", "background", "xlink:href"}
LENGTHS = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}
DRAWING = LENGTHS | {"d", "points", "transform"}
ALTERNATIVE = {"alt", "title", "aria-label", "placeholder", "aria-description"}  # a reader sees or hears them
SILENT_NAMES = {"class", "style", "rel", "lang", "charset", "viewbox", "xmlns", "scope", "role", "tabindex", "type"}
PERSONAL_META = {"author", "generator", "creator", "publisher", "dcterms.creator"}
_OUTSIDE = re.compile(r"\s*(https?:)?//", re.IGNORECASE)
_LOADED_BY_STYLE = re.compile(r"url\(\s*['\"]?(https?:)?//", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass
class _Open:
    """An element that is still open."""

    tag: str
    hidden: bool
    ink: str | None
    paper: str | None
    quiet: bool = False
    texts: list[str] = field(default_factory=list)


class _Reader:
    """Collects what a page holds while the parser walks over it (the methods are those that lxml calls)."""

    def __init__(self, where: str, sheet: dict[str, dict[str, str]]) -> None:
        self.where, self.sheet = where, sheet
        self.stack = [_Open("", False, "000000", "FFFFFF")]
        self.leaks: list[Leak] = []
        self.texts: list[Text] = []
        self.tables: list[list[list[str]]] = []
        self.open_tables: list[list[list[str]]] = []
        self.captions: dict[int, str] = {}
        self.heading = ""
        self.cells = 0
        self.inlined: list[str] = []

    def leak(self, kind: str, detail: str = "") -> None:
        self.leaks.append(Leak(kind, self.where, detail))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        values = {str(name).lower(): value or "" for name, value in attributes.items()}
        for name, value in values.items():
            self._attribute(tag, name, value, values)
        if tag == "meta" and values.get("name", "").lower() in PERSONAL_META:
            self.leak("property" if "gen" not in values["name"].lower() else "property_look", values["name"][:30])
        if tag in {"script", "object", "embed", "applet"}:
            self.leak("script", f"<{tag}>")
        if tag == "input" and values.get("type", "").lower() == "hidden":
            self.leak("hidden_element", "<input type=hidden>")
        if len(self.stack) > DEEPEST:
            raise ExtractError(f"{self.where} nests more than {DEEPEST} elements, so it was not read; save it anew.")
        self.stack.append(self._opened(tag, values))
        self._table(tag)
        if tag == "br":
            self.stack[-2].texts.append("; ")

    def _opened(self, tag: str, values: dict[str, str]) -> _Open:
        above = self.stack[-1]
        style = effective(tag, values.get("class", ""), values.get("id", ""), values.get("style", ""), self.sheet)
        style = {name: values[name].strip().lower() for name in PRESENTATION if name in values} | style
        reader = for_screen_readers(style)
        closed = tag == "template" or (tag == "dialog" and "open" not in values) or "hidden" in values
        hidden = closed or (hides(style) and not reader)
        if reader:
            self.leak("screen_reader_text", f"<{tag}>")
        ground = style.get("background-color") or style.get("background")
        paper = rgb(ground) if ground else above.paper
        return _Open(tag, above.hidden or hidden, rgb(style.get("color")) or above.ink, paper, tag in SILENT)

    def _attribute(self, tag: str, name: str, value: str, values: dict[str, str]) -> None:
        if name.startswith("data-"):
            self.leak("data_attribute", name[:40])
        if name.startswith("on"):
            self.leak("script", f"{name[:20]} on <{tag}>")
        if name in {"href", "action", "src", "data"} and value.strip().lower().startswith("javascript:"):
            self.leak("script", f"{name} on <{tag}>")
        self.inlined += addresses(value)
        loads = name in LOADING or (name == "href" and tag in {"link", "base", "image", "use"})
        outside = (loads and _OUTSIDE.match(value)) or _LOADED_BY_STYLE.search(value)
        if outside and "canonical" not in values.get("rel", ""):
            self.leak("external_resource", f"{name[:20]} of <{tag}>")
        if name in DRAWING and any(_too_fine(n) for n in _NUMBER.findall(value[:100_000])):
            self.leak("more_digits", f"{name} of <{tag}>")
        if name not in SILENT_NAMES | DRAWING and not (name in LOADING and "data:" in value[:100]):
            self.texts.append(Text(self.where, value[:5000], name in ALTERNATIVE, self.heading))

    def end(self, tag: str) -> None:
        if tag == "table" and self.open_tables:
            self.tables.append(self.open_tables.pop())
        if all(o.tag != tag for o in self.stack[1:]):
            return
        while len(self.stack) > 1:
            closed = self.stack.pop()
            self._said(closed)
            if closed.tag == tag:
                return

    def _said(self, closed: _Open) -> None:
        text = " ".join("".join(closed.texts).split())
        if text and closed.tag not in SILENT:
            alone = not {closed.tag, *(o.tag for o in self.stack)} & {"td", "th"}
            self.texts.append(Text(self.where, text, not closed.hidden, self.heading, alone))
            if closed.tag in INLINE and not closed.hidden:
                gap = " " if closed.tag in APART else ""
                self.stack[-1].texts.append(f"{gap}{''.join(closed.texts)}{gap}")
        if closed.tag in {"h1", "h2", "h3", "h4"}:
            self.heading = text

    def _table(self, tag: str) -> None:
        if tag == "table":
            self.captions[len(self.tables) + len(self.open_tables)] = self.heading
            self.open_tables.append([])
        elif tag == "tr" and self.open_tables:
            self.open_tables[-1].append([])
        elif tag in {"td", "th"} and self.open_tables:
            if not self.open_tables[-1]:
                self.open_tables[-1].append([])
            self.open_tables[-1][-1].append("")
            self.cells += 1
            refuse_more(self.where, self.cells)
        elif tag in {"br", "sub", "sup"} and self.open_tables and self.open_tables[-1] and self.open_tables[-1][-1]:
            self.open_tables[-1][-1][-1] += " "

    def data(self, data: str) -> None:
        current = self.stack[-1]
        if not data.strip():
            current.texts.append(" ")
            return
        if any(o.quiet for o in self.stack):
            return
        current.texts.append(data)
        if current.hidden:
            self.leak("hidden_element", f"words in <{current.tag}>")
        elif unseen(current.ink, current.paper) and all(o.tag != "svg" for o in self.stack):
            self.leak("hidden_text", f"in <{current.tag}>")
        tags = {o.tag for o in self.stack}
        if self.open_tables and self.open_tables[-1] and self.open_tables[-1][-1] and tags & {"td", "th"}:
            self.open_tables[-1][-1][-1] += data
        elif "caption" in tags and self.open_tables:
            at = len(self.tables) + len(self.open_tables) - 1
            self.captions[at] = f"{self.captions.get(at, '')} {data}"

    def comment(self, data: str) -> None:
        if data.strip():
            self.leak("html_comment")
            self.texts.append(Text(self.where, data, shown=False))

    def close(self) -> None:
        while len(self.stack) > 1:
            self.end(self.stack[-1].tag)


def _too_fine(number: str) -> bool:
    value = stored(number)
    return value is not None and more_than_shown(value, None)


def page(where: str, source: str) -> Content:
    """The content of an HTML page; text that is not HTML is read as words."""
    sheets = "\n".join(re.findall(r"<style[^>]*>(.*?)</style", source, re.DOTALL | re.IGNORECASE))
    reader = _Reader(where, rules(sheets))
    # Without huge_tree the parser stops without a word at an attribute or a text of 10 MB (a screenshot, say), and what
    # comes after would never be looked at. How much there may be at all is limited before (archive.py).
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as problem:
        raise ExtractError(f"{where} is not readable as HTML; save it anew and check that.") from problem
    if parser.error_log.filter_from_fatals():
        raise ExtractError(f"{where} could not be read to its end as HTML; save it anew and check that.")
    if "@import" in sheets or _LOADED_BY_STYLE.search(sheets):
        reader.leak("external_resource", "in <style>")
    if re.search(r"/\*\s*[^*\s]", sheets):
        reader.texts.append(Text(where, " ".join(re.findall(r"/\*(.*?)\*/", sheets, re.DOTALL)), shown=False))
    reader.texts += [Text(where, words, shown=False) for _, words in re.findall(r"(['\"])(.*?)\1", sheets) if words]
    tables = tuple(_as_table(where, reader.captions.get(at, ""), t) for at, t in enumerate(reader.tables) if t)
    own = Content(tuple(reader.leaks), tables, tuple(reader.texts))
    inside = (*reader.inlined, *addresses(sheets))
    if len(inside) > MOST_INSIDE:
        raise ExtractError(f"{where} holds more than {MOST_INSIDE:,} files within; check them one by one.")
    return together([own, *(_within(where, address) for address in inside)])


def _within(where: str, address: str) -> Content:
    """What a file written into the page as a data: address holds."""
    inner = f"{where} > data"
    leaks, words = carried(inner, address)
    found = page(inner, words.decode("utf-8", "replace")) if words.strip() else Content()
    return together([Content(leaks), found])


def _as_table(where: str, context: str, rows: list[list[str]]) -> Table:
    cells = [[" ".join(text.split()) for text in row] for row in rows]
    rows_of_items = [tuple(as_item(text, f"row {at + 1}") for text in row) for at, row in enumerate(cells)]
    return headed(where, context, rows_of_items)
