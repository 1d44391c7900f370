"""A secret that somebody leaves in the source is found; those that were looked at are not."""

import json

import pytest

from scripts import check_secrets

KEY = "AKIA" + "Q3EGXPM7ZLTBVNWS"  # in two parts, so that this very file holds none


@pytest.fixture
def scan(tmp_path, monkeypatch):
    """A function that scans one file of this content, with nothing in the baseline."""
    known = json.loads(check_secrets.BASELINE.read_text()) | {"results": {}}
    monkeypatch.setattr(check_secrets, "BASELINE", tmp_path / "baseline")
    check_secrets.BASELINE.write_text(json.dumps(known))

    def scanned(content):
        (tmp_path / "settings.py").write_text(content)
        kept = tmp_path / "var" / "clean.json"
        return list(check_secrets.new_secrets(["settings.py"], tmp_path, kept))

    return scanned


def test_new_secrets_names_the_place_and_not_the_secret(scan):
    (line,) = scan(f'x = 1\nAWS = "{KEY}"\n')

    assert line == "settings.py:2: AWS Access Key"


def test_new_secrets_reads_a_file_again_once_it_changed(scan):
    assert scan("x = 1\n") == []
    assert scan("x = 1\n") == []
    assert scan(f'x = "{KEY}"\n') == ["settings.py:1: AWS Access Key"]
    assert scan(f'x = "{KEY}"\n') == ["settings.py:1: AWS Access Key"]


def test_new_secrets_leaves_out_what_the_baseline_holds(scan, monkeypatch):
    scan(f'x = "{KEY}"\n')
    known = json.loads(check_secrets.BASELINE.read_text())
    known["results"] = {
        "settings.py": [
            {
                "type": "AWS Access Key",
                "filename": "settings.py",
                "hashed_secret": check_secrets.hashlib.sha1(KEY.encode()).hexdigest(),
                "is_verified": False,
                "line_number": 9,
            }
        ]
    }
    check_secrets.BASELINE.write_text(json.dumps(known))

    assert scan(f'\n\nx = "{KEY}"\n') == []


def test_sources_leave_out_data_and_what_git_ignores():
    names = set(check_secrets.sources())

    assert {"scripts/lint.py", "docker/compose.yaml", "docker/Dockerfile"} <= names
    assert not {name for name in names if name.startswith(("var/", ".venv/", "demo/data/"))}
