"""A quarter of one force, all formats and sections: seconds beside what its libraries need anyway.

Run: python benchmarks/quarter.py [ROUNDS]. Three kinds of process take turns, start-up included, and medians count:
importing the libraries that a build uses; those imports, and the same slides, tables, charts and cells written by
python-pptx and XlsxWriter in the plainest way, without a figure worked out; and `scorecard build` on a sample extract.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from run import ENVIRONMENT, Run, measured

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data"
EXTRACT = SAMPLE / "vetting-extract-202109.csv"
LIBRARIES = "click, filelock, jinja2, numpy, pandas, pptx, pyarrow.dataset, scipy.special, xlsxwriter"


def build(out: Path) -> list[str]:
    """The command that builds the quarter."""
    words = ["-m", "scorecard", "build", str(EXTRACT), "--period", "202109", "--out", str(out)]
    return [sys.executable, *words, "--config", str(SAMPLE / "scorecard.toml")]


def contents(folder: Path) -> dict[str, Any]:
    """What is on the slides and sheets of a finished scorecard, as plain values."""
    import openpyxl
    from pptx import Presentation

    slides = [
        {
            "texts": [s.text_frame.text for s in slide.shapes if s.has_text_frame],
            "tables": [[[c.text for c in r.cells] for r in s.table.rows] for s in slide.shapes if s.has_table],
            "charts": [
                [list(map(str, p.categories)), [list(n.values) for n in p.series]]
                for s in slide.shapes if s.has_chart for p in s.chart.plots
            ],
        }
        for slide in Presentation(str(next(folder.rglob("vetting-scorecard-*.pptx")))).slides
    ]  # fmt: skip
    book = openpyxl.load_workbook(next(folder.rglob("vetting-scorecard-*.xlsx")), data_only=True)
    return {"slides": slides, "sheets": [list(sheet.values) for sheet in book]}


def write_plainly(told: dict[str, Any], folder: Path) -> None:
    """The same contents, in a deck and a workbook without any form."""
    import xlsxwriter
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    deck = Presentation()
    for content in told["slides"]:
        shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
        for text in content["texts"]:
            shapes.add_textbox(0, 0, 999_999, 999_999).text_frame.text = text
        for rows in content["tables"]:
            table = shapes.add_table(len(rows), len(rows[0]), 0, 0, 999_999, 999_999).table
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        for categories, series in content["charts"]:
            data = CategoryChartData()
            data.categories = categories
            for at, values in enumerate(series):
                data.add_series(f"Series {at}", values)
            shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 999_999, 999_999, data)
    deck.save(str(folder / "plain.pptx"))
    with xlsxwriter.Workbook(folder / "plain.xlsx") as book:
        for rows in told["sheets"]:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)


def main(rounds: int) -> None:
    """Print the three rows, and each as times the first."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run(build(folder / "out"), check=True, capture_output=True, env=ENVIRONMENT)
        told = folder / "contents.json"
        told.write_text(json.dumps(contents(folder), default=str), encoding="utf-8")
        commands = {
            "importing the libraries": [sys.executable, "-c", f"import {LIBRARIES}"],
            "and writing as much, plainly": [sys.executable, __file__, "plainly", str(told)],
            "scorecard build": build(folder / "out"),
        }
        taken: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(measured(command, stderr=subprocess.DEVNULL))
    print(f"{'':30}{'seconds':>9}{'times':>7}{'processor':>11}{'times':>7}")
    middle = {
        name: (statistics.median(run.wall for run in runs), statistics.median(run.processor for run in runs))
        for name, runs in taken.items()
    }
    least = middle["importing the libraries"]
    for name, (wall, used) in middle.items():
        print(f"{name:30}{wall:9.2f}{wall / least[0]:7.2f}{used:11.2f}{used / least[1]:7.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["plainly"]:
        for library in LIBRARIES.split(", "):
            __import__(library)
        path = Path(sys.argv[2])
        write_plainly(json.loads(path.read_text(encoding="utf-8")), path.parent)
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 5)
