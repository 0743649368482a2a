"""A folder is replaced whole or not at all, whenever a run stops."""

import os
import stat
import sys
from pathlib import Path

import pytest

from scorecard import folder
from scorecard.errors import BusyError, UsageError
from scorecard.folder import mend, replaced


def files(target: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in target.iterdir()}


def write(target: Path, **content: str) -> None:
    with replaced(target) as new:
        for name, text in content.items():
            (new / name).write_text(text)


def test_a_new_folder_is_private(tmp_path: Path) -> None:
    target = tmp_path / "202109" / "internal"
    write(target, a="1")
    assert files(target) == {"a": "1"}
    assert stat.S_IMODE(target.stat().st_mode) == 0o700


def write_half(target: Path) -> None:
    with replaced(target) as new:
        (new / "a").write_text("half")
        raise ZeroDivisionError


@pytest.mark.parametrize("exchange", [True, False])
def test_the_new_takes_the_place_of_the_old(tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchange:
        monkeypatch.setattr(folder, "_exchanged", lambda new, old: False)
    write(tmp_path / "x", a="1", b="2")
    write(tmp_path / "x", a="3")
    assert files(tmp_path / "x") == {"a": "3"}
    assert os.listdir(tmp_path) == ["x"]


def test_an_error_leaves_the_old_folder(tmp_path: Path) -> None:
    write(tmp_path / "x", a="1")
    with pytest.raises(ZeroDivisionError):
        write_half(tmp_path / "x")
    assert files(tmp_path / "x") == {"a": "1"}
    assert os.listdir(tmp_path) == ["x"]


def test_an_error_leaves_no_folder_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_half(tmp_path / "out" / "202109" / "internal")
    assert os.listdir(tmp_path) == []
    write(tmp_path / "out" / "202106" / "internal", a="1")
    with pytest.raises(ZeroDivisionError):
        write_half(tmp_path / "out" / "202109" / "internal")
    assert os.listdir(tmp_path / "out") == ["202106"]


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path / "x", a="1")
    with pytest.raises(UsageError, match=r"no space left on device.*nothing was changed"), replaced(tmp_path / "x"):
        raise OSError(28, "No space left on device")
    assert files(tmp_path / "x") == {"a": "1"}


def test_a_file_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"), replaced(tmp_path / "file" / "internal"):
        pass


def test_a_run_that_died_between_two_renames_is_mended(tmp_path: Path) -> None:
    write(tmp_path / "x", a="1")
    (tmp_path / "x").rename(tmp_path / ".x.old")
    (tmp_path / ".x.new-abc").mkdir()
    mend(tmp_path / "x")
    assert files(tmp_path / "x") == {"a": "1"}
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize("stopped_at", [0, 1])
def test_windows_moves_no_folder_with_an_open_file(
    tmp_path: Path, stopped_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the one step of Linux, and the first or the second rename refused: the old folder stands as it did."""
    write(tmp_path / "x", a="1")
    real, done = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        done.append(self.name)
        if len(done) == stopped_at + 1:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return real(self, target)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(UsageError) as caught:
        write(tmp_path / "x", a="2")
    assert str(caught.value) == (
        f"{tmp_path / 'x'}: cannot be written (the process cannot access the file because it is being used by another "
        "process); nothing was changed. Close its files, or choose another --out."
    )
    assert files(tmp_path / "x") == {"a": "1"}
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="one system call swaps folders on Linux only")
def test_linux_swaps_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "old").touch()
    assert folder._exchanged(tmp_path / "b", tmp_path / "a")
    assert os.listdir(tmp_path / "b") == ["old"]


def test_two_runs_never_write_one_folder_at_once(tmp_path: Path) -> None:
    with replaced(tmp_path / "x") as new:
        (new / "a").write_text("1")
        with pytest.raises(BusyError) as caught, replaced(tmp_path / "x"):
            pass
        assert new.is_dir(), "the loser has swept up what the winner is writing"
    assert str(caught.value) == f"{tmp_path / 'x'}: another run is at work there; nothing was changed."
    assert files(tmp_path / "x") == {"a": "1"}
    assert os.listdir(tmp_path) == ["x"]


def test_a_lock_file_that_a_killed_run_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".x.lock").touch()
    write(tmp_path / "x", a="1")
    assert os.listdir(tmp_path) == ["x"]
