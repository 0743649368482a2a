"""The warehouse: decisions counted where they lie, by an engine that is asked through Ibis.

In: a table's place, the settings and a period. Out: the Counts and the Ledger that the same rows would give as a file.
No row about a person leaves the engine: what comes back are the distinct values of coded columns, and numbers of rows.
Ibis is an extra of its own, and is imported when a table is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from scorecard.warehouse.place import Place, not_installed

if TYPE_CHECKING:
    from scorecard.codes import BreakdownRule
    from scorecard.extract import ExtractSettings
    from scorecard.model import Counts, Ledger, Period

__all__ = ["Place", "count_table"]


def count_table(  # noqa: PLR0913 PLR0917  (what a run is asked for, all of it)
    place: Place,
    settings: ExtractSettings,
    period: Period,
    breakdowns: Sequence[BreakdownRule] = (),
    force: str = "This force",
    by_force: bool = False,
) -> tuple[Counts, Ledger]:
    """The counts of a period, and where every row of the table went; as for `count_extracts`.

    ExtractError where the table cannot be reached, or what it holds would be refused in a file; UsageError where what
    it takes is not installed.
    """
    if find_spec("ibis") is None:
        raise not_installed(place.engine)
    from scorecard.warehouse.count import count_table as counted_there

    return counted_there(place, settings, period, breakdowns, force, by_force)
