"""`make pictures`: every slide, sheet and page of the demo as PNG, to be looked at one by one.

    .venv/bin/python tests/pictures.py [FOLDER ...] [--to pictures] [--dots 80]

A FOLDER holds one edition of one period (demo/202109/internal); none: the last period of demo/, which is built where it
is missing. pictures/<period>-<edition>/ then has the slides (slide-01.png), the printed sheets (sheet-01.png) and
the page as a desktop window and a phone show it (page-1280.png, page-360.png), in dark mode
(page-dark.png) and printed (print-1.png). Needs LibreOffice, poppler and Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests import office  # noqa: E402  found through the line above

WIDTHS = (1280, 360)


def folders(given: list[str]) -> list[Path]:
    """The folders that were named, else both editions of the demo's last period."""
    if given:
        return [Path(name) for name in given]
    demo = REPOSITORY / "demo"
    if not demo.is_dir():
        subprocess.run([Path(sys.executable).parent / "scorecard", "demo", "--out", demo], check=True)
    last = max(path for path in demo.iterdir() if path.name.isdigit())
    return [path for path in (last / "internal", last / "public") if path.is_dir()]


def look(folder: Path, to: Path, *, dots: int) -> list[Path]:
    """Every picture of one folder's files."""
    place = to / f"{folder.parent.name}-{folder.name}"
    shutil.rmtree(place, ignore_errors=True)
    made: list[Path] = []
    for file in sorted(folder.glob("*.pptx")):
        made += renamed(office.pictures(file, place, dots=dots), "slide")
    for file in sorted(folder.glob("*.xlsx")):
        kind = "sheet" if file.stem.startswith("vetting-scorecard") else file.stem  # the contact workbook has its own
        made += renamed(office.pictures(file, place, dots=dots), kind)
    for file in sorted(folder.glob("*.html")):
        made += [office.page_png(file, place / f"page-{width}.png", width=width) for width in WIDTHS]
        made.append(office.page_png(file, place / "page-dark.png", width=WIDTHS[0], dark=True))
        with tempfile.TemporaryDirectory() as printed:
            made += renamed(office.to_png(office.page_pdf(file, Path(printed) / "p.pdf"), place, dots=dots), "print")
    return made


def renamed(pages: list[Path], name: str) -> list[Path]:
    """The pages of one file under one name, in order: slide-01.png, slide-02.png ..."""
    return [page.rename(page.with_name(f"{name}-{number:02d}.png")) for number, page in enumerate(pages, start=1)]


def main() -> None:
    """Makes the pictures and says where they are."""
    options = argparse.ArgumentParser(description="Every slide, sheet and page of a scorecard as PNG.")
    options.add_argument("folder", nargs="*", help="such as demo/202109/internal; none: the demo's last period")
    options.add_argument("--to", type=Path, default=REPOSITORY / "pictures")
    options.add_argument("--dots", type=int, default=80, help="dots to the inch for slides and sheets")
    chosen = options.parse_args()
    missing = [name for name in ("soffice", "pdftoppm", "chromium") if office.program(name) is None]
    if missing:
        raise SystemExit(f"make pictures needs {', '.join(missing)}; install it and try again")
    for folder in folders(chosen.folder):
        made = look(folder, chosen.to, dots=chosen.dots)
        sys.stdout.write(f"{len(made)} pictures in {made[0].parent if made else chosen.to}\n")


if __name__ == "__main__":
    main()
