"""White words whose colour is their object's, as PowerPoint makes them of a shape that was given no fill."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from scorecard.disclosure.inspect import check_file

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WHITE = f'<a:solidFill xmlns:a="{A}"><a:srgbClr val="FFFFFF"/></a:solidFill>'


def reasons(tmp_path: Path, how: str, *, filled: bool = False) -> list[str]:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(4), Inches(1))
    shape.text_frame.text = "Mixed: three refused."
    if how == "list style":
        usual = etree.SubElement(
            etree.SubElement(shape._element.txBody.find(f"{{{A}}}lstStyle"), f"{{{A}}}lvl1pPr"), f"{{{A}}}defRPr"
        )
        usual.append(etree.fromstring(WHITE))
    if how == "small list style":
        level = etree.SubElement(shape._element.txBody.find(f"{{{A}}}lstStyle"), f"{{{A}}}lvl1pPr")
        etree.SubElement(level, f"{{{A}}}defRPr", sz="100")
    if not filled:
        shape.fill.background()
    deck.save(str(tmp_path / "a.pptx"))
    return [leak.detail for leak in check_file(tmp_path / "a.pptx").leaks if leak.kind == "hidden_text"]


@pytest.mark.parametrize("how", ["shape", "list style"])
def test_white_words_without_a_ground_are_found(how: str, tmp_path: Path) -> None:
    """The style of a new shape has white text; with its fill it can be read, without it nobody sees it."""
    assert reasons(tmp_path, how) == ["in the colour of its background"]
    assert reasons(tmp_path, how, filled=True) == []


def test_a_size_that_the_object_says_counts(tmp_path: Path) -> None:
    assert "too small" in reasons(tmp_path, "small list style", filled=True)
