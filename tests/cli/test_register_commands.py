"""status, import-counts, register-release: what they keep and refuse, and that a release is protected against."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from scorecard.cli.registers import BESIDE_OUT
from scorecard.config import REGISTER
from scorecard.model import PrintedRate
from scorecard.register import Outgoing, Register
from tests.cli.running import files, run
from tests.dip_sample.cases import extract_rows
from tests.extract.making import csv_file

HEADING = "period,period_start,period_end,workforce,breakdown,group,passed,refused"
SPRING = "202106,2021-03-01,2021-05-31,officer,sex"
OLD = [f"{SPRING},Female,90,10", f"{SPRING},Male,280,20"]
SETTINGS = 'force = "Sample force"\nregister = "r.sqlite"\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "scorecard.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "old.csv").write_text("\n".join([HEADING, *OLD]), encoding="utf-8")
    return tmp_path


def test_counts_are_stored_and_told(folder) -> None:
    ended = run("import-counts", "old.csv", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"Stored in {folder}/r.sqlite:\n"
        "  202106 (1 March to 31 May 2021), Sample force: 400 decided, 30 refused, by sex\n"
    )
    with Register.open(folder / "r.sqlite", create=False) as register:
        (period,) = register.status()
        decisions = register.history(None, "Sample force").decisions
    assert (period.period, [name for name, _ in period.sources]) == ("202106", ["old.csv"])
    assert decisions.set_index("group")["refused"].to_dict() == {"Female": 10, "Male": 20, "Unknown": 0, "All": 30}


def test_a_period_is_replaced_only_when_told(folder) -> None:
    run("import-counts", "old.csv", folder=folder)
    before = files(folder)
    ended = run("import-counts", "old.csv", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "old.csv: the register has 202106 already, and nothing was stored; "
        "add --replace to put this file's counts in its place (the old ones are kept as replaced).\n"
    )
    assert files(folder) == before
    (folder / "old.csv").write_text("\n".join([HEADING, OLD[0], f"{SPRING},Male,281,20"]), encoding="utf-8")
    assert run("import-counts", "old.csv", "--replace", folder=folder).code == 0
    assert "replaced   1 earlier run" in run("status", folder=folder).out


def test_a_file_that_does_not_add_up_ends_with_3_and_makes_no_register(folder) -> None:
    (folder / "old.csv").write_text("\n".join([HEADING, *OLD, f"{SPRING},All,370,31"]), encoding="utf-8")
    ended = run("import-counts", "old.csv", folder=folder)
    assert ended.code == 3
    assert ended.err == (
        "old.csv, line 4: decided is 401 for All, and 400 for the groups together; add what is missing.\n"
    )
    assert not (folder / "r.sqlite").exists()
    assert (
        run("import-counts", "none.csv", folder=folder).err == "none.csv: cannot be read (no such file or directory).\n"
    )


@pytest.mark.parametrize("command", ["import-counts", "register-release"])
def test_without_a_register_nothing_is_entered(folder, command) -> None:
    (folder / "scorecard.toml").unlink()
    before = files(folder)
    ended = run(command, "old.csv", folder=folder)
    assert (ended.code, ended.err) == (
        4,
        "No register is named, so later builds would not see what is entered. Put this line in scorecard.toml:\n"
        'register = "register.sqlite"\n',
    )
    assert files(folder) == before


def test_status_without_a_register(tmp_path) -> None:
    ended = run("status", folder=tmp_path)
    assert (ended.code, ended.out) == (4, "")
    assert ended.err == (
        "There is no register: no scorecard.toml names one and out/register.sqlite is not there. Name one with "
        '--register FILE, or keep one from now on with this line in scorecard.toml:\nregister = "register.sqlite"\n'
    )
    ended = run("status", "--register", "r.sqlite", folder=tmp_path)
    assert (ended.code, ended.err) == (
        4,
        "r.sqlite: there is no register here; build a scorecard first, or correct 'register'.\n",
    )
    assert files(tmp_path) == {}


def test_the_register_of_a_public_build_is_found() -> None:
    assert BESIDE_OUT.name == REGISTER


def test_a_register_that_is_none(folder) -> None:
    (folder / "r.sqlite").write_bytes(b"not a database at all, but long enough to be taken for one " * 20)
    for words in (["status"], ["import-counts", "old.csv"]):
        ended = run(*words, folder=folder)
        assert ended.code == 4
        assert ended.err == (
            f"{folder}/r.sqlite: the register is damaged; restore a backup of it, or name another file as 'register'.\n"
        )


def at(day: int) -> datetime:
    return datetime(2021, 12, day, 9, 5, tzinfo=UTC)


def kept(folder) -> None:
    """A register with an imported period that was released twice and mailed, and a release of another force's."""
    run("import-counts", "old.csv", folder=folder)
    with Register.open(folder / "r.sqlite") as register:
        counts = register.history(None, "Sample force")
        register.store(counts, sources=[("a file with quite a long name " * 4 + ".csv", "ab" * 32)], at=at(1))
        for day in (2, 9):
            register.release(counts, policy="", exact=None, files=(), at=at(day))
        people = [Outgoing("202106", f"{name}@force.example", f"<{name}>") for name in "abcde"]
        register.outbox.queue(people, now=at(3))
        register.outbox.sending("<a>", now=at(3))
        register.outbox.sent("<a>", now=at(3), repeat=True)
        for name in "cde":
            register.outbox.sending(f"<{name}>", now=at(3))
        register.outbox.failed("<d>", "The server put the recipient off for now (451).", next_try=at(4), now=at(3))
        register.outbox.failed("<e>", "The server refused the recipient (550).", next_try=None, now=at(3))


