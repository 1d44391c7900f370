"""The table of quotas: complete in its documentation, and each row is asked for."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from scripts.quotas_table import PAGE, written

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("core", "commons", "hosting", "search", "travel_stories", "emergency")
FAMILIES = ("emergency_codes_of_", "emergency_wrong_codes_of_", "streams_of_")


def test_documentation_shows_the_table():
    page = PAGE.read_text()

    assert page == written(page)


def test_every_quota_is_asked_for():
    source = "".join(
        path.read_text() for package in PACKAGES for path in (ROOT / package).rglob("*.py")
    )
    asked = {name for name in settings.QUOTAS if f'"{name}"' in source}
    asked |= {name for name in settings.QUOTAS if name.startswith(FAMILIES)}

    assert set(settings.QUOTAS) - asked == set()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_quota_says_what_it_counts(language):
    with override(language):
        words = {name: str(one.what % {"most": one.most}) for name, one in settings.QUOTAS.items()}

    assert [
        name for name, text in words.items() if str(settings.QUOTAS[name].most) not in text
    ] == []
