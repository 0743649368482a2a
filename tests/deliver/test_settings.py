"""[mail] and the login: what is refused, in which words, and that a secret is never shown."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.deliver import Credentials, MailSettings, credentials
from scorecard.errors import ConfigError
from scorecard.toml import fill
from tests.deliver.conftest import CHIEF, FORCE, SETTINGS

ENVIRONMENT = {"SCORECARD_SMTP_USER": "me", "SCORECARD_SMTP_PASSWORD": "s3cret"}


def test_a_table_of_the_config_fills_them() -> None:
    table = {"host": "mail.force.police.uk", "from": f"a@{FORCE}", "recipients": [CHIEF], "allowed_domains": [FORCE]}
    settings = fill(MailSettings, table, "scorecard.toml [mail]")
    assert (settings.from_, settings.port, settings.security, settings.login) == (f"a@{FORCE}", 587, "starttls", True)
    with pytest.raises(ConfigError, match="needs 'allowed_domains'; there is no default"):
        fill(MailSettings, {k: v for k, v in table.items() if k != "allowed_domains"}, "scorecard.toml [mail]")
    with pytest.raises(ConfigError, match=r'security must be one of "starttls", "tls"'):
        fill(MailSettings, table | {"security": "none"}, "scorecard.toml [mail]")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"host": "mail server"}, "host must be the name of a mail server, such as mail.force.police.uk."),
        ({"host": ""}, "host must be the name of a mail server, such as mail.force.police.uk."),
        ({"port": 0}, "port must be from 1 to 65535."),
        ({"security": "plain"}, 'security must be "starttls" or "tls"; mail is never sent in clear.'),
        ({"recipients": ()}, "recipients must name at least one address."),
        ({"recipients": (CHIEF, CHIEF.upper())}, "recipients names an address more than once."),
        ({"allowed_domains": ()}, "allowed_domains must name the domains that mail may go to."),
        ({"allowed_domains": (CHIEF,)}, "allowed_domains must hold domains only."),
        (
            {"recipients": (CHIEF, "press@example.org")},
            'recipients: "example.org" is not one of allowed_domains; nothing is sent there.',
        ),
        (
            {"recipients": (f"chief@evil.{FORCE}",)},
            f'recipients: "evil.{FORCE}" is not one of allowed_domains; nothing is sent there.',
        ),
        ({"analyst": "me@example.org"}, 'analyst: "example.org" is not one of allowed_domains; nothing is sent there.'),
        ({"from_": "Scorecard <a@b.uk>"}, "from must hold plain addresses, such as name@force.police.uk."),
        ({"max_attachment_mb": -1.0}, "max_attachment_mb must be 0 or more."),
        ({"attempts": 0}, "attempts must be from 1 to 100."),
        ({"retry_minutes": 0.0}, "retry_minutes must be more than 0 and at most 1440."),
        ({"timeout_seconds": 0.0}, "timeout_seconds must be more than 0 and at most 600."),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ConfigError) as told:
        replace(SETTINGS, **changes)
    assert told.value.message == f"scorecard.toml [mail] {sentence}"


@pytest.mark.parametrize(
    "address",
    [
        "chief", "chief@", "@force.police.uk", f"a b@{FORCE}", f"chief@{FORCE}\r\nBcc: x@y.z", f"chief@{FORCE}\n",
        f"<chief@{FORCE}>", f"chief@{FORCE},press@example.org", f"chief@{FORCE}> SIZE=1", f"chéf@{FORCE}",
        f".a@{FORCE}", f"a..b@{FORCE}", f"{'a' * 260}@{FORCE}", f'"a b"@{FORCE}', f"a@-{FORCE}",
    ],
)  # fmt: skip
def test_only_plain_addresses_are_let_through(address: str) -> None:
    with pytest.raises(ConfigError):
        replace(SETTINGS, recipients=(address,))


def test_domains_match_whatever_the_case() -> None:
    assert replace(SETTINGS, recipients=(f"Chief@{FORCE.upper()}",)).recipients


def test_the_environment_comes_first_then_a_private_file(tmp_path: Path) -> None:
    assert credentials(SETTINGS, ENVIRONMENT, tmp_path) == Credentials("me", "s3cret")
    secret = tmp_path / "mail.toml"
    secret.write_text('user = "you"\npassword = "0ther"\n', encoding="utf-8")
    secret.chmod(0o600)
    named = replace(SETTINGS, credentials_file="mail.toml")
    assert credentials(named, {}, tmp_path) == Credentials("you", "0ther")
    assert credentials(named, ENVIRONMENT, tmp_path) == Credentials("me", "s3cret")
    assert credentials(replace(SETTINGS, login=False), ENVIRONMENT, tmp_path) is None


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "mail.toml"
    secret.write_text('user = "you"\npassword = "0ther"\n', encoding="utf-8")
    secret.chmod(0o640)
    with pytest.raises(ConfigError) as told:
        credentials(replace(SETTINGS, credentials_file="mail.toml"), {}, tmp_path)
    assert str(told.value) == f"{secret}: others can read the mail login.\nchmod 600 {secret}"


def test_a_service_of_systemd_has_its_own_file(tmp_path: Path) -> None:
    given = tmp_path / "credentials"
    given.mkdir()
    (given / "mail.toml").write_text('user = "service"\npassword = "0ther"\n', encoding="utf-8")
    (given / "mail.toml").chmod(0o440)
    named = replace(SETTINGS, credentials_file="secret/mail.toml")
    assert credentials(named, {"CREDENTIALS_DIRECTORY": str(given)}, tmp_path) == Credentials("service", "0ther")


@pytest.mark.parametrize("content", ['user = "you"', "password = s3cret", "\xff", 'user = 1\npassword = "s3cret"'])
def test_a_file_that_holds_something_else_is_told_without_its_content(tmp_path: Path, content: str) -> None:
    secret = tmp_path / "mail.toml"
    secret.write_text(content, encoding="latin-1")
    secret.chmod(0o600)
    with pytest.raises(ConfigError) as told:
        credentials(replace(SETTINGS, credentials_file=str(secret)), {}, tmp_path)
    assert str(told.value) == f'{secret}: must hold two lines: user = "..." and password = "...".'
    assert "s3cret" not in repr(told.value.__cause__)


def test_no_login_anywhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="set SCORECARD_SMTP_USER and SCORECARD_SMTP_PASSWORD, or name a"):
        credentials(SETTINGS, {"SCORECARD_SMTP_USER": "me"}, tmp_path)
    with pytest.raises(ConfigError, match=r"gone\.toml: the mail login cannot be read \(no such file or directory\)"):
        credentials(replace(SETTINGS, credentials_file="gone.toml"), {}, tmp_path)


def test_a_secret_is_not_printed() -> None:
    assert repr(Credentials("me", "s3cret")) == "Credentials()"


def test_the_guide_lists_every_key_with_its_default() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "operations.md").read_text(encoding="utf-8")
    table = guide.partition("| key of `[mail]` |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines()[2:]]
    listed = {key: default.strip() for keys, default in rows for key in re.findall(r"`(\w+)`", keys)}
    fields = {field.name.rstrip("_"): field for field in dataclasses.fields(MailSettings)}
    assert set(listed) == set(fields)
    for keys, default in rows:
        names, shown = re.findall(r"`(\w+)`", keys), re.findall(r"`([^`]+)`", default)
        for name, text in zip(names, shown, strict=False):
            assert json.loads(text) == fields[name].default, name
