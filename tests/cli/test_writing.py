"""Files that commands write: whole or not at all; private where it matters, whatever the system's mask."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from scorecard.cli import writing
from scorecard.errors import UsageError
from tests.cli.running import files


@pytest.fixture
def open_mask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_private_files_are_their_owners_alone(tmp_path, open_mask) -> None:
    writing.write_whole(tmp_path / "new" / "private", b"x", private=True)
    writing.write_whole(tmp_path / "usual", b"x")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new", "new/private", "usual")]
    if sys.platform != "win32":  # files have no such modes there
        assert modes == [0o700, 0o600, 0o666]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.Path, "replace", full)
    with pytest.raises(UsageError) as caught:
        writing.write_whole(tmp_path / "file", b"new")
    assert str(caught.value) == (
        f"{tmp_path / 'file'}: cannot be written (no space left on device); nothing was changed."
    )
    assert files(tmp_path) == {"file": b"old"}


def test_a_file_is_replaced_in_one_step(tmp_path) -> None:
    for content in (b"old", b"new"):
        writing.write_whole(tmp_path / "file", content)
    assert files(tmp_path) == {"file": b"new"}
