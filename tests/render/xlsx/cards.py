"""A small card with every kind of live formula, made of published counts, and a look for the tests of Excel.

Avon and Somerset Police, applicants to become an officer 2020-2023: accepted 10 of 91 Asian, 7 of 38 Black and 947 of
2,565 White applicants. Refusal ratios against White: 1.4111 (Asian), 1.2933 (Black).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scipy.stats import binomtest, norm

from scorecard.model import (
    Axis,
    Cell,
    Chart,
    ChartKind,
    Column,
    Edition,
    Look,
    Period,
    Role,
    Row,
    Scorecard,
    Section,
    Series,
    Statement,
    Table,
    Unit,
)

LOOK = Look(
    group_colours={"Asian": "1B6E8C", "Black": "7A3E9D", "White": "5B6770"},
    palette=("1B6E8C", "B3541E", "7A3E9D"),
    colours={
        "ink": "1A1A1A",
        "muted": "5B6770",
        "line": "C8CDD2",
        "panel": "F2F4F6",
        "paper": "FFFFFF",
        "accent": "12436D",
        "warning": "8C1D18",
    },
    marks={
        "reference": ("◆", "12436D", "Reference group"),
        "higher": ("▲", "8C1D18", "Reliably higher"),
        "lower": ("▼", "12436D", "Reliably lower"),
        "no_reliable_difference": ("○", "404040", "No reliable difference"),
        "too_few": ("–", "5B6770", "Too few to assess"),
        "not_assessed": ("·", "5B6770", "Not assessed"),
    },
    heading_font="Arial",
    body_font="Arial",
)
COUNTED = (("Asian", 91, 81), ("Black", 38, 31), ("White", 2565, 1618))
Z = float(norm.ppf(0.975))

_HALF = "{constant.z}*SQRT({rate}*(1-{rate})/{decided}+{constant.z}^2/(4*{decided}^2))"
_CENTRE = "({rate}+{constant.z}^2/(2*{decided})%s" + _HALF + ")/(1+{constant.z}^2/{decided})"
COLUMNS = (
    Column("group", "Group"),
    Column("decided", "Decided", Unit.COUNT),
    Column("refused", "Refused", Unit.COUNT),
    Column("rate", "Refusal rate", Unit.PERCENT, 'IF({decided}=0,"[z]",{refused}/{decided})'),
    Column("low", "Rate, 95% from", Unit.PERCENT, _CENTRE % "-"),
    Column("high", "Rate, 95% to", Unit.PERCENT, _CENTRE % "+"),
    Column("ratio", "Refusal ratio (group ÷ White)", Unit.RATIO, "{rate}/{reference.rate}"),
    Column("parity", "Refusals above parity", Unit.PEOPLE, "{refused}-{decided}*{reference.rate}"),
    Column("p", "p value", Unit.PROBABILITY),
    Column("finding", "Finding", Unit.FINDING),
)
BASE = "Base: 2,694 applications, 2020 to 2023."


def signed(value: float) -> Cell:
    return Cell(f"{value:+.1f}".replace("-", "−"), value)


def row(group: str, decided: int, refused: int) -> Row:
    interval = binomtest(refused, decided).proportion_ci(method="wilson")
    rate, reference = refused / decided, 1618 / 2565
    finding = ("reference", "Reference group") if group == "White" else ("higher", "Reliably higher")
    return Row(
        (
            Cell(group),
            Cell(f"{decided:,}", decided),
            Cell(f"{refused:,}", refused),
            *(Cell(f"{v:.1%}", float(v)) for v in (rate, interval.low, interval.high)),
            Cell(f"{rate / reference:.2f}", rate / reference),
            Cell("0.0", 0.0) if group == "White" else signed(refused - decided * reference),
            Cell("[z]") if group == "White" else Cell("<0.001", 5.0e-08),
            Cell(finding[1], finding[0]),
        ),
        Role.REFERENCE if group == "White" else Role.GROUP,
        group,
    )


NOBODY = Row(
    (Cell("=Nobody"), Cell("0", 0), Cell("0", 0), *[Cell("[z]")] * 6, Cell("Too few to assess", "too_few")),
    group="=Nobody",
)
WITHHELD = Row((Cell("@Few"), *[Cell("[c]")] * 8, Cell("[c]")), group="@Few")
ENDLESS = Row(
    (
        Cell("-Other <b>&"),
        Cell("5", 5),
        Cell("5", 5),
        *[Cell("[z]")] * 3,
        Cell("∞"),
        signed(5 - 5 * 1618 / 2565),
        Cell("0.018", 0.018),
        Cell("Too few to assess", "too_few"),
    ),
)
TABLE = Table(
    "officer-ethnicity",
    "Police officers by ethnicity",
    BASE,
    COLUMNS,
    (*(row(*c) for c in COUNTED), NOBODY, WITHHELD, ENDLESS),
    notes=("The ratio is the group's refusal rate divided by White's.",),
    constants=(("z", Z),),
)


def chart(kind: ChartKind, **changes: object) -> Chart:
    """A chart of TABLE: rates with their limits on 0 to 1, or ratios on a log axis."""
    made = Chart(
        f"officer-ethnicity-{kind}",
        kind,
        f"A {kind} chart",
        f"Alt text of the {kind} chart.",
        TABLE.id,
        tuple(range(len(TABLE.rows))),
        "group",
        (Series("Refusal rate", "rate", "low", "high"),),
        Axis("Refused", Unit.PERCENT, 0.0, 1.0, 0.25),
    )
    if kind is ChartKind.RATIO:
        axis = Axis("Refusal ratio", Unit.RATIO, 0.5, 2.0, 2.0, log=True)
        made = replace(made, series=(Series("Ratio", "ratio"),), axis=axis, line_at=1.0, line_label="Same as White")
    return replace(made, **changes)  # type: ignore[arg-type]


def card(edition: Edition = Edition.INTERNAL, table: Table = TABLE, charts: tuple[Chart, ...] = ()) -> Scorecard:
    """A scorecard of one section with that table and those charts."""
    section = Section(
        "officer-ethnicity",
        "Police officers",
        "Officers by ethnicity",
        "Asian and Black applicants were refused more often than White applicants",
        BASE,
        statements=(Statement("81 of 91 Asian applicants were refused (89.0%)."),),
        details=(table,),
        charts=charts,
    )
    return Scorecard(
        "Vetting scorecard",
        "Exampleshire Police",
        Period(date(2021, 6, 1), date(2021, 8, 31), "202109"),
        edition,
        (section,),
        marking="OFFICIAL-SENSITIVE",
        synthetic=True,
        symbols=(("[c]", "withheld"), ("[z]", "not applicable"), ("[u]", "too few to be reliable")),
    )
