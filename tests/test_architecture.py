"""What the page on the architecture names is there."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from scripts.machine import ROOT

PAGE = ROOT / "docs/architecture.md"
NAMED = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|html))")
PERMISSION = re.compile(r"add_perm\(\s*\"([^\"]+)\"")
MOVED = ROOT / "docs/moved.tsv"


@pytest.mark.parametrize(
    "path", sorted(set(NAMED.findall(PAGE.read_text()))), ids=lambda path: path[-44:]
)
def test_named_file_exists(path):
    assert (ROOT / path).is_file()


def test_every_file_that_moved_is_where_the_table_says():
    rows = [line.split("\t") for line in MOVED.read_text().splitlines()[1:]]

    assert len(rows) > 1000
    assert [new for _old, new in rows if not (ROOT / new).is_file()] == []


def test_the_page_lists_every_decision():
    decisions = {path.name for path in (ROOT / "docs/adr").glob("*.md")}

    assert set(re.findall(r"\(adr/([^)]+)\)", PAGE.read_text())) == decisions


def test_a_permission_carries_the_label_of_the_app_that_rules_it():
    misnamed = {
        (config.label, name)
        for config in apps.get_app_configs()
        for name in _permissions_of(Path(config.path) / "rules.py")
        if name.partition(".")[0] != config.label
    }

    assert misnamed == set()


def _permissions_of(rules):
    return PERMISSION.findall(rules.read_text()) if rules.is_file() else ()
