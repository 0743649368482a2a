"""The warehouse: decisions counted where they lie, by an engine that is asked through Ibis.

In: a table's place, the settings and a period. Out: the Counts and the Ledger that the same rows would give as a file.
No row about a person leaves the engine: what comes back are the distinct values of coded columns, and numbers of rows.
Ibis is an extra of its own, and is imported when a table is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.lazy import load_on_first_use
from scorecard.warehouse.place import Place

if TYPE_CHECKING:
    from scorecard.warehouse.count import count_table

__all__ = ["Place", "count_table"]

load_on_first_use(__name__, count=("count_table",))
