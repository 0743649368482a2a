"""Talking to the mail server: encryption with a checked certificate or nothing, and every failure put into words.

A Failure says whether another try may help, whether the message may have arrived in spite of it, and whether the
server itself is the trouble, so that trying the next recipient now is useless. It quotes no reply of the server,
since replies can hold addresses, and never a credential.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from scorecard.deliver.credentials import Credentials
from scorecard.deliver.settings import MailSettings
from scorecard.errors import ConfigError

TOO_LARGE = 552
Reply = tuple[int, bytes]
_DOT = re.compile(rb"^\.", re.MULTILINE)


class Failure(Exception):  # noqa: N818 (it is an outcome, caught at once, and never shown as an error)
    """Why a try failed: one sentence.

    final: another try cannot help. unsure: the message may have arrived. server: the same would happen to everybody.
    """

    def __init__(self, sentence: str, *, final: bool = False, unsure: bool = False, server: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.final, self.unsure, self.server = sentence, final, unsure, server


def trust(settings: MailSettings) -> ssl.SSLContext:
    """Certificates and host names are checked, TLS is 1.2 or later. ConfigError where `ca_file` cannot be used."""
    try:
        context = ssl.create_default_context(cafile=settings.ca_file or None)
    except (OSError, ssl.SSLError):
        raise ConfigError(f"scorecard.toml [mail] ca_file: {settings.ca_file} is not a file of certificates.") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def connect(settings: MailSettings, login: Credentials | None) -> smtplib.SMTP:
    """An encrypted and, where asked for, logged-in connection; Failure (of the server) where there is none."""
    context = trust(settings)
    place = f"{settings.host}:{settings.port}"
    with _explained(place, "was being connected to"):
        server = _open(settings, context)
    try:
        if settings.security == "starttls":
            _encrypt(server, place, context)
        if login is not None:
            _log_in(server, place, login)
    except BaseException:
        server.close()
        raise
    return server


def _open(settings: MailSettings, context: ssl.SSLContext) -> smtplib.SMTP:
    if settings.security == "tls":
        return smtplib.SMTP_SSL(
            settings.host, settings.port, settings.domain, timeout=settings.timeout_seconds, context=context
        )
    return smtplib.SMTP(settings.host, settings.port, settings.domain, timeout=settings.timeout_seconds)


def _encrypt(server: smtplib.SMTP, place: str, context: ssl.SSLContext) -> None:
    with _explained(place, "was being greeted"):
        server.ehlo_or_helo_if_needed()
        offered = server.has_extn("starttls")
    if not offered:
        raise Failure(f"{place} does not offer encryption (STARTTLS), so nothing was sent.", server=True)
    with _explained(place, "was starting encryption"):
        code, _reply = server.starttls(context=context)
        if code != 220:
            raise smtplib.SMTPResponseException(code, b"")
        server.ehlo_or_helo_if_needed()


def _log_in(server: smtplib.SMTP, place: str, login: Credentials) -> None:
    try:
        with _explained(place, "was being logged in to"):
            server.login(login.user, login.password)
    except smtplib.SMTPAuthenticationError:
        raise Failure(f"{place} did not accept the name and password.", server=True) from None
    except smtplib.SMTPNotSupportedError:
        raise Failure(f"{place} offers no way to log in that is known here.", server=True) from None


@contextmanager
def _explained(place: str, stage: str) -> Iterator[None]:
    """Failures of the connection as a Failure of the server. What a caller words better passes through."""
    try:
        yield
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
        raise
    except ssl.SSLCertVerificationError:
        raise Failure(f"{place} has a certificate that cannot be trusted, so nothing was sent.", server=True) from None
    except ssl.SSLError:
        raise Failure(f"{place} could not agree on encryption, so nothing was sent.", server=True) from None
    except smtplib.SMTPResponseException as error:
        raise Failure(f"{place} answered {error.smtp_code} when it {stage}.", server=True) from None
    except TimeoutError:
        raise Failure(f"{place} did not answer in time when it {stage}.", server=True) from None
    except (smtplib.SMTPException, OSError):
        raise Failure(f"{place} could not be reached, or hung up, when it {stage}.", server=True) from None


def transmit(server: smtplib.SMTP, sender: str, recipient: str, content: bytes) -> None:
    """Hand one message to the server; returns once it is accepted. Failure otherwise; then close the connection."""
    size = [f"size={len(content)}"] if server.has_extn("size") else []
    _step("the sender", lambda: server.mail(sender, size))
    _step("the recipient", lambda: server.rcpt(recipient))
    _step("the message", lambda: server.docmd("DATA"), wanted=3)
    _step("the message", lambda: _finished(server, content))
    _step("the end of the message", server.getreply, unsure=True)


def _finished(server: smtplib.SMTP, content: bytes) -> Reply:
    """Send the lines, a dot before those that start with one, and the dot that ends them (RFC 5321, 4.5.2)."""
    assert content.endswith(b"\r\n"), "messages are written with SMTP's line ends"
    server.send(_DOT.sub(b"..", content) + b".\r\n")
    return 250, b""


def _step(what: str, command: Callable[[], Reply], *, wanted: int = 2, unsure: bool = False) -> None:
    """One step of the dialogue. After the end of the message silence does not mean that it was lost: `unsure`."""
    try:
        code = command()[0]
    except (smtplib.SMTPException, OSError):
        doubt = "; it may have arrived" if unsure else ""
        raise Failure(f"The connection broke when {what} was sent{doubt}.", unsure=unsure) from None
    if code // 100 != wanted:
        raise _refusal(code, what.removeprefix("the end of "))


def _refusal(code: int, what: str) -> Failure:
    if code == TOO_LARGE:
        return Failure(f"The server refused the message as too large ({code}).", final=True)
    if code // 100 == 4:
        return Failure(f"The server put {what} off for now ({code}).")
    own_fault = what == "the sender"  # nobody would get it: for a person to put right, and tried again until then
    return Failure(f"The server refused {what} ({code}).", final=not own_fault, server=own_fault)


def close(server: smtplib.SMTP) -> None:
    """Say goodbye; what is accepted is accepted, so a server that has gone is no failure."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()
