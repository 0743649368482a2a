"""What is inside a finished file? One path in, a Report out; ExtractError for what cannot be opened safely."""

from __future__ import annotations

import posixpath
from pathlib import Path

from scorecard.disclosure.inspect.against import Search
from scorecard.disclosure.inspect.archive import FILE_LIMIT, OLE, Allowance, Archive, unpacked
from scorecard.disclosure.inspect.book import book
from scorecard.disclosure.inspect.cells import grid
from scorecard.disclosure.inspect.charts import beyond, chart_content, stale
from scorecard.disclosure.inspect.content import Content, folded, together
from scorecard.disclosure.inspect.identifiers import identifiers
from scorecard.disclosure.inspect.marking import markings
from scorecard.disclosure.inspect.measures import digits, small_counts
from scorecard.disclosure.inspect.package import Package
from scorecard.disclosure.inspect.page import page
from scorecard.disclosure.inspect.pictures import PICTURES, picture
from scorecard.disclosure.inspect.report import Leak, Report, merged
from scorecard.disclosure.inspect.sheets import workbook
from scorecard.disclosure.inspect.slides import presentation, titles
from scorecard.disclosure.inspect.tidy import decoded, plain, tidy
from scorecard.disclosure.inspect.traces import left_over
from scorecard.disclosure.inspect.withheld import secrets
from scorecard.errors import ExtractError

PAGES, TABLES, WORDS = (".html", ".htm", ".xhtml", ".svg"), (".csv", ".tsv"), (".json", ".txt", ".md", ".xml", ".toml")
OFFICE = (".pptx", ".pptm", ".ppsx", ".xlsx", ".xlsm", ".zip")
LEFT_OVER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini", "~$", ".git/")


def check_file(path: str | Path, *, threshold: int | None = None, against: str | Path | None = None) -> Report:
    """Everything in a pptx, xlsx, csv, html or zip that a reader does not see or should not.

    threshold: also report counts from 1 to threshold - 1. against: an internal counts.csv (redactions.csv beside it);
    also report every withheld count. ExtractError (exit 3): malformed, encrypted, too large, or of no such kind.
    """
    path = Path(path)
    search = Search(secrets(Path(against), threshold)) if against is not None else None
    data, allowance = _read(path), Allowance()
    if not data.startswith(b"PK"):
        allowance.read(path.name, len(data))
    content = opened(path.name, data, allowance, 0)
    leaks = [*content.leaks, *markings(content), *identifiers(content), *digits(content)]
    checked = []
    if threshold is not None:
        leaks += small_counts(content, threshold)
        checked.append(f"counts from 1 to {threshold - 1}")
    if search is not None:
        leaks += search.leaks(content)
        checked.append(f"{search.secrets.withheld:,} withheld counts{_unsearched(search.secrets.uncounted)}")
    return Report(path.name, merged(leaks), tuple(checked))


def _unsearched(counts: int) -> str:
    """What to say of withheld counts whose numbers no table beside counts.csv holds."""
    return f" ({counts:,} more are in no table beside it, so they were not looked for)" if counts else ""


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise ExtractError(
                f"{path.name} is larger than {FILE_LIMIT >> 20} MB, so it was not opened; check its parts one by one."
            )
        data = path.read_bytes()
    except OSError as problem:
        raise ExtractError(
            f"{path.name or path} cannot be read; check that it is a file and that you may open it."
        ) from problem
    if not data:
        raise ExtractError(f"{path.name} is empty; save it anew and check that.")
    return data


def opened(where: str, data: bytes, allowance: Allowance, depth: int) -> Content:
    """The content of one file, by its bytes and the end of its name."""
    name = where.lower()
    if data.startswith(OLE):
        raise ExtractError(
            f"{where} is protected with a password or of an old format; check a copy saved as xlsx or pptx without one."
        )
    if data.startswith(b"PK") or name.endswith(OFFICE):
        return _zipped(where, unpacked(where, data, allowance, depth), allowance, depth)
    if name.endswith(PAGES):
        return page(where, decoded(where, data))
    if name.endswith(TABLES):
        return tidy(where, decoded(where, data))
    if name.endswith(WORDS):
        return plain(where, decoded(where, data))
    if name.endswith(PICTURES):
        return Content(tuple(picture(where, data)))
    raise ExtractError(f"{where} is not a pptx, xlsx, csv, html or zip file, so it cannot be checked.")


def _zipped(where: str, archive: Archive, allowance: Allowance, depth: int) -> Content:
    package = Package(where, archive.files)
    if "[Content_Types].xml" not in archive.files:
        if not where.lower().endswith(".zip"):
            raise ExtractError(f"{where} is no Office file inside, so it is damaged; save it anew and check that.")
        content = _plain_zip(where, archive, allowance, depth)
    elif package.main.startswith("xl/"):
        content = _office(package, workbook(package), allowance, depth)
    elif package.main.startswith("ppt/"):
        content = _office(package, presentation(package), allowance, depth)
    else:
        raise ExtractError(f"{where} is an Office file of a kind that cannot be checked; save it as pptx or xlsx.")
    return together([Content(archive.leaks), content])


def _plain_zip(where: str, archive: Archive, allowance: Allowance, depth: int) -> Content:
    contents = []
    for name, data in archive.files.items():
        inner = f"{where} > {name[:100]}"
        if any(mark in name.lower() for mark in LEFT_OVER) or posixpath.basename(name).startswith("."):
            contents.append(Content((Leak("left_over_file", inner),)))
        elif data.startswith(b"PK") or name.lower().endswith((*PAGES, *TABLES, *WORDS, *PICTURES, *OFFICE)):
            contents.append(opened(inner, data, allowance, depth + 1) if data else Content())
        else:
            contents.append(Content((Leak("unknown_file", inner),)))
    return together(contents)


def _office(package: Package, content: Content, allowance: Allowance, depth: int) -> Content:
    """A workbook's or presentation's content with its embedded files, and the traces in every part's attributes."""
    charts = [n for n in package.parts if "/charts/chart" in n and n.endswith(".xml")]
    owned = {n: next(iter(package.linked(n, "package")), "") for n in charts}
    slide_titles = titles(package)
    said = {*folded(content)}
    contents = [content, left_over(package)]
    for name in charts:
        if owned[name]:
            drawn = chart_content(package, name, slide_titles.get(name, ""), None)
            contents += [drawn, _behind(package, (name, owned[name]), said | {*folded(drawn)}, allowance, depth)]
        elif package.main.startswith("ppt/"):
            contents.append(chart_content(package, name, slide_titles.get(name, ""), None))
    for name, data in package.parts.items():
        if "/embeddings/" in name and name.lower().endswith(".xlsx") and name not in owned.values():
            contents.append(Content((Leak("embedded_file", package.where, name[:100]),)))
            contents.append(opened(package.part(name), data, allowance, depth + 1))
    return together(contents)


def _behind(package: Package, pair: tuple[str, str], said: set[str], allowance: Allowance, depth: int) -> Content:
    """The workbook that a chart was drawn from: the names of both parts, and the words that it shows."""
    name, inner = pair
    where, root = package.part(inner), package.xml(name)
    content = opened(where, package.parts[inner], allowance, depth + 1)
    frame = book(Package(where, unpacked(where, package.parts[inner], allowance, depth + 1).files))
    grids = {s.name: grid(frame, frame.package.xml(s.part)) for s in frame.sheets if s.part in frame.package.parts}
    leaks = (*beyond(where, root, grids, said), *stale(package.part(name), root, grids))
    return together([content, Content(leaks)])
