"""The frozen values that pass between stages; imports nothing of ours but itself."""

from scorecard.model.breakdown import ALL, UNKNOWN, Breakdown
from scorecard.model.counts import (
    ANY_CONTACT,
    DETAIL_KEY,
    KEY,
    MEASURES,
    NOT_CONTACTED,
    UNDECIDED,
    WITHHELD,
    Counts,
    joined,
)
from scorecard.model.document import (
    Axis,
    Cell,
    Chart,
    ChartKind,
    Column,
    Edition,
    Role,
    Row,
    Scorecard,
    Section,
    Series,
    Statement,
    Table,
    Tile,
    Tone,
    Unit,
    Value,
)
from scorecard.model.figures import FIGURE_COLUMNS, Figures, Finding, is_of_test
from scorecard.model.ledger import Ledger, LeftOut, Source
from scorecard.model.look import Look
from scorecard.model.period import Period
from scorecard.model.rate import PrintedRate
from scorecard.model.shown import beyond_whole, drawn_series, of_numbers

__all__ = [
    "ALL",
    "ANY_CONTACT",
    "DETAIL_KEY",
    "FIGURE_COLUMNS",
    "KEY",
    "MEASURES",
    "NOT_CONTACTED",
    "UNDECIDED",
    "UNKNOWN",
    "WITHHELD",
    "Axis",
    "Breakdown",
    "Cell",
    "Chart",
    "ChartKind",
    "Column",
    "Counts",
    "Edition",
    "Figures",
    "Finding",
    "Ledger",
    "LeftOut",
    "Look",
    "Period",
    "PrintedRate",
    "Role",
    "Row",
    "Scorecard",
    "Section",
    "Series",
    "Source",
    "Statement",
    "Table",
    "Tile",
    "Tone",
    "Unit",
    "Value",
    "beyond_whole",
    "drawn_series",
    "is_of_test",
    "joined",
    "of_numbers",
]  # fmt: skip
