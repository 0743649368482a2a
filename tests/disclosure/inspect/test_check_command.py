"""`scorecard check`: the report on 80 columns, the JSON, the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from scorecard.cli.check import check
from tests.disclosure.inspect import bases

LEAKY = b"case_id,group\n1,Asian\n2,White\n"


def test_a_leak_ends_with_5_and_quotes_nobody(tmp_path: Path) -> None:
    (tmp_path / "public.csv").write_bytes(LEAKY)
    result = CliRunner().invoke(check, [str(tmp_path / "public.csv")])
    assert result.exit_code == 5
    assert result.output.splitlines() == [
        "public.csv: not safe to release: 1 to remove",
        "  LEAK  column that looks like it identifies people",
        '        public.csv: "case_id", 2 values',
        "        Delete the column; publish counts only.",
    ]


def test_a_clean_file_ends_with_0(tmp_path: Path) -> None:
    (tmp_path / "public.xlsx").write_bytes(bases.workbook())
    result = CliRunner().invoke(check, [str(tmp_path / "public.xlsx"), "--threshold", "5"])
    assert result.exit_code == 0
    assert "public.xlsx: nothing found that leaks" in result.output
    assert "Also checked: counts from 1 to 4." in result.output


def test_json_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "public.csv").write_bytes(LEAKY)
    result = CliRunner().invoke(check, [str(tmp_path / "public.csv"), "--json"])
    assert result.exit_code == 5
    (report,) = json.loads(result.output)
    assert (report["file"], report["safe"]) == ("public.csv", False)
    assert [(f["severity"], f["kind"]) for f in report["findings"]] == [("leak", "person_column")]


def test_no_line_is_wider_than_80(tmp_path: Path) -> None:
    def many(book: object, sheet: object) -> None:
        for number in range(9):
            other = book.add_worksheet(f"A sheet with a long name {number}")  # type: ignore[attr-defined]
            other.write_formula(0, 0, "=1+1", None, 2)

    (tmp_path / "public.xlsx").write_bytes(bases.workbook(many))
    lines = CliRunner().invoke(check, [str(tmp_path / "public.xlsx")]).output.splitlines()
    assert max(map(len, lines)) <= 80
    assert "        and in 6 more parts (--json lists them)" in lines
