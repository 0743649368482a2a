"""Page headers and footers: what repeats the file, or is filled in by the printer, gives nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.inspect import bases
from tests.disclosure.inspect.plants import checked


def kinds(tmp_path: Path, footer: str) -> set[str]:
    data = bases.workbook(lambda book, sheet: sheet.set_footer(footer))
    return {finding.kind for finding in checked(tmp_path, "a.xlsx", data).findings}


@pytest.mark.parametrize(
    "footer",
    [
        "&L&C&A&RPage &P of &N",
        "&CPolice officers by ethnicity&R&P",
        '&L&"Arial,Bold"&12&K005EA5Police officers by ethnicity',
        "&R&D &T",
    ],
)
def test_what_the_file_shows_is_no_finding(footer: str, tmp_path: Path) -> None:
    assert kinds(tmp_path, footer) == set()


def test_other_words_are_for_a_look(tmp_path: Path) -> None:
    assert kinds(tmp_path, "&LDraft for the chief&RPage &P of &N") == {"header_footer"}
    assert kinds(tmp_path, "&LAsian && White only") == {"header_footer"}


@pytest.mark.parametrize("footer", ["&L&Z&F", "&R&F, page &P"])
def test_a_path_or_file_name_is_a_leak(footer: str, tmp_path: Path) -> None:
    assert kinds(tmp_path, footer) == {"trace"}
