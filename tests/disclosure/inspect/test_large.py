"""Files with much in them: looked through to their end, or refused in a sentence; never passed half read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.disclosure.inspect import check_file, content
from scorecard.errors import ExtractError

MUCH = 11 << 20  # more than HTML parsers take for one text or attribute unless they are told to
AFTER = '<p hidden>Mixed police staff: 3 refused.</p><p style="color:#fff">Three.</p>'
LARGE = {
    "a screenshot": f'<img alt="A chart" src="data:image/png;base64,{"A" * MUCH}">',
    "a long text": f"<p>{'word ' * (MUCH // 5)}</p>",
    "a long comment in a script": f"<style>/* {'x' * MUCH} */</style>",
}


@pytest.mark.parametrize("before", LARGE)
def test_what_comes_after_something_large_is_looked_at(before: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{LARGE[before]}{AFTER}</body></html>", encoding="utf-8")
    assert {"hidden_element", "hidden_text"} & {leak.kind for leak in check_file(tmp_path / "a.html").leaks}


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.csv", "a,b,c\n" + "1,2,3\n" * 40), ("a.html", f"<table>{'<tr><td>1<td>2<td>3' * 40}</table>")],
)
def test_a_table_too_large_to_look_through_is_refused(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert check_file(tmp_path / name).leaks == ()
    monkeypatch.setattr(content, "MOST_CELLS", 100)
    with pytest.raises(ExtractError, match="holds more than 100 cells"):
        check_file(tmp_path / name)


@pytest.mark.parametrize(
    "colour", ["#ffffff", "white", "rgb(255, 255, 255)", "var(--paper)", "var(--sheet, #fff)", "var(--none, #fff)"]
)
def test_white_words_are_found_on_a_page_whose_colours_have_names(colour: str, tmp_path: Path) -> None:
    names = ":root{--paper:#FFF;--ink:#111;--sheet:var(--paper)}@media (prefers-color-scheme:dark){:root{--paper:#111}}"
    style = f"<style>{names} body{{background:var(--paper);color:var(--ink)}}</style>"
    page = f'<html><head>{style}</head><body><p>Seen.</p><p style="color:{colour}">Mixed: 3 refused.</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    found = [leak for leak in check_file(tmp_path / "a.html").leaks if leak.kind in ("hidden_element", "hidden_text")]
    assert len(found) == 1
