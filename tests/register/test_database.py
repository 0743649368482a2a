"""A register survives being killed, opened twice, damaged and met by an older program: it works or says why not."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest

from scorecard.errors import BusyError, ConfigError
from scorecard.register import Register, batch, database
from tests.register.made_up import FORCE, NOW, Q1, Q2, SOURCES, rate, same, simple

STORE_FOR_EVER = """
import sys
from pathlib import Path
from scorecard.register import Register
from tests.register.made_up import NOW, Q1, Q2, SOURCES, simple
with Register.open(Path(sys.argv[1])) as register:
    print("ready", flush=True)
    for refused in range(1, 100):
        for period in (Q1, Q2):
            register.store(simple(period, refused), sources=SOURCES, at=NOW)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "register.db"


@pytest.fixture
def filled(path):
    with Register.open(path) as register:
        register.store(simple(Q1), sources=SOURCES, at=NOW)
    return path


def _refusal(path) -> str:
    with pytest.raises(ConfigError) as caught, Register.open(path) as register:
        register.history(None, FORCE)
    return str(caught.value).replace(str(path), "PATH")


DAMAGED = "PATH: the register is damaged; restore a backup of it, or name another file as 'register'."


def test_a_file_that_is_no_database(path):
    path.write_bytes(b"case_id,ethnicity\n1,White\n" * 100)
    assert _refusal(path) == DAMAGED


def test_a_register_cut_short(filled):
    filled.write_bytes(filled.read_bytes()[:-5000])
    assert _refusal(filled) == DAMAGED


def test_a_number_changed_behind_our_back(filled):
    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE decision SET refused = 4, passed = 96 WHERE \"group\" = 'Female'")
    connection.close()
    assert _refusal(filled) == DAMAGED


@pytest.mark.parametrize("change", ["UPDATE release_rate SET value = 0.146", "DELETE FROM release_rate"])
def test_a_rate_changed_behind_our_back(filled, change):
    with Register.open(filled) as register:
        register.release(simple(Q1), policy="", exact=None, files=[], at=NOW, rates=[rate()])
        assert register.releases(FORCE)[0].rates == (rate(),)
    with sqlite3.connect(filled) as connection:
        connection.execute(change)
    connection.close()
    with Register.open(filled) as register, pytest.raises(ConfigError) as caught:
        register.releases(FORCE)
    assert str(caught.value).replace(str(filled), "PATH") == DAMAGED


def test_a_table_gone(filled):
    with sqlite3.connect(filled) as connection:
        connection.execute("DROP TABLE run_source")
        connection.execute("DROP TABLE run")
    connection.close()
    assert _refusal(filled) == DAMAGED


def test_a_newer_register(filled):
    with sqlite3.connect(filled) as connection:
        connection.execute("PRAGMA user_version = 7")
    connection.close()
    assert _refusal(filled) == (
        "PATH: the register was written by a newer scorecard (its version is 7, this program reads up to 3); "
        "install the newer scorecard."
    )


