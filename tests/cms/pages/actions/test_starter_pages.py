import pytest
from django.test import Client
from wagtail.models import Page, Site

from cms.pages.actions.starter_pages import (
    add_missing_pages,
    missing_pages,
    starter_pages,
    unfinished_pages,
)
from cms.pages.models import ContentPage, HomePage

BOTH = ("fr", "en")
DRAFTS = {"how", "host", "charter", "legal", "privacy", "accessibility"}


@pytest.fixture(scope="module")
def made(module_rows):
    """Each test begins after the first run, which sends a thousand queries."""
    add_missing_pages(BOTH)


def test_each_page_has_the_same_parts_in_both_languages():
    for page in starter_pages():
        french, english = page.words["fr"], page.words["en"]
        kinds = [[kind for kind, _value in one.get("body", ())] for one in (french, english)]
        assert french.keys() == english.keys(), page.key
        assert kinds[0] == kinds[1], page.key


@pytest.mark.django_db
def test_add_missing_pages_publishes_home_and_stories_and_drafts_the_rest(made):
    live = {page.key: {page.found_in(code).live for code in BOTH} for page in starter_pages()}
    assert live == {key: {key not in DRAFTS} for key in live}
    assert Site.objects.get().root_page_id == HomePage.objects.get(locale__language_code="fr").pk
    for page in starter_pages():
        assert page.found_in("fr").get_translations().get().pk == page.found_in("en").pk
    for language in BOTH:
        answer = Client().get(f"/{language}/")
        assert starter_pages()[0].title_in(language) in answer.text


@pytest.mark.django_db
def test_add_missing_pages_changes_nothing_the_second_time(made):
    before = list(Page.objects.values_list("pk", "title", "live", "latest_revision"))

    assert missing_pages(BOTH) == []
    assert add_missing_pages(BOTH) == []
    assert list(Page.objects.values_list("pk", "title", "live", "latest_revision")) == before


@pytest.mark.django_db
def test_add_missing_pages_leaves_the_pages_of_editors_alone(made):
    legal = ContentPage.objects.get(slug="legal-notice")
    legal.title = "Who we are"
    legal.save_revision().publish()
    ContentPage.objects.get(slug="charter").delete()

    added = add_missing_pages(BOTH)

    assert [page.slug for page in added] == ["charter"]
    assert ContentPage.objects.get(slug="legal-notice").title == "Who we are"


@pytest.mark.django_db
def test_unfinished_pages_are_drafts_and_public_pages_with_gaps(made):
    charter = ContentPage.objects.get(slug="charter")
    charter.get_latest_revision().publish()
    host = ContentPage.objects.get(slug="five-steps")
    host.body = [("words", "<p>Five steps.</p>")]
    host.save_revision().publish()

    found = {
        (page.slug, why) for page, why in unfinished_pages() if page.locale.language_code == "en"
    }

    drafts = ("how-it-works", "legal-notice", "your-data", "accessibility")
    assert found == {("charter", "to fill in"), *((slug, "draft") for slug in drafts)}
