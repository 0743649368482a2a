"""What goes out beside the scorecard: a description of every CSV file, and a page of plain text to read first.

In: Figures and the Scorecard. Out: datapackage.json (a Frictionless tabular data package) and read-me.txt. Neither has
a figure, a date of making, or the name of a person or machine.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from scorecard.model import WITHHELD, Edition, Figures, Scorecard

MISSING = ["", WITHHELD]
_TYPES = (("str", "string"), ("Int64", "integer"), ("Float64", "number"), ("float64", "number"), ("bool", "boolean"))


def _type(column: pd.Series[Any]) -> str:
    """The type of a column in the words of Table Schema; what can be anything but text is a number."""
    named = dict(_TYPES).get(str(column.dtype))
    if named:
        return named
    kinds = {
        type(value).__name__ for value in column.to_numpy(dtype=object) if value is not None and value is not pd.NA
    }
    return "number" if kinds and kinds <= {"int", "float"} else "string"


def _resource(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    fields = [{"name": column, "type": _type(frame[column])} for column in frame.columns]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": MISSING},
    }


def write_metadata(figures: Figures, card: Scorecard, folder: Path) -> None:
    """datapackage.json: each CSV file with its columns; `[c]` is withheld, an empty cell undefined, `inf` infinite."""
    frames = {"figures": figures.disparity, **figures.others}
    package = {
        "profile": "tabular-data-package",
        "name": f"vetting-scorecard-{card.period.label.lower()}",
        "title": f"{card.title}: {card.subtitle}",
        "description": " ".join(filter(None, ("Synthetic data." if card.synthetic else "", card.caution))),
        "resources": [_resource(name, frame) for name, frame in frames.items()],
    }
    text = json.dumps({key: value for key, value in package.items() if value}, indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def write_read_me(card: Scorecard, folder: Path) -> None:
    """read-me.txt: what the files are, what is withheld and why (public edition), and what the symbols mean."""
    lines = [card.title, card.subtitle, f"Edition: {card.edition.value}", ""]
    if card.synthetic:
        lines += ["SYNTHETIC DATA: every person and every number here is invented.", ""]
    if card.caution:
        lines += [card.caution, ""]
    lines += [
        "figures.csv and the other CSV files hold every number of the scorecard, one row a group; datapackage.json",
        "describes their columns. The workbook, the page and the slides show the same numbers.",
        "",
    ]
    explained = [s for section in card.sections if section.id == "symbols" for s in section.statements]
    if card.edition is Edition.PUBLIC:
        lines += ["What is withheld, and what the symbols mean", ""]
    lines += [f"- {statement.text}" for statement in explained]
    (folder / "read-me.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
