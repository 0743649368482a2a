"""The method page is the docs' page, and its entries are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import ConfigError
from scorecard.figures.method import method_entries, page

DOCS = Path(__file__).parents[2] / "docs" / "method.md"


def test_docs_method_is_made_from_the_template():
    assert DOCS.read_text(encoding="utf-8") == page(method_entries(everything=True))


def test_every_entry_says_everything():
    for entry in method_entries(everything=True):
        assert all((entry.name, entry.what, entry.formula, entry.source, entry.undefined, entry.example)), entry.name
        assert not any(part.endswith(".") for part in (entry.formula, entry.source, entry.undefined)), entry.name


def test_a_scorecard_shows_fewer():
    assert 0 < len(method_entries()) < len(method_entries(everything=True))


def test_a_wrong_key_is_told(tmp_path):
    path = tmp_path / "method.toml"
    path.write_text('[[figure]]\nname = "Rate"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"method.toml: a \[\[figure\]\] has a wrong or a missing key"):
        method_entries(path)
