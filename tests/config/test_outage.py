"""Pages for a site that doesn't answer: complete files, in every language."""

import re

import pytest
from django.core.management import CommandError, call_command

from config.outage import CLOSED, read_static_file


@pytest.fixture
def folder(settings, tmp_path):
    settings.OUTAGE_ROOT = tmp_path / "outage"
    settings.STATIC_ROOT = tmp_path / "nothing-collected"
    return settings.OUTAGE_ROOT


def maintain(state):
    call_command("maintenance", state, verbosity=0)


def test_maintenance_writes_pages_that_need_nothing_else(folder):
    maintain("write")

    pages = {path.name: path.read_text() for path in folder.glob("*.html")}
    assert sorted(pages) == ["413.en.html", "413.fr.html", "503.en.html", "503.fr.html"]
    for name, page in pages.items():
        assert f'<html lang="{name.split(".")[1]}">' in page
        assert "<script" not in page
        for link in re.findall(r'(?:href|src)="/(static/[^"#?]+)', page):
            assert (folder / link).is_file(), link
    assert "<h1>Sorry, the site isn’t available right now</h1>" in pages["503.en.html"]
    assert "<h1>Le site n’est pas disponible pour le moment</h1>" in pages["503.fr.html"]
    assert 'action="/en/offers/"' in pages["503.en.html"]


def test_maintenance_writes_what_its_style_sheets_load(folder):
    maintain("write")

    sheets = list(folder.rglob("*.css"))
    assert len(sheets) > 50  # not collected here: each part is a file
    for sheet in sheets:
        for part in re.findall(r"""url\(["']?([^"')#?:]+)["']?\)""", sheet.read_text()):
            assert (sheet.parent / part).is_file(), part


def test_maintenance_closes_and_opens_the_site(folder):
    maintain("write")
    written = (folder / CLOSED).exists()
    maintain("on")
    maintain("on")
    closed = (folder / CLOSED).exists()
    maintain("off")
    maintain("off")

    assert [written, closed, (folder / CLOSED).exists()] == [False, True, False]


def test_maintenance_knows_no_other_state(folder):
    with pytest.raises(CommandError, match="invalid choice"):
        maintain("perhaps")

    assert not folder.exists()


def test_static_file_that_is_not_there_is_an_error(folder):
    with pytest.raises(FileNotFoundError):
        read_static_file("css/nowhere.css")
