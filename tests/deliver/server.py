"""A real mail server for the tests: aiosmtpd with STARTTLS or TLS and AUTH, and manners that a test can take away."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOST, USER, PASSWORD = "localhost", "scorecard", "correct horse"


@dataclass
class Manners:
    """How the server behaves. `drop`: the step at which it hangs up; answers by step, or by recipient for RCPT.

    reached is set at the first greeting; the server goes on once hold is set.
    """

    drop: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    recipients: dict[str, str] = field(default_factory=dict)
    starttls: bool = True
    size: int = 33_554_432
    reached: threading.Event = field(default_factory=threading.Event)
    hold: threading.Event | None = None


@dataclass
class Inbox:
    """What the server accepted: (recipient, message), and every connection that was made."""

    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    logins: int = 0

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _letter in self.letters]

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:
        for recipient in envelope.rcpt_tos:
            parsed = message_from_bytes(envelope.content, policy=default)
            self.letters.append((recipient, parsed))
            self.raw.append(envelope.content)
        if server.manners.drop == "accepted":
            server.transport.abort()
        return server.manners.answers.get("accepted", "250 accepted")

    async def handle_RCPT(self, server: SMTP, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        answer = server.manners.recipients.get(address, "250 ok")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer


class Server(SMTP):
    """aiosmtpd, each step of which may be cut off or answered otherwise."""

    def __init__(self, *args: Any, manners: Manners, inbox: Inbox, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manners, self.inbox = manners, inbox

    def connection_made(self, transport: Any) -> None:
        if self.manners.drop == "greeting":
            transport.abort()
        super().connection_made(transport)

    async def _stopped(self, step: str) -> bool:
        if self.manners.drop == step or (step == "EHLO" and self.manners.drop == "EHLO2" and self._tls_protocol):
            self.transport.abort()
            return True
        if step in self.manners.answers:
            await self.push(self.manners.answers[step])
            return True
        return False

    async def smtp_EHLO(self, hostname: str) -> None:
        self.manners.reached.set()
        while self.manners.hold is not None and not self.manners.hold.is_set():
            await asyncio.sleep(0.02)
        if not await self._stopped("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._stopped("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._stopped("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str) -> None:
        if not await self._stopped("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:
        if not await self._stopped("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self._stopped("DATA"):
            await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self._stopped("QUIT"):
            await super().smtp_QUIT(arg)


def _authenticate(server: Server, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    server.inbox.logins += good
    return AuthResult(success=good, handled=False)


def _spoken(manners: Manners, inbox: Inbox, context: ssl.SSLContext, *, direct: bool) -> Server:
    starttls = context if manners.starttls and not direct else None
    return Server(
        inbox, manners=manners, inbox=inbox, tls_context=starttls, require_starttls=starttls is not None, ident="test",
        data_size_limit=manners.size, hostname=HOST, authenticator=_authenticate, auth_require_tls=not direct,
        auth_required=starttls is not None, loop=asyncio.get_running_loop(),
    )  # fmt: skip


@dataclass
class Place:
    """A server at work: where it is, what it has got, and the file of the authority that vouches for it."""

    port: int
    inbox: Inbox
    manners: Manners
    ca_file: Path


@contextmanager
def serving(folder: Path, manners: Manners | None = None, *, name: str = HOST, direct: bool = False) -> Iterator[Place]:
    """A server on a free port of this machine; name: what its certificate says; direct: TLS from the start."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    ca_file = folder / "authority.pem"
    authority.cert_pem.write_to_path(ca_file)
    manners, inbox = manners or Manners(), Inbox()
    with _loop() as loop:

        async def listen() -> asyncio.Server:
            return await asyncio.get_running_loop().create_server(
                lambda: _spoken(manners, inbox, context, direct=direct), HOST, 0, ssl=context if direct else None,
                family=socket.AF_INET,
            )  # fmt: skip

        server = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
        try:
            yield Place(server.sockets[0].getsockname()[1], inbox, manners, ca_file)
        finally:
            loop.call_soon_threadsafe(server.close)


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop at work in a thread; at the end what still runs is cancelled."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:

        async def finish() -> None:
            rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(finish(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
