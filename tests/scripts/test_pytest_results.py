"""Results are written as they come, and read back even when a run was cut."""

import os
import signal
import subprocess
import sys
import time

import pytest

from scripts.machine import ROOT
from scripts.pytest_results import read_results

CASES = """
import time
import pytest

def test_passes(): pass

def test_fails(): assert 1 == 2

def test_is_skipped(): pytest.skip("not here")

@pytest.fixture
def broken():
    yield
    raise ValueError("when it is put away")

def test_leaves_something_broken(broken): pass
"""
LONGEST = 300  # seconds, where others work on the same machine
HUNG = "import time\ndef test_hangs(): time.sleep(600)\n"


def start(folder, text, *options, file=None):
    """Pytest on one file of its own, with the plugin, in a process."""
    (folder / "test_cases.py").write_text(text)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "scripts.pytest_results"]
    command += ["-p", "no:cacheprovider", "-p", "no:django", "--rootdir", folder, "-c", os.devnull]
    return subprocess.Popen(
        [
            *command,
            f"--results={folder / 'results.jsonl'}",
            *options,
            file or folder / "test_cases.py",
        ],
        stdout=subprocess.PIPE,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_each_outcome_is_counted_once(tmp_path, options):
    start(tmp_path, CASES, *options).communicate(timeout=LONGEST)

    results = read_results(tmp_path / "results.jsonl")

    names = {name.partition("::")[2] for name in results.started}
    failed = {name.partition("::")[2]: "Error" in text for name, text in results.failed.items()}
    assert names == {
        "test_passes",
        "test_fails",
        "test_is_skipped",
        "test_leaves_something_broken",
    }
    assert failed == {"test_fails": True, "test_leaves_something_broken": True}
    assert [name.partition("::")[2] for name in results.passed] == ["test_passes"]
    assert [name.partition("::")[2] for name in results.skipped] == ["test_is_skipped"]
    assert (results.is_finished, results.running, results.duplicates) == (True, [], [])


def test_a_run_that_is_killed_keeps_the_name_of_the_test_that_hung(tmp_path):
    process = start(tmp_path, HUNG)
    while not read_results(tmp_path / "results.jsonl").started:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=LONGEST)

    results = read_results(tmp_path / "results.jsonl")

    assert (results.is_finished, results.running) == (False, ["test_cases.py::test_hangs"])


def test_a_hung_test_is_cut_by_its_own_time_out_and_the_next_one_runs(tmp_path):
    text = HUNG + "def test_comes_after(): pass\n"

    start(tmp_path, text, "--timeout=1").communicate(timeout=LONGEST)

    results = read_results(tmp_path / "results.jsonl")
    assert list(results.failed) == ["test_cases.py::test_hangs"]
    assert results.passed == {"test_cases.py::test_comes_after"}


def test_a_file_that_cannot_be_collected_is_a_failure(tmp_path):
    start(tmp_path, "import nothing_of_that_name\n").communicate(timeout=LONGEST)

    results = read_results(tmp_path / "results.jsonl")

    assert list(results.failed) == ["test_cases.py"]
    assert "nothing_of_that_name" in results.failed["test_cases.py"]


def test_a_failure_that_must_not_be_run_again_is_final(tmp_path):
    text = (
        "import pytest\n@pytest.mark.never_rerun\ndef test_a(): assert 0\ndef test_b(): assert 0\n"
    )

    start(tmp_path, text, "-n", "1").communicate(timeout=LONGEST)

    results = read_results(tmp_path / "results.jsonl")
    assert list(results.failed) == ["test_cases.py::test_a", "test_cases.py::test_b"]
    assert results.final == {"test_cases.py::test_a"}


def test_words_that_would_end_a_line_hide_no_other_result(tmp_path):
    text = "def test_fails(): raise ValueError('\\u2028 \\x85')\ndef test_comes_after(): pass\n"

    start(tmp_path, text).communicate(timeout=LONGEST)

    results = read_results(tmp_path / "results.jsonl")
    assert list(results.failed) == ["test_cases.py::test_fails"]
    assert (results.passed, results.is_finished) == ({"test_cases.py::test_comes_after"}, True)


def test_read_results_leaves_out_a_line_that_was_cut(tmp_path):
    path = tmp_path / "results.jsonl"
    path.write_text('{"event": "start", "id": "test_a"}\n{"event": "pha')

    results = read_results(path)

    assert (results.started, results.is_finished) == (["test_a"], False)
    assert read_results(tmp_path / "none.jsonl").started == []


def test_files_without_the_mark_are_not_read(tmp_path):
    (tmp_path / "test_slow_ones.py").write_text("def test_a(): pass\n")
    (tmp_path / "test_marked.py").write_text(
        "import pytest\n@pytest.mark.slow\ndef test_b(): pass\n"
    )
    (tmp_path / "test_others.py").write_text("import nothing_of_that_name\n")
    options = ("--files-with=slow", "--strict-markers", "-o", "markers=slow")

    start(tmp_path, "import nothing_of_that_name", *options, file=tmp_path).communicate(
        timeout=LONGEST
    )

    results = read_results(tmp_path / "results.jsonl")
    assert {name.partition("::")[2] for name in results.passed} == {"test_a", "test_b"}
    assert not results.failed
