"""A secret that was taken out again is found in the history, and what was looked at is not."""

import io
import json
import subprocess

import pytest

from scripts import check_secrets, secret_history
from scripts.secret_history import MESSAGES, finds, git_log, main, read_history

KEY = "AKIA" + "Q3EGXPM7ZLTBVNWS"  # in two parts, so that this very file holds none
LOG = """\x1ecommit aaa
Add settings

diff --git a/settings.py b/settings.py
new file mode 100644
--- /dev/null
+++ b/settings.py
@@ -0,0 +1,2 @@
+x = 123456
+++ b/other.py
diff --git a/uv.lock b/uv.lock
--- a/uv.lock
+++ b/uv.lock
@@ -1 +1 @@
-old
+new
\x1ecommit bbb
Take it out
diff --git a/settings.py b/settings.py
--- a/settings.py
+++ b/settings.py
@@ -1,2 +1 @@
-x = 123456
-++ b/other.py
+x = 123456
"""


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """Nothing was looked at yet, neither in the tree nor in the history."""
    known = json.loads(check_secrets.BASELINE.read_text()) | {"results": {}}
    (tmp_path / "baseline").write_text(json.dumps(known))
    monkeypatch.setattr(secret_history, "BASELINE", tmp_path / "baseline")
    monkeypatch.setattr(secret_history, "KNOWN", tmp_path / "known.tsv")


def history_of(*parts):
    return read_history(io.StringIO("".join(parts), newline="\n"))


def test_read_history_keeps_each_line_once_with_its_first_commit():
    history = history_of(LOG)

    assert history.lines == {
        MESSAGES: {"Add settings": "aaa", "Take it out": "bbb"},
        "settings.py": {"x = 123456": "aaa", "++ b/other.py": "aaa"},
    }


def test_read_history_leaves_out_lines_of_data():
    long = f"@@ -0,0 +1 @@\n+{'x' * (secret_history.LONGEST + 1)}\n"

    diff = "diff --git a/a.py b/a.py\n+++ b/a.py\n"

    assert history_of("\x1ecommit a\nAdd words\n", diff, long).lines == {
        MESSAGES: {"Add words": "a"}
    }


def test_finds_name_the_commit_and_not_the_secret(tables):
    added = f'+++ b/s.py\n@@ -0,0 +1,2 @@\n+x = 1\n+AWS = "{KEY}"\n'
    history = history_of(LOG, "\x1ecommit ccc\nwords\n", "diff --git a/s.py b/s.py\n", added)

    (find,) = finds(history)

    assert str(find) == "ccc s.py: AWS Access Key"


def git(folder, *words):
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """A secret that was committed, and taken out again."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for text, words in ((f'AWS = "{KEY}"\n', "Add a key"), ("AWS = None\n", "Take it out")):
        (folder / "é settings.py").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", words)
    return folder


def test_main_fails_until_what_was_found_is_taken_in(tables, repository, monkeypatch, capsys):
    monkeypatch.setattr(secret_history, "ROOT", repository)

    before, said = main([]), capsys.readouterr().out
    main(["--take-in", "invented"])
    after = main([])

    assert (before, after) == (1, 0)
    assert "é settings.py: AWS Access Key" in said
    assert KEY not in said
    _head, row = secret_history.KNOWN.read_text().splitlines()
    assert row.split("\t")[1:] == ["AWS Access Key", "é settings.py", "invented"]


def test_git_log_of_what_is_no_repository_fails(tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        list(git_log(tmp_path))
