"""The pages of a new site, in one language first: apart, since nothing may be there yet."""

import pytest

from cms.pages.actions.starter_pages import add_missing_pages, missing_pages

pytestmark = pytest.mark.django_db


def test_add_missing_pages_completes_one_language_and_then_the_other():
    add_missing_pages(("en",))
    added = add_missing_pages(("en", "fr"))

    assert {page.locale.language_code for page in added} == {"fr"}
    assert missing_pages(("fr", "en")) == []
