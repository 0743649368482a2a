"""What python-pptx has no words for: error bars, a log axis, fixed plots, direct labels, axis numbers from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from scorecard.render.pptx.geometry.boxes import emu, share_text
from scorecard.render.pptx.geometry.plot import SIZE, Plot
from scorecard.render.pptx.workbook import Number

CHART_2013 = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
SHOWN = ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize")


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """A new last child, such as child(axis, "c:delete", val="0")."""
    return etree.SubElement(parent, qn(tag), attributes)


def error_bars(
    series: Any, below: tuple[str, Sequence[Number]], above: tuple[str, Sequence[Number]], colour: str
) -> None:
    """Custom error bars: for each side the cells of the workbook and the numbers that they hold."""
    bars = etree.Element(qn("c:errBars"))
    if series.tag == qn("c:ser") and series.getparent().tag == qn("c:lineChart"):
        child(bars, "c:errDir", val="y")
    child(bars, "c:errBarType", val="both")
    child(bars, "c:errValType", val="cust")
    child(bars, "c:noEndCap", val="0")
    for tag, (reference, values) in (("c:plus", above), ("c:minus", below)):
        _numbers(child(bars, tag), reference, values)
    _line(child(bars, "c:spPr"), colour, 1.25)
    _before(series, bars, ("c:cat", "c:val", "c:xVal", "c:yVal", "c:smooth", "c:shape", "c:extLst"))


def _numbers(parent: Any, reference: str, values: Sequence[Number]) -> None:
    source = child(parent, "c:numRef")
    child(source, "c:f").text = reference
    cache = child(source, "c:numCache")
    child(cache, "c:formatCode").text = "General"
    child(cache, "c:ptCount", val=str(len(values)))
    for place, value in enumerate(values):
        if value is not None:
            child(child(cache, "c:pt", idx=str(place)), "c:v").text = repr(value)


def _line(shape: Any, colour: str, points: float) -> None:
    line = child(shape, "a:ln", w=str(emu(points)), cap="flat")
    child(child(line, "a:solidFill"), "a:srgbClr", val=colour)
    child(line, "a:round")


def _before(parent: Any, element: Any, followers: Sequence[str]) -> None:
    """Insert an element before the first of the children that the schema puts after it."""
    tags = {qn(tag) for tag in followers}
    place = next((at for at, other in enumerate(parent) if other.tag in tags), len(parent))
    parent.insert(place, element)


def log_scale(axis: Any, base: str = "2") -> None:
    """Make a value axis logarithmic."""
    scaling = axis._element.find(qn("c:scaling"))
    scaling.insert(0, etree.Element(qn("c:logBase"), val=base))


def fixed_layout(parent: Any, place: Sequence[float], *, inner: bool = False) -> None:
    """Fix where a plot, title or legend stands: x, y and, where given, width and height as fractions of the frame."""
    for spare in parent.findall(qn("c:layout")):
        parent.remove(spare)
    layout = etree.Element(qn("c:layout"))
    manual = child(layout, "c:manualLayout")
    if inner:
        child(manual, "c:layoutTarget", val="inner")
    child(manual, "c:xMode", val="edge")
    child(manual, "c:yMode", val="edge")
    for tag, share in zip(("c:x", "c:y", "c:w", "c:h"), place, strict=False):
        child(manual, tag, val=share_text(share))
    parent.insert(0 if parent.tag == qn("c:plotArea") else 1, layout)


def fix_plot(chart: Any, plot: Plot) -> None:
    """Fix the inner plot, so that labels have the room that was measured for them."""
    fixed_layout(chart._chartSpace.find(f".//{qn('c:plotArea')}"), (plot.x, plot.y, plot.w, plot.h), inner=True)


@dataclass(frozen=True)
class Label:
    """What is written beside a point: lines, a dot in the colour of what is labelled, and how far it is moved down."""

    lines: tuple[str, ...]
    ink: str
    dot: str = ""
    down: float = 0.0  # a fraction of the chart's height


def point_label(series: Any, point: int, words: Label) -> None:
    """Label one point at its right."""
    labels = series.get_or_add_dLbls()
    for flag in SHOWN:
        found = labels.find(qn(flag))
        if found is not None:
            found.set("val", "0")
    _no_leaders(labels)
    label = labels._insert_dLbl_in_sequence(point)
    for spare in list(label)[1:]:
        label.remove(spare)
    if words.down:
        manual = child(child(label, "c:layout"), "c:manualLayout")
        child(manual, "c:x", val="0")
        child(manual, "c:y", val=share_text(words.down))
    _rich(child(child(label, "c:tx"), "c:rich"), words)
    child(label, "c:dLblPos", val="r")
    for flag in SHOWN:
        child(label, flag, val=str(int(flag == "c:showVal")))


def _no_leaders(labels: Any) -> None:
    """No line from a point to a label that was moved: colours and order tell them apart."""
    if labels.find(qn("c:extLst")) is None:
        extension = child(child(labels, "c:extLst"), "c:ext", uri=CHART_2013)
        etree.SubElement(extension, f"{{{C15}}}showLeaderLines", {"val": "0"}, nsmap={"c15": C15})


def _rich(text: Any, words: Label) -> None:
    child(text, "a:bodyPr", wrap="none", lIns="38100", tIns="0", rIns="0", bIns="0", anchor="ctr")
    child(text, "a:lstStyle")
    for number, line in enumerate(words.lines):
        paragraph = child(text, "a:p")
        child(paragraph, "a:pPr", algn="l")
        if words.dot and number == 0:
            _run(paragraph, "● ", words.dot)
        _run(paragraph, line, words.ink)


def _run(paragraph: Any, words: str, colour: str) -> None:
    run = child(paragraph, "a:r")
    properties = child(run, "a:rPr", lang="en-GB", sz=f"{SIZE}00", b="0")
    child(child(properties, "a:solidFill"), "a:srgbClr", val=colour)
    child(run, "a:t").text = words


def start_at_axis(axis: Any, points: int) -> None:
    """Let lines begin and end at the edges of the plot; a single point stands in its middle."""
    for spare in axis._element.findall(qn("c:crossBetween")):
        axis._element.remove(spare)
    between = etree.Element(qn("c:crossBetween"), val="midCat" if points > 1 else "between")
    _before(axis._element, between, ("c:majorUnit", "c:minorUnit", "c:dispUnits", "c:extLst"))


def skip_ticks(axis: Any, every: int) -> None:
    """Write only every n-th name under a category axis."""
    skip = etree.Element(qn("c:tickLblSkip"), val=str(every))
    _before(axis._element, skip, ("c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst"))


def refer(series: Any, tag: str, reference: str) -> None:
    """Point a part of a series (its name, x or y values) at cells of the workbook."""
    formula = series.find(f"{qn(tag)}//{qn('c:f')}")
    formula.text = reference


def number_axes(chart: Any) -> None:
    """Number the axes from 1: the library's numbers are negative, which the schema forbids."""
    space = chart._chartSpace
    numbers = {element.get("val"): str(place) for place, element in enumerate(_axes(space), start=1)}
    for element in space.iter(qn("c:axId"), qn("c:crossAx")):
        element.set("val", numbers[element.get("val")])


def _axes(space: Any) -> list[Any]:
    return [axis.find(qn("c:axId")) for axis in space.iter(qn("c:catAx"), qn("c:valAx"), qn("c:dateAx"))]


def speak_english(chart: Any) -> None:
    """Mark every text of a chart as British English."""
    for element in chart._chartSpace.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        element.set("lang", "en-GB")
    language = chart._chartSpace.find(qn("c:lang"))
    if language is None:
        language = etree.Element(qn("c:lang"))
        _before(
            chart._chartSpace,
            language,
            ("c:roundedCorners", "c:style", "c:clrMapOvr", "c:pivotFmts", "c:protection", "c:chart"),
        )
    language.set("val", "en-GB")
