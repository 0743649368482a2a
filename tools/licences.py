"""docs/licences.md: the licence of each package that a run needs, as the installed package states it.

    .venv/bin/python tools/licences.py          write the page anew, after `make lock`

In: the names in requirements/run.txt and the metadata of what is installed. A package that states no licence stops it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
LOCK = REPOSITORY / "requirements" / "run.txt"
PAGE = REPOSITORY / "docs" / "licences.md"
LONGEST = 60  # a longer "License" field is the whole text of a licence
PHRASES = {"Permission is hereby granted, free of charge": "MIT"}  # of a licence's own text
INTRODUCTION = """# Licences

The scorecard itself has the MIT licence (`LICENSE`). The fonts in `templates/fonts` (Liberation Sans) have the SIL Open
Font License 1.1, whose text is beside them and in the wheel. A run needs the packages below, which are installed beside
it and not part of it; some hold compiled libraries, whose licences are in their own files. Their versions and hashes
are in `requirements/run.txt`; the licences are as the packages state them. This page is made by `tools/licences.py`.

The extras `warehouse` and `spark`, which only counting in a warehouse needs, bring in more, locked in
`requirements/warehouse.txt`: Ibis and PySpark (Apache 2.0), DuckDB, SQLGlot and pyodbc (MIT), psycopg (LGPL 3), and
what these need.

| package | licence |
|---|---|
"""


def packages(lock: str) -> tuple[str, ...]:
    """The names in a lock file, each once, in its order."""
    return tuple(dict.fromkeys(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE)))


def licence(package: Distribution) -> str:
    """The licence that an installed package states: as an expression, in words, as a classifier, or in its file."""
    stated = next(_stated(package), "")
    assert stated, f"{package.name} states no licence; look for it and say so in tools/licences.py"
    return stated


def _stated(package: Distribution) -> Iterator[str]:
    metadata = package.metadata
    yield from (metadata.get_all("License-Expression") or [])
    yield from (words for words in metadata.get_all("License") or [] if len(words) <= LONGEST)
    classifiers = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License :: ")]
    yield from (c.rpartition(" :: ")[2].removesuffix(" License") for c in classifiers)
    for file in package.files or ():
        if "licen" in file.name.lower():
            text = file.read_text(encoding="utf-8")
            yield from (name for phrase, name in PHRASES.items() if phrase in text)


def page(lock: str) -> str:
    """The whole page as text."""
    return INTRODUCTION + "".join(f"| {name} | {licence(distribution(name))} |\n" for name in packages(lock))


if __name__ == "__main__":
    PAGE.write_text(page(LOCK.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
