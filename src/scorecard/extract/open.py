"""Opens an extract of any kind. In: a path and the settings. Out: an Extract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorecard.extract.layout import wanted
from scorecard.extract.parquet import read_parquet
from scorecard.extract.probe import probe
from scorecard.extract.settings import ExtractSettings, check_own_names
from scorecard.extract.table import Extract
from scorecard.extract.text import read_text
from scorecard.extract.workbook import read_workbook


def open_extract(path: Path, settings: ExtractSettings, own: Sequence[str] = ()) -> Extract:
    """The file as an Extract. own: columns of the force's own, which breakdowns name.

    ExtractError: see the readers; ConfigError where the settings name a column that there is not.
    """
    check_own_names(settings, tuple(own))
    found = probe(path, settings.encoding)
    known = wanted(settings, own)
    if found.kind == "sheet":
        return read_workbook(found, known, settings)
    return read_parquet(found, known) if found.kind == "parquet" else read_text(found, known, settings)
