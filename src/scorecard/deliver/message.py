"""A scorecard as an e-mail: what is in it. To whom it goes is written on it later (`deliver.envelope`).

In: a Scorecard, its look, charts as PNG, files. Out: an EmailMessage with a body for phones and Outlook (tables,
inlined CSS, pictures by cid), a plain-text part that says the same, and the files as far as they fit. The same input
gives the same bytes: boundaries and picture ids are made of the content.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from string import Template

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from scorecard.deliver.settings import MailSettings
from scorecard.model import Chart, Look, Scorecard, Section, Table, Tone, Unit
from scorecard.shipped import shipped

MEGABYTE = 1_000_000
ENCODED = 4 / 3  # base64 makes three bytes four
SAFE = "quoted-printable"  # ASCII in short lines: any server passes it on unchanged


@dataclass(frozen=True)
class Shown:
    """A chart in the message: its section, the tables beside it, its picture as PNG, and the id that points at that."""

    section: Section
    chart: Chart
    tables: tuple[Table, ...]
    png: bytes
    cid: str


@dataclass(frozen=True)
class Files:
    """What is attached, and where the files are that are too large for it."""

    attached: tuple[Path, ...]
    elsewhere: tuple[str, ...]


def compose_message(
    card: Scorecard,
    look: Look,
    settings: MailSettings,
    charts: Sequence[tuple[Section, Chart, bytes]],
    files: Sequence[Path],
) -> EmailMessage:
    """The message, without recipient, date and Message-ID. `charts`: (section, chart, PNG) of those to be shown."""
    shown = [
        Shown(section, chart, _tables(card, section, chart), png, _cid(png, number, settings))
        for number, (section, chart, png) in enumerate(charts, start=1)
    ]
    chosen = fitting(files, settings)
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.from_
    message["Subject"] = subject(card)
    message["Auto-Submitted"] = "auto-generated"
    values = {
        "card": card, "subject": subject(card), "headline": _headline(card), "charts": shown, "marks": look.marks,
        "attached": [path.name for path in chosen.attached], "elsewhere": chosen.elsewhere, "Tone": Tone, "Unit": Unit,
    }  # fmt: skip
    message.set_content(_rendered("email.txt.j2", values), cte=SAFE)
    _add_body(message, _inlined(values, look), shown)
    for path in chosen.attached:
        _attach(message, path)
    message["Content-Language"] = card.language  # only now: a header about content set earlier moves to the first part
    _fix_boundaries(message)
    return message


def _attach(message: EmailMessage, path: Path) -> None:
    kind, _encoding = mimetypes.guess_type(path.name)
    main, _slash, sub = (kind or "application/octet-stream").partition("/")
    message.add_attachment(path.read_bytes(), maintype=main, subtype=sub, filename=path.name)


def subject(card: Scorecard) -> str:
    """The marking, the title and the dates, on one line."""
    parts = (f"{card.marking}: " if card.marking else "", "[SYNTHETIC] " if card.synthetic else "")
    return one_line(f"{''.join(parts)}{card.title}, {card.force}, {card.period.dates}")


def one_line(text: str) -> str:
    """The text without line breaks and other control characters, so that it can never begin another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def fitting(files: Sequence[Path], settings: MailSettings) -> Files:
    """The files in order, as long as they fit into the largest size allowed; the others by where they are."""
    attached: list[Path] = []
    elsewhere: list[str] = []
    room = settings.max_attachment_mb * MEGABYTE
    for path in files:
        size = path.stat().st_size * ENCODED
        if size <= room:
            attached.append(path)
            room -= size
        else:
            elsewhere.append(_place(path, settings.location))
    return Files(tuple(attached), tuple(elsewhere))


def _place(path: Path, location: str) -> str:
    """Where a reader finds the file: as the force's people know the folder, else as this machine does."""
    if not location:
        return str(path.resolve())
    return f"{location}{'' if location.endswith(('/', chr(92))) else '/'}{path.name}"


def _tables(card: Scorecard, section: Section, chart: Chart) -> tuple[Table, ...]:
    """The tables that say what the chart shows: its section's, else those of another section about the same figures."""
    about = (s for s in (section, *card.sections) if s.tables and any(d.id == chart.table for d in s.details))
    return section.tables or next((s.tables for s in about), ())


def _headline(card: Scorecard) -> list[Section]:
    """The sections with headline numbers; a card without any has its first section in their place."""
    return [section for section in card.sections if section.tiles] or list(card.sections[:1])


def _rendered(name: str, values: dict[str, object]) -> str:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        autoescape=select_autoescape(enabled_extensions=("html.j2",)), keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template(name).render(values)


def _inlined(values: dict[str, object], look: Look) -> str:
    """The body with each rule of the style sheet written on its elements, as Outlook needs; nothing is fetched."""
    fonts = ",".join(f"'{_font_name(name)}'" for name in dict.fromkeys((look.body_font, "Arial"))) + ",sans-serif"
    sheet = Template(shipped("templates/email.css").read_text(encoding="utf-8"))
    style = Markup(sheet.substitute(look.colours, fonts=fonts))  # noqa: S704 (our own file; colours are checked)
    html = _rendered("email.html.j2", {**values, "style": style})
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True).inline(html)


def _font_name(name: str) -> str:
    return "".join(c for c in name if c.isalnum() or c in " -")


def _add_body(message: EmailMessage, html: str, shown: Sequence[Shown]) -> None:
    message.add_alternative(html, subtype="html", cte=SAFE)
    body = message.get_body(("html",))
    assert isinstance(body, EmailMessage)
    for picture in shown:
        name = f"{picture.chart.id}.png"
        body.add_related(picture.png, "image", "png", cid=f"<{picture.cid}>", filename=name, disposition="inline")


def _cid(png: bytes, number: int, settings: MailSettings) -> str:
    return f"chart-{number}.{sha256(png).hexdigest()[:16]}@{settings.domain}"


def _multiparts(message: EmailMessage) -> Iterator[EmailMessage]:
    return (part for part in message.walk() if isinstance(part, EmailMessage) and part.is_multipart())


def _fix_boundaries(message: EmailMessage) -> None:
    """Boundaries made of the content instead of chance; they cannot occur in base64 or quoted-printable text."""
    leaves = (part.get_payload() for part in message.walk() if not part.is_multipart())
    digest = sha256("\0".join(map(str, leaves)).encode()).hexdigest()[:32]
    for number, part in enumerate(_multiparts(message)):
        part.set_boundary(f"=_{digest}_{number}")
