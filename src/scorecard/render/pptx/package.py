"""What surrounds the slides in a file: properties, leftovers of a template, fixed dates and order of zip entries."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip entry can have
LEFTOVERS = (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.PRINTER_SETTINGS)
FIRST = ("[Content_Types].xml", "_rels/.rels")


def drop_leftovers(deck: Any) -> None:
    """Take out what a template's author left: slides, thumbnail, printer settings, comments' authors, properties."""
    slides = deck.slides._sldIdLst
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    _drop_relations(deck.part.package)
    _drop_relations(deck.part)
    for extension in deck.part._element.findall("{*}extLst"):  # sections of slides that are gone
        deck.part._element.remove(extension)


def _drop_relations(source: Any) -> None:
    rels = source._rels
    for key in [
        key for key, rel in rels.items() if rel.reltype in LEFTOVERS or rel.reltype.endswith("/commentAuthors")
    ]:
        rels.pop(key)


def set_properties(deck: Any, *, title: str, subject: str, language: str, dated: datetime) -> None:
    """Title, subject, language and dates of the file; nobody's name."""
    properties = deck.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title, properties.subject, properties.language = title, subject, language
    properties.created = properties.modified = dated


def to_bytes(deck: Any) -> bytes:
    """The deck as a pptx file: the same deck gives the same bytes, whenever it is written."""
    written, ordered = io.BytesIO(), io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(ordered, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name not in FIRST, name)):
            target.writestr(_entry(name), source.read(name))
    return ordered.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    return entry


def parse(xml: str | bytes) -> Any:
    """An element from XML text."""
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
