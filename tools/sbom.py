"""A software bill of materials: what a run is made of, as CycloneDX 1.6 in JSON, for those who keep watch over it.

    .venv/bin/python tools/sbom.py FOLDER       writes FOLDER/vetting-scorecard-<version>.cdx.json

In: the lock of a run, what the installed packages state of themselves, and the shipped fonts. Out: one file, the same
bytes for the same lock.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import uuid
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from scorecard import __version__

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY))
from tools.licences import LOCK, licence  # noqa: E402 (it lies beside this script)

NAME = "vetting-scorecard"


def locked(lock: str) -> dict[str, str]:
    """The version of each package of a lock file."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", lock, re.MULTILINE))


def _licences(stated: str) -> list[dict[str, Any]]:
    """As an SPDX expression where the package states one, else in its own words."""
    is_expression = bool(re.search(r" (AND|OR|WITH) ", stated))
    return [{"expression": stated}] if is_expression else [{"license": {"name": stated}}]


def package(name: str, version: str) -> dict[str, Any]:
    """A package of the lock as a component."""
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": _licences(licence(distribution(name))),
    }


def font(path: Path) -> dict[str, Any]:
    """A font that is shipped, as a component."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": path.name,
        "name": path.name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": "OFL-1.1"}}],
    }


def bill(lock: str) -> dict[str, Any]:
    """The whole bill."""
    parts = [package(name, version) for name, version in locked(lock).items()]
    parts += [font(path) for path in sorted((REPOSITORY / "templates" / "fonts").glob("*.ttf"))]
    itself = {
        "type": "application",
        "bom-ref": NAME,
        "name": NAME,
        "version": __version__,
        "purl": f"pkg:pypi/{NAME}@{__version__}",
        "licenses": [{"expression": "MIT AND OFL-1.1"}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([itself, parts]))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": itself},
        "components": parts,
        "dependencies": [{"ref": NAME, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def main(folder: Path) -> None:
    """Write it into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}-{__version__}.cdx.json"
    path.write_text(json.dumps(bill(LOCK.read_text(encoding="utf-8")), indent=2) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
