"""Pages that lack a translation, or have half of one: shown in another language, and said so."""

import pytest
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.pages.models import ContentPage, HomePage
from hosting.offers.schemas import absolute_url
from tests.factories.cms import in_french, make_content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("both_languages")]


@pytest.fixture(scope="module")
def both_languages(standing_pages):
    in_french(HomePage.objects.get(), title="On vous attend", slug="accueil")


@pytest.fixture
def home(both_languages):
    return HomePage.objects.get(locale__language_code="en")


def test_an_untranslated_page_is_shown_in_its_own_language(client, home):
    make_content(home)

    response = client.get("/fr/charter/")

    page = response.content.decode()
    assert response.status_code == 200
    assert ["Pas encore traduit" in page, "anglais" in page] == [True, True]
    assert ['<html lang="fr"' in page, '<div lang="en">' in page] == [True, True]
    assert "noindex" in page
    assert f'<link rel="canonical" href="{absolute_url("/en/charter/")}">' in page


def test_the_note_writes_a_language_as_its_reader_does(client, home):
    in_french(make_content(home, title="Old"), title="Charte", slug="charte")
    Page.objects.get(slug="old").unpublish()

    page = client.get("/en/charte/").content.decode()

    assert "This page is only available in French for now." in page


def test_language_switch_keeps_the_page_without_a_translation(client, home):
    make_content(home)

    page = client.get("/en/charter/").content.decode()
    other = client.get("/fr/charter/").content.decode()

    assert 'href="/fr/charter/"' in page
    assert 'href="/en/charter/"' in other


def test_an_address_of_the_other_language_leads_to_the_translation(client, home, index):
    in_french(index, title="Lieux", slug="lieux")
    page = make_content(home)
    in_french(page, title="Charte", slug="charte")

    response = client.get("/fr/charter/")

    assert (response.status_code, response.url) == (302, "/fr/charte/")


def test_a_page_that_no_language_has_is_not_found(client, home):
    page = make_content(home)
    page.unpublish()

    assert client.get("/fr/charter/").status_code == 404
    assert client.get("/fr/nothing/here/").status_code == 404


def test_a_private_page_stays_private_in_the_other_language(client, home):
    page = make_content(home)
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    response = client.get("/fr/charter/")

    assert response.status_code == 302
    assert "People first." not in response.content.decode()


def test_a_translation_that_is_half_done_says_so_until_it_is_done(
    client, home, django_capture_on_commit_callbacks
):
    page = make_content(home)
    french = Locale.objects.get(language_code="fr")
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=french)

    def published():
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        page = ContentPage.objects.get(locale=french)
        return client.get(page.get_url()).content.decode()

    half = published()
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=french,
            data="Les gens d’abord.",
        )
    whole = published()

    note = "Certaines parties de cette page sont encore en anglais."
    assert [note in half, note in whole] == [True, False]


def test_a_shared_link_of_a_page_carries_a_card(client, home):
    make_content(home)

    page = client.get("/en/charter/").content.decode()

    assert '<meta property="og:title" content="Charter">' in page
    assert '"@type": "WebPage"' in page
    assert '"inLanguage": "en"' in page
