"""A PostgreSQL server of the tests' own: made in a temporary folder, on a free port, with a password."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "kept out of every message"
USER, DATABASE = "analyst", "postgres"


def programs() -> Path | None:
    """The folder of the newest server's programs; None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server(folder: Path) -> Iterator[int]:
    """Runs a server until the block ends; its port. It refuses to run as root, so it then runs as `postgres`."""
    home = Path(tempfile.mkdtemp(prefix="scorecard-pg-"))
    (home / "password").write_text(PASSWORD)
    as_user: tuple[str, ...] = ()
    if os.geteuid() == 0:
        as_user = ("runuser", "-u", "postgres", "--")
        for path in (home, home / "password"):
            shutil.chown(path, "postgres")
    data, port = home / "data", _free_port()

    def call(program: str, *words: object) -> None:
        run = [*as_user, str(folder / program), *map(str, words)]
        subprocess.run(run, check=True, cwd=home, stdout=subprocess.DEVNULL, timeout=60)

    try:
        secret = ("--pwfile", home / "password", "--auth", "scram-sha-256")
        call("initdb", "-D", data, "-U", USER, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync", *secret)
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c timezone=Europe/London"
        call("pg_ctl", "-D", data, "-w", "-o", options, "-l", home / "log", "start")
        try:
            yield port
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