def test_status_reads_well_on_80_columns(folder) -> None:
    kept(folder)
    ended = run("status", "--register", "r.sqlite", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "Register: r.sqlite\n\n"
        "202106: 1 March to 31 May 2021, Sample force\n"
        "  editions   internal, public\n"
        "  counted    1 December 2021, 09:05 UTC\n"
        "  from       a file with quite a long name a file with quite a long name a file\n"
        "             with quite a long name a file with quite a long name .csv\n"
        "  replaced   1 earlier run\n"
        "  released   2 December 2021, 09:05 UTC\n"
        "  released   9 December 2021, 09:05 UTC\n"
        "  e-mail     1 sent, 3 waiting, 1 given up\n"
        "             a@force.example: sent 3 December 2021, 09:05 UTC; an earlier try\n"
        "             may have arrived too\n"
        "             b@force.example: queued for the next run\n"
        "             c@force.example: a run was cut off while it was sent, so it may\n"
        "             have arrived; the next run sends it again\n"
        "             d@force.example: 1 try, the next after 4 December 2021, 09:05 UTC.\n"
        "             The server put the recipient off for now (451).\n"
        "             e@force.example: given up after 1 try. The server refused the\n"
        "             recipient (550).\n"
    )
    assert max(map(len, ended.out.splitlines())) <= 80


def test_status_as_json(folder) -> None:
    kept(folder)
    (period,) = json.loads(run("status", "--json", folder=folder).out)
    assert period["sources"][0]["sha256"] == "ab" * 32
    del period["sources"]
    assert [m["state"] for m in period["messages"]] == ["sent", "queued", "sending", "failed", "given up"]
    assert period["messages"][3] == {
        "recipient": "d@force.example",
        "state": "failed",
        "attempts": 1,
        "next_try": "2021-12-04T09:05:00+00:00",
        "last_error": "The server put the recipient off for now (451).",
        "repeated": False,
    }
    del period["messages"]
    assert period == {
        "force": "Sample force",
        "period": "202106",
        "start": "2021-03-01",
        "end": "2021-05-31",
        "editions": ["internal", "public"],
        "counted_at": "2021-12-01T09:05:00+00:00",
        "replaced": 1,
        "released": ["2021-12-02T09:05:00+00:00", "2021-12-09T09:05:00+00:00"],
        "sent": 1,
        "waiting": 3,
        "given_up": 1,
        "repeated": 1,
    }


def test_an_empty_register(folder) -> None:
    Register.open(folder / "r.sqlite").close()
    assert run("status", "--register", "r.sqlite", folder=folder).out == (
        "Register: r.sqlite\nIt holds no period yet; `scorecard build` or `scorecard import-counts` enters one.\n"
    )


