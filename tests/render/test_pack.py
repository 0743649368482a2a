"""What goes out beside the scorecard says first what holds of every number in it."""

from __future__ import annotations

import json
from dataclasses import replace

from scorecard.compose import About, compose
from scorecard.figures import derive
from scorecard.model import Edition
from scorecard.render.pack import write_metadata, write_read_me
from tests.counts import SUMMER, counts

ROUNDED = "Counts in this edition are rounded to the nearest 5."


def written(folder, rounded_to):
    """The description of the tidy files and the page to read first, of counts to the nearest so many."""
    figures = derive(replace(counts({"Asian": (45, 10), "White": (180, 10)}), rounded_to=rounded_to))
    card = compose(figures, About("A force", SUMMER, Edition.PUBLIC, protection=("How counts were protected.",)))
    write_metadata(figures, card, folder)
    write_read_me(card, folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package.get("description", ""), (folder / "read-me.txt").read_text(encoding="utf-8")


def test_rounded_counts_are_told_of_with_the_tidy_files(tmp_path):
    description, read_me = written(tmp_path, 5)
    assert description.startswith(ROUNDED)
    assert ROUNDED in read_me
    assert "means nobody" not in read_me


def test_exact_counts_are_not(tmp_path):
    assert not any(ROUNDED in text for text in written(tmp_path, 1))
