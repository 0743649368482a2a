"""How a command's process is set up: what it leaves out, what its user set stays, and a library's user keeps theirs."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest

from scorecard.aside import second_process
from scorecard.process import NEW_OBJECTS, SETTINGS

ASKED = {"gc": "import gc; print(gc.get_threshold()[0])"} | {
    name: f"import os; print(os.environ.get({name!r}))" for name in SETTINGS
}


def said(code: str, **environment: str) -> str:
    """What a new process says, in an environment without our settings but for these."""
    clean = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={**clean, **environment}
    )
    return run.stdout.strip()


SET_UP = "from scorecard.process import set_up; set_up(); set_up()\n"


@pytest.mark.parametrize("name", SETTINGS)
def test_libraries_read_our_settings_unless_the_user_has_their_own(name):
    assert said(SET_UP + ASKED[name]) == SETTINGS[name]
    assert said(SET_UP + ASKED[name], **{name: "3"}) == "3"


def test_arrow_takes_its_memory_from_the_system():
    assert said(SET_UP + "import pyarrow as pa; print(pa.default_memory_pool().backend_name)") == "system"


@pytest.mark.parametrize("module", ["scipy.special", "scipy.sparse"])
def test_scipy_comes_without_the_front_end_of_a_fortran_compiler_which_is_there_when_asked_for(module):
    """A process that is not set up imports it: where scipy no longer does, this can go."""
    loaded = "print('numpy.f2py.crackfortran' in sys.modules)"
    assert said(f"import sys, {module}\n{loaded}") == "True"
    assert said(f"{SET_UP}import sys, {module}\n{loaded}") == "False"
    asked = "import numpy; print(callable(numpy.f2py.get_include))"
    assert said(f"{SET_UP}import sys, {module}\n{asked}") == "True"


def test_scipy_that_was_there_before_stays_as_it_is():
    assert said(f"import scipy.special\n{SET_UP}import numpy.f2py; print(numpy.f2py.get_include() != '')") == "True"


def test_a_second_process_is_set_up_as_a_command_is():
    with second_process("scorecard.errors") as do:
        assert do(gc.get_threshold).result()[0] == NEW_OBJECTS


@pytest.mark.parametrize("name", ASKED)
def test_who_imports_the_library_keeps_their_own_settings(name):
    own = {} if name == "gc" else {name: "3"}
    first = "import gc; gc.set_threshold(321); import scorecard, scorecard.pipeline\n"
    assert said(first + ASKED[name], **own) == ("321" if name == "gc" else "3")
    assert name == "gc" or said(first + ASKED[name]) == "None"
