"""The breakdowns that are known without an extract."""

from __future__ import annotations

from scorecard.breakdowns import known_breakdowns
from scorecard.codes import BreakdownRule
from scorecard.config import Config
from scorecard.extract import ExtractSettings

OWN = BreakdownRule("department", "department", ("department",), groups=("Operations", "Support"))
OPEN = BreakdownRule("region", "region", ("region",), open=True)
CROSSED = BreakdownRule("region_sex", "region and sex", ("region", "sex"))


def test_all_but_those_of_open_columns() -> None:
    known = {b.name: b for b in known_breakdowns(Config(breakdown=(OWN, OPEN, CROSSED)))}
    assert known["department"].groups == ("Operations", "Support", "Unknown")
    assert known["ethnicity"].groups == ("Asian", "Black", "Mixed", "White", "Other", "Unknown")
    assert not {"region", "region_sex"} & set(known)


def test_the_scheme_of_ethnicity_is_the_config_s() -> None:
    """Chinese is Asian in 18+1 and Other in 16+1."""
    for scheme, group in (("18+1", "Asian"), ("16+1", "Other")):
        config = Config(extract=ExtractSettings(ethnicity_scheme=scheme))  # type: ignore[arg-type]
        detail = next(b for b in known_breakdowns(config) if b.name == "ethnicity_detail")
        assert [parent for name, parent in detail.parents if "Chinese" in name and parent == group]
