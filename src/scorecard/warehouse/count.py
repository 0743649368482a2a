"""A table in a warehouse to Counts and a Ledger: asked for, not fetched.

In: a place, settings, a period, breakdown rules. Out: what `count_extracts` gives for the same rows in a file, to the
digit.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.codes import BreakdownRule, with_built_in
from scorecard.extract.count import found_groups, refuse_nobody
from scorecard.extract.frames import counts
from scorecard.extract.plan import make_plan, own_columns
from scorecard.extract.settings import ExtractSettings
from scorecard.model import Counts, Ledger, Period
from scorecard.warehouse.columns import columns_of
from scorecard.warehouse.connect import reached
from scorecard.warehouse.place import Place


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
    rules = with_built_in(breakdowns)
    with reached(place) as table:
        # These need Ibis, which is there once a table is reached.
        from scorecard.warehouse.rows import Meanings
        from scorecard.warehouse.tallying import Tallying

        columns = columns_of(place.table, table, settings, own_columns(rules))
        extracts = [columns.extract]
        plan = make_plan(extracts, settings, period, rules, found_groups(extracts, rules, by_force), force)
        tally, ledger = Tallying(place.table, Meanings(columns, plan)).result()
    result = counts(plan, tally)
    refuse_nobody(result, ledger, period)
    return result, ledger
