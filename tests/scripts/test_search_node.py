"""Where a search node is looked for, and that nothing of it stays behind."""

import httpx
import pytest

from scripts import search_node
from scripts.cli import RefusalError
from scripts.search_node import BESIDE, own_node, running_node


@pytest.fixture
def nothing_here(monkeypatch, tmp_path):
    """No node is named, none lies beside the checkout, no container engine is installed."""
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    monkeypatch.setattr(search_node, "BESIDE", tmp_path / "run")
    monkeypatch.setattr(search_node, "VAR", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_running_node_takes_the_one_that_is_named(monkeypatch):
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://search:9200")

    with running_node() as address:
        assert address == "http://search:9200"


@pytest.mark.usefixtures("nothing_here")
def test_running_node_says_that_none_can_be_had():
    with running_node() as address:
        assert address is None


def program(path, *lines):
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    path.chmod(0o755)


@pytest.mark.usefixtures("nothing_here")
def test_running_node_tells_why_the_neighbour_does_not_start(tmp_path, capsys):
    program(tmp_path / "run", "echo no memory", "exit 1")

    with pytest.raises(RefusalError, match=r"^The search node didn’t start"), running_node():
        pytest.fail("nothing runs")

    assert "no memory" in capsys.readouterr().out
    assert list((tmp_path / "search-nodes").iterdir()) == []


@pytest.mark.usefixtures("nothing_here")
def test_running_node_asks_a_container_engine_in_the_end(tmp_path, capsys):
    program(tmp_path / "podman", '[ "$1" = run ] || exit 0', "echo no such image", "exit 125")

    with pytest.raises(RefusalError, match=r"^The search node didn’t start"), running_node():
        pytest.fail("nothing runs")

    assert "no such image" in capsys.readouterr().out


@pytest.mark.slow
def test_running_node_answers_and_leaves_nothing_behind(monkeypatch, tmp_path):
    if not BESIDE.exists():
        pytest.skip("there is no search node beside the checkout")
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    monkeypatch.setattr(search_node, "VAR", tmp_path)

    with running_node() as address:
        info = httpx.get(address).json()

    assert info["tagline"] == "You Know, for Search"
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)
    assert list((tmp_path / "search-nodes").iterdir()) == []


@pytest.mark.slow
def test_own_node_finds_again_what_it_held():
    if not BESIDE.exists():
        pytest.skip("there is no search node beside the checkout")

    with own_node(may_die=True) as node:
        written = httpx.put(f"{node.address}/kept/_doc/1?refresh=true", json={"word": "mill"})
        node.kill()
        node.start()
        found = httpx.get(f"{node.address}/kept/_doc/1").json()

    assert written.status_code == 201
    assert found["_source"] == {"word": "mill"}
