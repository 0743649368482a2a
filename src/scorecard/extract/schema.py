"""The extract as a published JSON Table Schema (Frictionless Data, Table Schema 1), made from the code lists.

Out: plain data for docs/extract.schema.json, against which a system's supplier can validate an extract of single
decisions. It lists the codes; the many other spellings that are read too are not part of it.
"""

from __future__ import annotations

import json
from typing import Any

from scorecard.codes import COLUMNS, Column, load

_TYPES = {"id": "string", "date": "date", "coded": "string", "open": "string", "count": "integer"}


def table_schema() -> dict[str, Any]:
    """The schema: one field a column, in the order of the guide."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "title": "Vetting extract",
        "description": "One row for each vetting decision. Further columns are allowed and ignored.",
        "fields": [_field(column) for column in COLUMNS],
        "missingValues": [""],
        "primaryKey": "case_id",
    }


def as_json() -> str:
    """The text of docs/extract.schema.json."""
    return json.dumps(table_schema(), indent=2, ensure_ascii=False) + "\n"


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": column.about}
    if column.kind == "date":
        field["format"] = "%Y-%m-%d"
    constraints = _constraints(column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column.kind == "id":
        found["unique"] = True
    if column.required and not (column.kind == "coded" and load(column.name).blank) and column.kind != "date":
        found["required"] = True
    if column.kind == "count":
        found["minimum"] = 0
    if column.kind == "coded":
        codes = [c for c in load(column.name).names if c != "blank"]
        one = "|".join(codes)
        found |= {"pattern": f"({one})(; ?({one}))*"} if column.several else {"enum": codes}
    return found


if __name__ == "__main__":
    print(as_json(), end="")  # noqa: T201
