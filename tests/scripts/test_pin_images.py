"""Images of a release are pinned by what their registry says, all of them or none."""

import os
import re
import shutil

import pytest

from scripts.cli import RefusalError
from scripts.machine import ROOT
from scripts.pin_images import FILES, main, tags_in, unpinned

DIGEST = "sha256:" + "ab" * 32
OTHER = "sha256:" + "cd" * 32


@pytest.fixture
def copy(tmp_path):
    """A copy of docker/, as it is between releases."""
    shutil.copytree(ROOT / "docker", tmp_path / "docker")
    for name in FILES:
        file = tmp_path / name
        file.write_text(re.sub("@sha256:[0-9a-f]{64}", "", file.read_text()))
    return tmp_path


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """A client of Docker that says this; none where it is told to say nothing."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def says(words):
        client = folder / "docker"
        client.write_text(f"#!{shutil.which('sh', path=os.defpath)}\n{words}\n")
        client.chmod(0o755)

    return says


def texts(folder):
    return [(folder / name).read_text() for name in FILES]


def test_main_writes_a_digest_behind_each_tag(copy, registry, capsys):
    before = texts(copy)
    registry(f"echo {OTHER}")
    main([], copy)
    registry(f"echo {DIGEST}")

    main([], copy)

    after = texts(copy)
    assert [text.replace(f"@{DIGEST}", "") for text in after] == before
    assert [text.count(DIGEST) for text in after] == [2, 5]
    assert f"caddy:2 {DIGEST}" in capsys.readouterr().out
    assert main(["--check"], copy) == 0


@pytest.mark.parametrize(
    "words",
    ["echo latest", "exit 1", f"echo {DIGEST}; exit 1", "true"],
    ids=["tag", "failure", "late-failure", "nothing"],
)
def test_main_pins_nothing_where_a_registry_gives_no_digest(copy, registry, words):
    before = texts(copy)
    registry(words)

    with pytest.raises(RefusalError, match="nothing was pinned"):
        main([], copy)

    assert texts(copy) == before


def test_main_pins_nothing_without_a_client(copy, registry):
    before = texts(copy)

    with pytest.raises(RefusalError, match="isn’t installed"):
        main([], copy)

    assert texts(copy) == before


def test_check_names_what_is_not_pinned(copy, capsys):
    code = main(["--check"], copy)

    assert code == 1
    assert "docker/compose.yaml: caddy:2" in capsys.readouterr().out.splitlines()


def test_our_own_image_is_no_image_of_others():
    compose = (ROOT / "docker" / "compose.yaml").read_text()

    assert "hirondelle:local" in compose
    assert not {"hirondelle:local"} & (tags_in(compose) | set(unpinned(compose)))
