"""What `manage.py check_site` says before anything was set up; a file without any fixture."""

import pytest

from config.setup.checks import Options, State, findings

pytestmark = pytest.mark.django_db
ADDRESS = "https://valley.example"


def test_empty_tables_lack_pages_places_lists_and_people(settings):
    settings.BASE_URL = ADDRESS

    lines = {(one.part, one.state, one.words) for one in findings(Options())}

    assert {
        ("Pages", State.FAULT, "there is no home page"),
        ("Places and lists", State.FAULT, "no communes or towns are loaded"),
        ("Places and lists", State.WARNING, "missing causes, interests and needs: 45"),
        ("People", State.FAULT, "no one can log in to the admin"),
        ("People", State.WARNING, "no community is open yet"),
        ("Address", State.FAULT, f"BASE_URL is {ADDRESS}, but Wagtail has localhost:80"),
        ("Clock", State.FAULT, "no tick yet"),
        ("Workers", State.FAULT, "no broker"),
        ("Tables", State.GOOD, "up to date"),
        ("Jobs", State.GOOD, "no overdue jobs"),
        ("Logs", State.GOOD, "sealed"),
    } <= lines
