"""Hand-made scorecards for the tests of every format: invented counts, every kind of cell and finding.

`example_card(groups=6, periods=4, edition=Edition.INTERNAL)` gives 3, 6 or 18 groups (18 have long names) and any
number of periods. The rates follow from the counts; the limits are simple approximations, good enough to be drawn.
"""

from __future__ import annotations

from datetime import date

from scorecard.model import (
    Axis,
    Cell,
    Chart,
    ChartKind,
    Column,
    Edition,
    Finding,
    Period,
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
)

from .example_more import funnel_section, reasons_section, trend_section
from .example_tables import (
    BASE,
    BY_ETHNICITY,
    BY_SEX,
    Counted,
    disparity_tables,
)

F = Finding


def example_card(groups: int = 6, periods: int = 4, edition: Edition = Edition.INTERNAL) -> Scorecard:
    """A whole scorecard with that many groups by ethnicity (3, 6 or 18) and that many periods."""
    ethnicity = BY_ETHNICITY[groups]
    sections = (
        _headline(),
        _rates(
            "officer-ethnicity",
            "Police officers by ethnicity",
            ethnicity,
            "Black applicants to be officers were 3.3 times as likely as White applicants to be refused",
        ),
        _ratios("officer-ethnicity-ratio", ethnicity),
        _rates("officer-sex", "Police officers by sex", BY_SEX, "No reliable difference between women and men"),
        trend_section(ethnicity, periods),
        reasons_section(ethnicity),
        funnel_section(),
        _quality(),
        *_method(),
    )
    return Scorecard(
        title="Vetting disproportionality scorecard",
        force="Exampleshire Police",
        period=Period(date(2021, 6, 1), date(2021, 8, 31), "202109"),
        edition=edition,
        sections=sections,
        marking="OFFICIAL-SENSITIVE" if edition is Edition.INTERNAL else "",
        synthetic=True,
        symbols=(
            ("[c]", "withheld to protect confidentiality"),
            ("[z]", "not applicable: it cannot be worked out"),
            ("[u]", "too few people for a reliable figure"),
        ),
        produced_by="scorecard 1.0.0",
    )


def _rates(section: str, topic: str, counted: tuple[Counted, ...], title: str) -> Section:
    short, full = disparity_tables(section, topic, counted)
    chart = Chart(
        f"{section}-chart",
        ChartKind.RATE,
        "Refusal rate with 95% interval",
        f"Bar chart of refusal rates. {title}.",
        full.id,
        tuple(range(len(counted))),
        "group",
        (Series("Refused", "rate", "rate_low", "rate_high"),),
        Axis("Refused, %", Unit.PERCENT, 0.0, 0.8, 0.2),
    )
    return Section(
        section,
        "Police officers",
        topic,
        title,
        BASE,
        charts=(chart,),
        tables=(short,),
        details=(full,),
        statements=(Statement(f"{title}.", Tone.FINDING, F.HIGHER),),
        speaker=(BASE, "Rates are refused ÷ decided. Intervals are Wilson 95%."),
    )


def _ratios(section: str, counted: tuple[Counted, ...]) -> Section:
    title = "One group's refusal ratio is reliably above 1; for the others the intervals include no difference"
    short, full = disparity_tables(section, "Refusal ratios, officers by ethnicity", counted)
    rows = tuple(i for i, c in enumerate(counted) if c[3] is not F.NOT_ASSESSED)
    chart = Chart(
        f"{section}-chart",
        ChartKind.RATIO,
        "Refusal ratio (group ÷ White) with 95% interval",
        "Ratio chart. Black applicants were refused 3.3 times as often as White applicants.",
        full.id,
        rows,
        "group",
        (Series("Refusal ratio", "ratio", "ratio_low", "ratio_high"),),
        Axis("Refusal ratio, log scale", Unit.RATIO, 0.25, 32.0, 2.0, log=True),
        line_at=1.0,
        line_label="Same as White",
    )
    return Section(
        section,
        "Police officers",
        "Refusal ratios by ethnicity",
        title,
        BASE,
        charts=(chart,),
        tables=(short,),
        details=(full,),
        speaker=(BASE, "Above 1: refused more often than White."),
    )


def _headline() -> Section:
    return Section(
        "headline",
        "Summary",
        "Headline",
        "Black applicants to be officers were refused more often than White applicants, and the gap is reliable",
        BASE,
        tiles=(
            Tile("Officer applications decided", "1,204", "1,131 in March to May 2021"),
            Tile("Officers refused", "6.7%", "81 people; 6.1% in March to May 2021"),
            Tile("Black compared with White", "3.3 times", "as likely to be refused (95%: 2.0 to 5.5)", F.HIGHER),
            Tile(
                "Women compared with men",
                "0.8 times",
                "as likely to be refused: no reliable difference",
                F.NO_RELIABLE_DIFFERENCE,
            ),
        ),
        statements=(
            Statement(
                "19 of 116 Black applicants were refused (16.4%), and 41 of 828 White applicants (5.0%).",
                Tone.FINDING,
                F.HIGHER,
            ),
            Statement(
                "Candidate family member is now the leading reason for refusal, before non-declaration.", Tone.CONTEXT
            ),
            Statement("Ethnicity is unknown for 61 of 1,204 applicants (5.1%); 8.2% were refused.", Tone.WARNING),
            Statement("Decide whether refusals for candidate family member go to the vetting panel first.", Tone.ASK),
        ),
        speaker=(BASE, "A disparity is a prompt to examine, not proof of discrimination."),
    )


def _quality() -> Section:
    columns = (Column("cause", "What happened to the rows"), Column("rows", "Rows", Unit.COUNT))
    causes = (("Counted", 1583), ("Outside the period", 12), ("Identical repeats", 4), ("Read", 1599))
    rows = tuple(Row((Cell(c), Cell(f"{n:,}", n)), Role.TOTAL if c == "Read" else Role.GROUP) for c, n in causes)
    table = Table("ledger", "Rows read and counted", "Base: every row of the extract.", columns, rows)
    return Section(
        "data-quality",
        "Data and method",
        "Data quality",
        "1,583 of the 1,599 rows read were counted",
        table.base,
        tables=(table,),
        statements=(
            Statement("61 of 1,204 decided applications have no ethnicity: 40 not stated, 21 blank.", Tone.WARNING),
            Statement("379 applications were not decided: most were withdrawn by the applicant.", Tone.CONTEXT),
        ),
    )


def _method() -> tuple[Section, ...]:
    texts = (
        "Passed is cleared, with or without conditions. Decided is passed and refused; nobody else is counted.",
        "The refusal ratio is the group's refusal rate divided by the reference group's.",
        "A finding is reliable where Fisher's exact test, adjusted by Holm's method over the groups, is "
        "below 0.05. Groups with fewer than 10 decided people are not assessed, whatever the test says.",
        "A disparity is a reason to look further. It is not proof of discrimination.",
    )
    method = Section(
        "method", "Data and method", "Method", "How the figures are made", statements=tuple(Statement(t) for t in texts)
    )
    symbols = Section(
        "words",
        "Data and method",
        "Words and symbols",
        "What the words and symbols mean",
        statements=(
            Statement("[c] means withheld to protect confidentiality."),
            Statement("[z] means that a figure cannot be worked out."),
        ),
    )
    return method, symbols
