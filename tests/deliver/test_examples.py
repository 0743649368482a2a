"""The examples work: systemd, cron and Task Scheduler would take them, and the demo's message really arrives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from defusedxml import ElementTree

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def needed(program: str) -> str:
    """The program's path; skipped without it, but a failure in CI."""
    found = shutil.which(program)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"CI needs {program}")
    pytest.skip(f"needs {program}")


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    verify = needed("systemd-analyze")
    for unit in ("scorecard.service", "scorecard.timer"):
        text = (EXAMPLES / "systemd" / unit).read_text(encoding="utf-8")
        # The program is not installed where this test runs; everything else is checked as it stands.
        (tmp_path / unit).write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text), encoding="utf-8")
    done = subprocess.run(
        [verify, "verify", "--man=no", str(tmp_path / "scorecard.service"), str(tmp_path / "scorecard.timer")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if "scorecard." in line]
    assert (done.returncode, complaints) == (0, [])


def test_the_timer_means_every_working_hour() -> None:
    verify = needed("systemd-analyze")
    timer = (EXAMPLES / "systemd" / "scorecard.timer").read_text(encoding="utf-8")
    when = re.search(r"(?m)^OnCalendar=(.*)$", timer)
    assert when
    done = subprocess.run([verify, "calendar", when[1]], capture_output=True, text=True, check=True)
    assert "Normalized form: Mon..Fri *-*-* 07..19:07:00" in done.stdout


def test_cron_runs_one_line_in_the_hours_that_its_comment_says() -> None:
    lines = (EXAMPLES / "crontab").read_text(encoding="utf-8").splitlines()
    jobs = [line for line in lines if line and not line.startswith("#") and not re.match(r"[A-Z]+=", line)]
    assert len(jobs) == 1
    minute, hours, day, month, weekdays, command = jobs[0].split(maxsplit=5)
    assert (minute, hours, day, month, weekdays) == ("7", "7-19", "*", "*", "1-5")
    assert "%" not in command, "cron makes a line break of it"
    assert subprocess.run(["/bin/sh", "-n", "-c", command], check=False).returncode == 0


def test_the_windows_task_has_the_parts_that_the_scheduler_needs() -> None:
    task = ElementTree.parse(EXAMPLES / "windows" / "scorecard-task.xml").getroot()
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    # The order of these is fixed by the scheduler's schema.
    assert [part.tag.rpartition("}")[2] for part in task] == [
        "RegistrationInfo", "Triggers", "Principals", "Settings", "Actions",
    ]  # fmt: skip
    assert task.findtext("t:Settings/t:MultipleInstancesPolicy", namespaces=space) == "IgnoreNew"
    assert task.findtext("t:Actions/t:Exec/t:Arguments", namespaces=space) == (
        r"run --config C:\VettingScorecard\scorecard.toml"
    )
    assert task.findtext("t:Triggers//t:Repetition/t:Interval", namespaces=space) == "PT1H"


def test_the_demo_of_mail_needs_the_demo_first(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "demo_mail.py"), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path}: holds no scorecard of 202112; run `make demo` first.\n"


def test_the_demo_of_mail_shows_what_arrived(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "demo"
    shutil.copytree(demo, copy)
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, str(EXAMPLES / "demo_mail.py"), str(copy)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert "2 messages arrived. Subject: OFFICIAL-SENSITIVE: [SYNTHETIC] Vetting disproportionality" in done.stdout
    assert "Attached: vetting-scorecard-202112.pptx, vetting-scorecard-202112.xlsx" in done.stdout
    page = (copy / "mail" / "message-202112.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 2
    assert "cid:" not in page
