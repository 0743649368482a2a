"""A period in which hardly anybody was decided, after a full one: no line can be drawn, and every format is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import scorecard

SETTINGS = """
[columns]
ethnicity = "group"
[constants]
workforce = "officer"
[count_columns]
yes = "cleared"
no = "refused"
"""


def counted(folder: Path, lines: str, config: scorecard.Config, year: int) -> scorecard.Counts:
    path = folder / f"{year}.csv"
    path.write_text(f"group,yes,no\n{lines}", encoding="utf-8")
    return scorecard.read(path, scorecard.Period(date(year, 1, 1), date(year, 12, 31), str(year)), config)[0]


def test_without_a_line_there_is_no_chart_of_the_trend(tmp_path: Path) -> None:
    (tmp_path / "scorecard.toml").write_text(SETTINGS, encoding="utf-8")
    config = scorecard.settings(tmp_path / "scorecard.toml")
    full = counted(tmp_path, "Asian,40,10\nWhite,400,40\n", config, 2020)
    little = counted(tmp_path, "Asian,1,0\nWhite,1,1\n", config, 2021)
    card = scorecard.compose(scorecard.derive(little, config, history=full), config, history=full)
    (trend,) = [s for s in card.sections if s.id == "trend-officer-ethnicity"]
    assert trend.charts == ()
    assert [c.text for c in trend.tables[0].column("group")] == [
        "Asian",
        "Black",
        "Mixed",
        "White",
        "Other",
        "Unknown",
        "All",
    ]
    assert len(scorecard.render(card, tmp_path / "out", config)) == 3
