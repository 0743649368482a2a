"""Opens a file of any kind. In: a path and the settings. Out: Extracts: one, or one for each sheet that is named.

What reads a kind of file is loaded when there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorecard.extract.layout import wanted
from scorecard.extract.probe import probe
from scorecard.extract.settings import ExtractSettings, check_own_names
from scorecard.extract.table import Extract


def open_extracts(path: Path, settings: ExtractSettings, own: Sequence[str] = ()) -> list[Extract]:
    """The file as an Extract, or several sheets of it as one each.

    own: columns of the force's own, which breakdowns name. ExtractError: see the readers; ConfigError where the
    settings name a column that there is not.
    """
    check_own_names(settings, tuple(own))
    found = probe(path, settings.encoding)
    if found.kind == "sheet":
        from scorecard.extract.workbook import read_workbook

        return read_workbook(found, settings, own)
    known = wanted(settings, own)
    if found.kind == "parquet":
        from scorecard.extract.parquet import read_parquet

        return [read_parquet(found, known)]
    from scorecard.extract.text import read_text

    return [read_text(found, known, settings)]
