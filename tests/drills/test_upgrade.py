"""Only data of a version whose migrations still stand as they were can be upgraded."""

import subprocess

import pytest

from drills.upgrade import changed_migrations, first_commit
from scripts.cli import RefusalError

STEP = "app/part/migrations/0001_initial.py"


@pytest.fixture
def trees(tmp_path):
    """An old version and a new one with the same step, and one that only the new one has."""
    made = tmp_path / "old", tmp_path / "new"
    for tree in made:
        (tree / STEP).parent.mkdir(parents=True)
        (tree / STEP).write_text("first = 1\n")
    (made[1] / STEP).with_name("0002_more.py").write_text("second = 2\n")
    return made


def test_changed_migrations_is_content_with_steps_that_were_added(trees):
    assert list(changed_migrations(*trees)) == []


def test_changed_migrations_names_what_was_written_anew(trees):
    (trees[1] / STEP).write_text("first = 2\n")

    assert list(changed_migrations(*trees)) == [STEP]


def test_changed_migrations_names_what_is_gone(trees):
    (trees[1] / STEP).unlink()

    assert list(changed_migrations(*trees)) == [STEP]


def git(root, *words):
    """What it prints."""
    asked = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
    ran = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def commit(root, **steps):
    """A version with these migrations, and its name."""
    for name, words in steps.items():
        path = (root / STEP).with_name(f"{name}.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    return git(root, "rev-parse", "HEAD")


def test_first_commit_is_the_oldest_whose_steps_still_stand(tmp_path):
    git(tmp_path, "init", "-q")
    commit(tmp_path, **{"0001_initial": "first = 0\n"})
    begun_anew = commit(tmp_path, **{"0001_initial": "first = 1\n"})
    commit(tmp_path, **{"0002_more": "second = 2\n"})
    commit(tmp_path, **{"0002_more": "second = 3\n"})

    assert first_commit(tmp_path) == begun_anew


def test_first_commit_refuses_a_history_without_any(tmp_path):
    git(tmp_path, "init", "-q")
    commit(tmp_path, **{"0001_initial": "first = 1\n"})
    (tmp_path / STEP).write_text("first = 2\n")

    with pytest.raises(RefusalError):
        first_commit(tmp_path)
