"""Settings are checked when they are made; each error says what is wrong and the near word."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorecard.codes import BreakdownRule
from scorecard.errors import ConfigError
from scorecard.extract import ExtractSettings
from tests.extract.making import count, csv_file, row


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"date_order": "ymd"}, '[extract] date_order: \'ymd\' is not known; did you mean \'mdy\'?'),
        ({"workforces": ("officers",)}, '[extract] workforces: \'officers\' is not known; did you mean \'officer\'?'),
        ({"workforces": ()}, "[extract] workforces is empty; name at least one."),
        ({"codes": {"outcome": {"Gone": "withdrawn_by_aplicant"}}}, "[codes.outcome] 'Gone': \'withdrawn_by_aplicant\' is not known; did you mean \'withdrawn_by_applicant\'?"),
        ({"codes": {"case_id": {"a": "b"}}}, "[codes.case_id] maps values of a column that has no codes."),
        ({"count_columns": {"ok": "clear"}}, "[count_columns] 'ok': \'clear\' is not known; did you mean \'cleared\'?"),
        ({"constants": {"workforc": "officer"}}, '[constants]: \'workforc\' is not known; did you mean \'workforce\'?'),
        ({"constants": {"workforce": "polis"}}, "[constants] workforce: \'polis\' is not known; use one of contractor, officer, other, pcso, special, staff."),
        ({"constants": {"sex": "Male"}, "columns": {"sex": "S"}}, "[extract] has sex both in columns and in constants; keep one of them."),
        ({"columns": {"sex": "A", "ethnicity": "A"}}, "[extract] uses one heading for two columns."),
        ({"encoding": "latin-99"}, "[extract] encoding is 'latin-99', which is no known encoding; use utf-8, utf-16 or cp1252."),
        ({"encoding": "rot13"}, "[extract] encoding is 'rot13', which is no known encoding; use utf-8, utf-16 or cp1252."),
        ({"delimiter": "::"}, '[extract] delimiter must be one mark, such as ";" or "|", or "tab".'),
        ({"delimiter": '"'}, '[extract] delimiter must be one mark, such as ";" or "|", or "tab".'),
        ({"header_row": -1}, "[extract] header_row is -1; rows are counted from 1 (0: to be found)."),
    ],
)  # fmt: skip
def test_a_wrong_key_is_said(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        ExtractSettings(**keys)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"name": "My region", "label": "R", "columns": ("region",), "open": True}, "[[breakdown]] 'My region' needs a name of at most 40 lower-case letters from a to z, digits and underscores, which begins with a letter."),
        ({"name": "r", "label": "R", "columns": ("region",)}, "[[breakdown]] 'r' needs either groups = [...] or open = true for the column 'region'."),
        ({"name": "r", "label": "R", "columns": ()}, "[[breakdown]] 'r' has 0 columns; name one, or two that are crossed."),
        ({"name": "r", "label": "R", "columns": ("sex",), "open": True}, "[[breakdown]] 'r' may list groups (or be open) for one column of the force's own only."),
        ({"name": "r", "label": "R", "columns": ("region",), "groups": ("N", "S"), "reference": "E"}, "[[breakdown]] 'r' has the reference 'E', which is not one of its groups."),
        ({"name": "r", "label": "R", "columns": ("region",), "groups": ("N", "n")}, "[[breakdown]] 'r' has the group 'n' twice."),
        ({"name": "r", "label": "R", "columns": ("region",), "groups": ("N", "All")}, "[[breakdown]] 'r' has a group called 'All', which is everybody."),
    ],
)  # fmt: skip
def test_a_wrong_breakdown_is_said(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        BreakdownRule(**keys)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"columns": {"etnicity": "A"}}, "[columns]: 'etnicity' is not known; did you mean 'ethnicity'?"),
        ({"codes": {"outcom": {"a": "b"}}}, "[codes]: 'outcom' is not known; did you mean 'outcome'?"),
        ({"leave_out_unmapped": ("sx",)}, "[extract] leave_out_unmapped: 'sx' is not known; did you mean 'sex'?"),
    ],
)
def test_a_column_that_there_is_not(tmp_path: Path, keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        count(csv_file(tmp_path, [row(1)]), settings=ExtractSettings(**keys))
    assert str(caught.value) == message
