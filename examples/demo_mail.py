"""E-mail the demo's latest scorecard to a real mail server on this machine, and show what arrived.

Run it with `make demo-mail`, after `make demo`. Nothing leaves the machine: the server is made here, for a few
seconds, with STARTTLS, a login and a certificate of its own. Written to demo/mail/: the message as it arrived (.eml),
its body as a page (.html) and, where Chromium is installed, as a picture (.png).
"""

# ruff: noqa: T201 (it tells what it does)
from __future__ import annotations

import logging
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from scorecard import config as configuration
from scorecard.config import REGISTER
from scorecard.deliver import MailSettings, check
from scorecard.run.sending import Order, send
from scorecard.shipped import shipped

PERIOD = "202112"
FORCE = "exampleshire.police.uk"
LOGIN = {"SCORECARD_SMTP_USER": "scorecard", "SCORECARD_SMTP_PASSWORD": "only-for-this-demo"}
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=680,3600",
)  # fmt: skip


@dataclass
class Inbox:
    """Keeps what the server accepts."""

    letters: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        """Accept a message."""
        self.letters.append(envelope.content)
        return "250 accepted"


def server(inbox: Inbox, folder: Path) -> tuple[Controller, Path]:
    """A mail server on a free port, and the file of the authority that vouches for it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    ca_file = folder / "authority.pem"
    authority.cert_pem.write_to_path(ca_file)

    def authenticate(*parts: Any) -> AuthResult:
        given: LoginPassword = parts[-1]
        good = (given.login.decode(), given.password.decode()) == tuple(LOGIN.values())
        return AuthResult(success=good, handled=False)

    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    made = Controller(
        inbox, hostname="localhost", port=port, tls_context=context, require_starttls=True, auth_required=True,
        authenticator=authenticate, ready_timeout=20,
    )  # fmt: skip
    return made, ca_file


def deliver(demo: Path, inbox: Inbox, folder: Path) -> None:
    """Send the period as `scorecard send --again` does."""
    controller, ca_file = server(inbox, folder)
    mail = MailSettings(
        host="localhost", port=controller.port, ca_file=str(ca_file), from_=f"vetting-scorecard@{FORCE}",
        recipients=(f"chief.officer@{FORCE}", f"head.of.vetting@{FORCE}"), allowed_domains=(FORCE,),
    )  # fmt: skip
    settings = configuration.load(shipped("sample_data") / configuration.FILE_NAME)
    os.environ |= LOGIN
    controller.start()
    try:
        order = Order(PERIOD, demo, demo / REGISTER, again=True)
        posted = send(order, settings, mail, lambda: datetime.now(UTC))
    finally:
        controller.stop()
    check(posted)
    for message in posted:
        print(f"  {message.recipient}: {message.fate}")


def as_page(letter: EmailMessage) -> str:
    """The body with its pictures in it, as a mail program shows it."""
    body = letter.get_body(("html",))
    assert body is not None, "the message has a body in HTML"
    html = str(body.get_content())
    for part in letter.walk():
        if part.get_content_maintype() == "image":
            picture = b64encode(part.get_content()).decode()
            html = html.replace(f"cid:{str(part['Content-ID']).strip('<>')}", f"data:image/png;base64,{picture}")
    return html


def as_picture(page: Path, picture: Path) -> bool:
    """A picture of the page; False without Chromium."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        return False
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *CHROMIUM, f"--user-data-dir={profile}", f"--screenshot={picture}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 (a fixed command)
    return True


def main(demo: Path) -> None:
    """Send the demo's latest scorecard and show what arrived."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the server's own talk
    if not (demo / REGISTER).is_file():
        sys.exit(f"{demo}: holds no scorecard of {PERIOD}; run `make demo` first.")
    inbox, arrived = Inbox(), demo / "mail"
    arrived.mkdir(exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory() as folder:
        deliver(demo, inbox, Path(folder))
    letter = message_from_bytes(inbox.letters[0], policy=default)
    assert isinstance(letter, EmailMessage)
    names = {ending: (arrived / f"message-{PERIOD}.{ending}").resolve() for ending in ("eml", "html", "png")}
    names["eml"].write_bytes(inbox.letters[0])
    names["html"].write_text(as_page(letter), encoding="utf-8")
    print(f"\n{len(inbox.letters)} messages arrived. Subject: {letter['Subject']}")
    print("Attached:", ", ".join(str(part.get_filename()) for part in letter.iter_attachments()) or "nothing")
    shown = [names["eml"], names["html"], *([names["png"]] if as_picture(names["html"], names["png"]) else [])]
    print("Open these:", *shown, sep="\n  ")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo"))
