"""[mail] of scorecard.toml: which server, from whom, to whom. No secret stands here; see `deliver.credentials`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from scorecard.errors import ConfigError

# ASCII addresses of the usual form only: what cannot be matched cannot smuggle a header or an SMTP command.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL})*"
ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>{_DOMAIN})", re.ASCII)
HOST = re.compile(rf"{_DOMAIN}|\d+(?:\.\d+){{3}}|[0-9A-Fa-f:]+", re.ASCII)
WHERE = "scorecard.toml [mail]"
LONGEST_HOST = 253


@dataclass(frozen=True)
class MailSettings:
    """How the scorecard is e-mailed.

    host, port, security: the server; "starttls" asks for encryption on the port (587), "tls" begins with it (465).
    Unencrypted mail is not offered. from_: the sender's address. recipients: each gets a message of their own.
    allowed_domains: the only domains that mail goes to. analyst: who hears of a failure ("": nobody).
    login: whether the server asks for a name and password. credentials_file: where they are, unless the environment
    has them. ca_file: the certificate of the force's own authority ("": the system's). max_attachment_mb: what does
    not fit is named by its place instead: `location`, or the folder that it is in. attempts: tries for each
    recipient; retry_minutes: until the second, then twice as long each time, up to six hours.
    """

    host: str
    from_: str
    recipients: tuple[str, ...]
    allowed_domains: tuple[str, ...]
    port: int = 587
    security: Literal["starttls", "tls"] = "starttls"
    login: bool = True
    credentials_file: str = ""
    ca_file: str = ""
    analyst: str = ""
    max_attachment_mb: float = 10.0
    location: str = ""
    attempts: int = 12
    retry_minutes: float = 15.0
    timeout_seconds: float = 60.0

    def __post_init__(self) -> None:
        _need(
            bool(HOST.fullmatch(self.host)) and len(self.host) <= LONGEST_HOST,
            "host must be the name of a mail server, such as mail.force.police.uk.",
        )
        _need(0 < self.port < 65536, "port must be from 1 to 65535.")
        _need(
            self.security in ("starttls", "tls"), 'security must be "starttls" or "tls"; mail is never sent in clear.'
        )
        _need(bool(self.recipients), "recipients must name at least one address.")
        folded = [address.casefold() for address in self.recipients]
        _need(len(set(folded)) == len(folded), "recipients names an address more than once.")
        _need(bool(self.allowed_domains), "allowed_domains must name the domains that mail may go to.")
        _need(all(re.fullmatch(_DOMAIN, d) for d in self.allowed_domains), "allowed_domains must hold domains only.")
        self._check_addresses()
        _need(self.max_attachment_mb >= 0, "max_attachment_mb must be 0 or more.")
        _need(1 <= self.attempts <= 100, "attempts must be from 1 to 100.")
        _need(0 < self.retry_minutes <= 1440, "retry_minutes must be more than 0 and at most 1440.")
        _need(0 < self.timeout_seconds <= 600, "timeout_seconds must be more than 0 and at most 600.")

    def _check_addresses(self) -> None:
        _address(self.from_, "from")
        allowed = {domain.casefold() for domain in self.allowed_domains}
        for name, address in (*(("recipients", r) for r in self.recipients), ("analyst", self.analyst)):
            if name == "analyst" and not address:
                continue
            domain = _address(address, name)
            _need(domain in allowed, f'{name}: "{domain}" is not one of allowed_domains; nothing is sent there.')

    def anchored(self, folder: Path) -> MailSettings:
        """The same, with a relative `ca_file` starting at that folder."""
        return replace(self, ca_file=self.ca_file and str(folder / Path(self.ca_file).expanduser()))

    @property
    def domain(self) -> str:
        """The sender's domain."""
        return self.from_.rpartition("@")[2].casefold()


def _address(text: str, name: str) -> str:
    """The domain of an address, in lower case."""
    found = ADDRESS.fullmatch(text)
    _need(found is not None and len(text) <= 254, f"{name} must hold plain addresses, such as name@force.police.uk.")
    assert found is not None
    return found["domain"].casefold()


def _need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ConfigError(f"{WHERE} {otherwise}")
