"""The bill of materials: every locked package and shipped font with its licence; the same for the same lock."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from tools.sbom import bill, main

from scorecard import __version__

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")


def test_every_locked_package_is_in_it_with_version_and_licence() -> None:
    parts = {part["name"]: part for part in bill(LOCK)["components"] if part["type"] == "library"}
    locked = dict(line.split()[0].split("==") for line in LOCK.splitlines() if re.match(r"[a-z0-9]", line))
    assert {name: part["version"] for name, part in parts.items()} == locked
    assert {"pandas", "lxml", "resvg-py"} <= set(parts)
    assert parts["pandas"]["purl"] == f"pkg:pypi/pandas@{locked['pandas']}"
    assert all(part["licenses"] for part in parts.values())
    assert parts["lxml"]["licenses"] == [{"license": {"name": "BSD-3-Clause"}}]


def test_every_shipped_font_is_in_it() -> None:
    fonts = {part["name"]: part["hashes"][0]["content"] for part in bill(LOCK)["components"] if part["type"] == "file"}
    folder = ROOT / "templates" / "fonts"
    assert fonts == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("*.ttf")}
    assert len(fonts) == 2


def test_it_is_written_the_same_each_time(tmp_path: Path) -> None:
    main(tmp_path / "a")
    main(tmp_path / "b")
    name = f"vetting-scorecard-{__version__}.cdx.json"
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    written = json.loads((tmp_path / "a" / name).read_text(encoding="utf-8"))
    references = {part["bom-ref"] for part in written["components"]}
    assert (written["bomFormat"], written["specVersion"]) == ("CycloneDX", "1.6")
    assert len(references) == len(written["components"])
    assert set(written["dependencies"][0]["dependsOn"]) == references
