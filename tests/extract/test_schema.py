"""The published schema is the one that the code makes, and its own words are read."""

from __future__ import annotations

import json
import re
from pathlib import Path

from scorecard.codes import COLUMNS, load
from scorecard.extract.schema import as_json, table_schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "extract.schema.json"


def test_the_published_schema_is_the_generated_one() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == as_json(), "make it anew: python -m scorecard.extract.schema"


def test_every_code_of_the_schema_is_matched() -> None:
    fields = {f["name"]: f for f in table_schema()["fields"]}
    assert list(fields) == [c.name for c in COLUMNS]
    assert fields["outcome"]["constraints"]["enum"][:3] == ["cleared", "cleared_with_conditions", "refused"]
    for name in ("ethnicity", "sex", "outcome"):
        for code in fields[name]["constraints"]["enum"]:
            found = load(name).match(code)
            assert found is not None
            assert found.code == code
    pattern = fields["refusal_reason"]["constraints"]["pattern"]
    assert re.fullmatch(pattern, "finance; integrity")
    assert not re.fullmatch(pattern, "finance; money")
    assert json.loads(as_json())["primaryKey"] == "case_id"
