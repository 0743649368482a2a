"""Golden parts: what each format makes of one small example, part by part, so that a change is seen where it is.

A part that changes on purpose is looked at as a picture (`make pictures`) and made anew:

    .venv/bin/python -m tests.render.test_golden

In: example_card. Out: tests/golden/<part>.txt, one XML or HTML element a line, for a reviewable difference.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scorecard.look import load_look
from scorecard.render.html import page
from scorecard.render.pptx import render_pptx
from scorecard.render.xlsx import render_xlsx
from tests.render.example_cards import example_card

GOLDEN = Path(__file__).parents[1] / "golden"
# A headline, a table with a chart, and a chart on a log axis in each format; the rest has tests of its own.
PARTS = {
    "slide-headline": ("pptx", "ppt/slides/slide2.xml"),
    "slide-rates": ("pptx", "ppt/slides/slide3.xml"),
    "slide-ratios": ("pptx", "ppt/slides/slide4.xml"),
    "chart-rates": ("pptx", "ppt/charts/chart1.xml"),
    "sheet-cover": ("xlsx", "xl/worksheets/sheet1.xml"),
    "sheet-figures": ("xlsx", "xl/worksheets/sheet5.xml"),
    "sheet-chart": ("xlsx", "xl/charts/chart1.xml"),
}


def lines(markup: str) -> str:
    """The markup with one element a line."""
    return re.sub(r">\s*<", ">\n<", markup).strip() + "\n"


def parts() -> dict[str, str]:
    """Each golden part as it is made today."""
    card, look = example_card(groups=3, periods=1), load_look()
    html = page(card, look)
    made = {"page": lines(html[html.index("<main") : html.index("</main>")])}
    with TemporaryDirectory() as folder:
        files = {"pptx": Path(folder) / "a.pptx", "xlsx": Path(folder) / "a.xlsx"}
        render_pptx(card, look, files["pptx"])
        render_xlsx(card, look, files["xlsx"])
        for name, (kind, part) in PARTS.items():
            with zipfile.ZipFile(files[kind]) as package:
                made[name] = lines(package.read(part).decode())
    return made


@pytest.fixture(scope="module")
def today() -> dict[str, str]:
    return parts()


@pytest.mark.parametrize("name", ["page", *PARTS])
def test_a_part_is_as_it_was_looked_at(today: dict[str, str], name: str) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert today[name].splitlines() == golden.splitlines()


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, text in parts().items():
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
