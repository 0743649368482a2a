"""A small internal folder: counts of two workforces (synthetic), what is withheld of them, and appeals beside them.

Withheld: Mixed officers, 3 of 22 refused (13.6%); Black staff, 7 of 41 refused (17.1%); Female officers, 21 of 300
refused, with the counts passed. Other counts of the same groups are small too and are shown: they hide nothing.
"""

from __future__ import annotations

from pathlib import Path

from scorecard.disclosure.inspect import check_file
from scorecard.model import KEY, MEASURES

COUNTS = {
    "officer,ethnicity": {"Asian": (310, 290), "Black": (205, 179), "Mixed": (22, 19), "White": (1480, 1391)},
    "staff,ethnicity": {"Asian": (107, 100), "Black": (41, 34), "Mixed": (56, 50), "White": (600, 580)},
    "officer,sex": {"Female": (300, 279), "Male": (1717, 1600)},
    "officer,ethnicity_sex": {'"Mixed, Female"': (21, 18)},
}
WITHHELD = ("officer,ethnicity,Mixed", "staff,ethnicity,Black", "officer,sex,Female")
WHO = "Sample,202109,"


def internal(folder: Path) -> Path:
    """The counts.csv of the folder that is made."""
    (folder / "internal").mkdir()
    key, path = ",".join(KEY), folder / "internal" / "counts.csv"
    rows = [
        f"{WHO}{part},{group},{decided},{passed},{decided - passed},3,0,7,0,0"
        for part, groups in COUNTS.items()
        for group, (decided, passed) in groups.items()
    ]
    path.write_text("\n".join([f"{key},{','.join(MEASURES)}", *rows]))
    named = [f"{WHO}{who},{m},primary,1,9" for who in WITHHELD for m in ("passed", "refused")]
    path.with_name("redactions.csv").write_text("\n".join([f"{key},measure,reason,low,high", *named]))
    path.with_name("appeals.csv").write_text(f"{key},outcome,cases,base\n{WHO}officer,ethnicity,Mixed,upheld,0,3\n")
    return path


def kinds(folder: Path, name: str, data: str | bytes) -> set[str]:
    """The kinds of withheld numbers found in a file; {} where it may go out."""
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    counts = folder / "internal" / "counts.csv"
    report = check_file(folder / name, against=counts if counts.exists() else internal(folder))
    return {leak.kind for leak in report.leaks if leak.kind.startswith("withheld")}
