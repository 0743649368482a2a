"""Figures to tidy CSV files: figures.csv, and one file for each further frame.

UTF-8 without a byte-order mark, LF, a header row, no index. Each value by one rule, whatever its column:

    null (pd.NA, None; in a column of words any missing value)    [c]      withheld
    nan in a column of numbers, "" in a column of words           empty    undefined
    infinity                                                      inf, -inf
    a floating number     the shortest digits that read back as the same number (at most 17)
    anything else         as it is

Columns of float64 hold no nulls; Float64, Int64, `string` and object columns tell null from nan. Words are written as
they are: a file for programs, in which a leading "=" or "-" is data. (Names come from code lists and the config.)
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import is_float_dtype

from scorecard.model import FIGURE_COLUMNS, WITHHELD, Figures


def render_tables(figures: Figures, folder: Path) -> None:
    """Writes figures.csv (FIGURE_COLUMNS, in that order), and `<name>.csv` for each other frame, into `folder`."""
    write_frame(figures.disparity[list(FIGURE_COLUMNS)], folder / "figures.csv")
    for name, frame in figures.others.items():
        write_frame(frame, folder.joinpath(f"{name}.csv"))


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Writes one frame; an empty one is its header row."""
    columns = [_printed(frame.iloc[:, at]) for at in range(frame.shape[1])]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        writer.writerows(zip(*columns, strict=True))


def _printed(column: pd.Series[Any]) -> list[str]:
    numbers = is_float_dtype(column.dtype) or column.dtype == object
    return [_text(value, numbers=numbers) for value in column.to_numpy(dtype=object)]  # quicker than the column itself


def _text(value: Any, *, numbers: bool) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return WITHHELD
    if isinstance(value, float):
        if math.isnan(value):
            return "" if numbers else WITHHELD
        return repr(float(value))
    return str(value)