def test_another_programs_database(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    assert _refusal(path) == ("PATH: is a database, but not a register of scorecards; name another file as 'register'.")


def test_a_folder(tmp_path):
    assert _refusal(tmp_path) == ("PATH: the register must be a file, and this is a folder; name a file as 'register'.")


def test_a_place_where_nothing_can_be_made(tmp_path):
    (tmp_path / "file").touch()
    assert _refusal(tmp_path / "file" / "folder" / "register.db") == (
        "PATH: the register cannot be made (not a directory); name another file as 'register'."
    )


def test_an_empty_file_becomes_a_register(path):
    path.touch()
    with Register.open(path) as register:
        assert register.status() == ()


def test_a_full_disk_changes_nothing(filled):
    register = Register.open(filled)
    with register:
        pages = register._connection.execute("PRAGMA page_count").fetchone()[0]
        register._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        many = [("extract.csv", "ab" * 32)] * 500
        with pytest.raises(ConfigError) as caught:
            register.store(simple(Q2), sources=many, at=NOW)
        assert "since the disk is full; nothing was changed." in str(caught.value)
        assert same(register.history(Q2, FORCE), simple(Q1))


def test_an_older_register_is_brought_up_to_date(filled, monkeypatch):
    monkeypatch.setattr(database, "SCHEMAS", (*database.SCHEMAS, "later.sql"))
    real = database._statements
    monkeypatch.setattr(
        database,
        "_statements",
        lambda name: ["ALTER TABLE run ADD COLUMN note TEXT"] if name == "later.sql" else real(name),
    )
    for _ in range(2):
        with Register.open(filled) as register:
            assert same(register.history(None, FORCE), simple(Q1))
            assert register._connection.execute("SELECT note FROM run").fetchall() == [(None,)]
            assert register._connection.execute("PRAGMA user_version").fetchone() == (len(database.SCHEMAS),)


def test_releases_of_a_register_from_before_rates(path, monkeypatch):
    """As version 2 wrote it: it is read as it was, without rates, and takes replies with rates from then on."""
    with monkeypatch.context() as older:
        older.setattr(database, "SCHEMAS", database.SCHEMAS[:2])
        with Register.open(path) as register, database.transaction(register._connection, path) as connection:
            values = (batch.save(connection, simple(Q1)), None, "", NOW.isoformat())
            connection.execute("INSERT INTO release (batch, exact, policy, released_at) VALUES (?, ?, ?, ?)", values)
    with Register.open(path) as register:
        register.release(simple(Q1), policy="", exact=None, files=[], at=NOW, rates=[rate()])
        first, second = register.releases(FORCE)
        assert register._connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert same(first.counts, simple(Q1))
    assert (first.rates, second.rates) == ((), (rate(),))


def test_a_migration_that_fails_leaves_the_older_register(filled, monkeypatch):
    before = filled.read_bytes()
    monkeypatch.setattr(database, "SCHEMAS", (*database.SCHEMAS, "later.sql"))
    monkeypatch.setattr(database, "_statements", lambda name: ["CREATE TABLE x (a)", "ALTER TABLE none ADD b"])
    assert _refusal(filled) == DAMAGED
    assert filled.read_bytes() == before


def test_while_another_run_writes_we_wait_and_then_say_so(filled, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with Register.open(filled) as one, Register.open(filled) as other:
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError) as caught:
            other.store(simple(Q2), sources=SOURCES, at=NOW)
        one._connection.execute("ROLLBACK")
    assert str(caught.value) == ("register.db: another run is writing to the register; try again when it has finished.")


def test_many_make_and_fill_one_register_at_once(path, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 300)  # a slow machine is no failure
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            with Register.open(path) as register:
                register.store(simple(Q1, number), sources=SOURCES, at=NOW)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Register.open(path) as register:
        assert len(register.replaced("202103", FORCE)) == 7
        assert register.status()[0].replaced == 7


def _kill_while_storing(path, seconds: float) -> None:
    command = [sys.executable, "-c", STORE_FOR_EVER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)


def _is_whole(path) -> None:
    """Each period has one current run, and all that was replaced is there: 1, 2, 3 ... refused, none missing."""
    with Register.open(path) as register:
        for label, period in (("202103", Q1), ("202106", Q2)):
            kept = [*register.replaced(label, FORCE), register.history(None, FORCE).where(period=label)]
            kept = [counts for counts in kept if not counts.decisions.empty]
            for number, counts in enumerate(kept, start=1):
                assert counts.decisions["refused"].iloc[0] == number
                assert len(counts.decisions) == len(simple(period).decisions)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("milliseconds", [3, 40])
def test_killed_in_the_middle(path, milliseconds):
    _kill_while_storing(path, milliseconds / 1000)
    _is_whole(path)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("seed", range(60))
def test_killed_at_any_moment(path, seed):
    _kill_while_storing(path, random.Random(seed).random() * 0.4)
    _is_whole(path)


def _flipped(path, held: bytes, seed: int) -> None:
    draw = random.Random(seed)
    content = bytearray(held)
    for _ in range(draw.choice([1, 1, 4, 40])):
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    path.write_bytes(content)


def _either_refused_or_right(path) -> None:
    try:
        with Register.open(path) as register:
            history = register.history(None, FORCE)
            register.status()
    except ConfigError:
        return
    assert history.periods == () or same(history, simple(Q1))


@pytest.mark.parametrize("seeds", [range(150), pytest.param(range(150, 6000), marks=pytest.mark.slow)])
def test_flipped_bits_never_give_a_wrong_count(filled, seeds):
    held = filled.read_bytes()
    for seed in seeds:
        _flipped(filled, held, seed)
        _either_refused_or_right(filled)