def test_a_release_keeps_only_what_was_printed(folder) -> None:
    (folder / "reply.csv").write_text(f"{HEADING}\n{SPRING},Female,[c],10\n", encoding="utf-8")
    ended = run("register-release", "reply.csv", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"Entered as published in {folder}/r.sqlite:\n"
        "  202106 (1 March to 31 May 2021), Sample force: [c] decided, [c] refused, by sex\n"
        "Later public editions are protected against it.\n"
    )
    with Register.open(folder / "r.sqlite", create=False) as register:
        (release,) = register.releases("Sample force")
        assert register.behind(release) is None
    assert (release.policy, [name for name, _ in release.files]) == ("", ["reply.csv"])
    printed = release.counts.decisions.set_index("group")[["decided", "passed", "refused"]]
    assert printed.loc["Female", "refused"] == 10
    assert int(printed.notna().to_numpy().sum()) == 1
    assert "counted    never; known from a release only" in run("status", folder=folder).out


def test_a_release_is_entered_once(folder) -> None:
    run("register-release", "old.csv", folder=folder)
    before = files(folder)
    ended = run("register-release", "old.csv", folder=folder)
    assert (ended.code, ended.err) == (
        2,
        "old.csv: this very file was entered as a release before; nothing was changed.\n",
    )
    assert files(folder) == before


RATE = f"{HEADING},refusal_rate\n{SPRING},Female,[c],[c],"


def test_a_printed_rate_is_kept_with_the_release(folder) -> None:
    (folder / "reply.csv").write_text(f"{RATE}13.6%\n", encoding="utf-8")
    ended = run("register-release", "reply.csv", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"Entered as published in {folder}/r.sqlite:\n"
        "  202106 (1 March to 31 May 2021), Sample force: [c] decided, [c] refused, by sex\n"
        "  with 1 printed rate\n"
        "Later public editions are protected against it.\n"
    )
    with Register.open(folder / "r.sqlite", create=False) as register:
        (release,) = register.releases("Sample force")
    key = ("Sample force", "202106", "officer", "sex", "Female")
    assert release.rates == (PrintedRate(key, "refused", "decided", 0.136, 0.001),)


def test_what_is_no_rate_ends_with_3_and_its_line(folder) -> None:
    (folder / "reply.csv").write_text(f"{RATE}136%\n", encoding="utf-8")
    ended = run("register-release", "reply.csv", folder=folder)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        "reply.csv, line 2: refusal_rate must be from 0% to 100%, as printed (13.6% or 0.136), or empty where it was "
        "not printed.\n"
    )
    assert not (folder / "r.sqlite").exists()


def test_rates_are_not_imported(folder) -> None:
    (folder / "old.csv").write_text(f"{RATE}13.6%\n", encoding="utf-8")
    ended = run("import-counts", "old.csv", folder=folder)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        "old.csv: has the column refusal_rate, which only register-release reads, since a trend is made of counts; "
        "take it out.\n"
    )


PUBLIC = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["sex"]\n'


def test_a_reply_that_gives_small_counts_away_stops_the_public_edition_with_5(folder) -> None:
    """The reply printed the 1 refused woman; what everybody knows cannot be withheld, so nothing is published."""
    csv_file(folder, extract_rows())
    (folder / "scorecard.toml").write_text(SETTINGS + PUBLIC, encoding="utf-8")
    line = "202112,2021-09-01,2021-11-30,officer,sex"
    (folder / "reply.csv").write_text(f"{HEADING}\n{line},Female,0,1\n", encoding="utf-8")
    build = ("build", "extract.csv", "--period", "202112", "--edition", "both")
    assert run("register-release", "reply.csv", folder=folder).code == 0
    ended = run(*build, folder=folder)
    assert ended.code == 5
    assert len(ended.err.strip().splitlines()) <= 2
    assert "SYN-" not in ended.err
    assert (folder / "out/202112/internal/figures.csv").is_file()
    assert not (folder / "out/202112/public").exists()


def test_without_that_reply_it_is_published(folder) -> None:
    csv_file(folder, extract_rows())
    (folder / "scorecard.toml").write_text(SETTINGS + PUBLIC, encoding="utf-8")
    assert run("build", "extract.csv", "--period", "202112", "--edition", "public", folder=folder).code == 0
    assert (folder / "out/202112/public/figures.csv").is_file()
