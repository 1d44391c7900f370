"""A photograph in the place of its source's, on a page in another language."""

from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, Translation

from tests.cms.pages.test_library import of_a_host, of_the_house
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content_page, make_home, make_theme, make_writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    writer = make_writer()
    client.force_login(writer)
    return writer


@pytest.fixture
def weir(writer):
    return of_the_house(title="The weir", uploaded_by_user=writer)


def gallery(photo):
    photos = [{"photo": photo, "caption": ""}, {"photo": photo, "caption": ""}]
    return make_content_page(make_home(), ("gallery", {"title": "By the water", "photos": photos}))


def alone(photo):
    return make_content_page(make_home(), ("photo", {"photo": photo, "caption": ""}))


def leading(photo):
    theme = make_theme(make_home())
    theme.photo = photo
    theme.save()
    return theme


def place_on(client, page, of="photo"):
    """The address where something is put in the place of the first photograph, or text."""
    french, _ = Locale.objects.get_or_create(language_code="fr")
    begin = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    client.post(begin, {"locales": [french.pk]})
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.overridablesegment_set.filter(context__path__contains=of)[0]
    return reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])


def put(client, place, value):
    form = "application/x-www-form-urlencoded"
    return client.put(place, urlencode({"value": value}), content_type=form).status_code


def overridden():
    return [override.data for override in SegmentOverride.objects.all()]


@pytest.mark.parametrize("page_with", [alone, gallery, leading])
def test_a_photograph_of_a_host_takes_the_place_of_none(client, weir, page_with):
    place = place_on(client, page_with(weir))

    assert put(client, place, of_a_host().pk) == HTTPStatus.FORBIDDEN
    assert overridden() == []


@pytest.mark.parametrize("page_with", [alone, gallery, leading])
def test_one_of_the_editors_does_and_is_taken_back(client, writer, weir, page_with):
    place = place_on(client, page_with(weir))
    mill = of_the_house(title="The mill", uploaded_by_user=writer)

    assert put(client, place, mill.pk) == HTTPStatus.CREATED
    assert put(client, place, of_a_host().pk) == HTTPStatus.FORBIDDEN
    assert overridden() == [str(mill.pk)]
    assert client.delete(place).status_code == HTTPStatus.OK
    assert overridden() == []


def test_what_the_source_shows_may_be_shown_in_every_language(client, weir):
    shown = of_a_host()
    place = place_on(client, alone(shown))

    assert put(client, place, shown.pk) == HTTPStatus.CREATED


@pytest.mark.parametrize("value", ["", "-1", "0", "²", "9" * 30, "The weir", "<script>"])
def test_what_is_no_photograph_is_refused(client, weir, value):
    place = place_on(client, alone(weir))

    assert put(client, place, value) == HTTPStatus.FORBIDDEN
    assert overridden() == []


def test_an_address_in_a_text_asks_for_no_photograph(client, writer):
    make_page = make_content_page(
        make_home(), ("words", '<p><a href="https://a.example/1">Here</a></p>')
    )
    place = place_on(client, make_page, of="a.example")

    assert put(client, place, "https://a.example/fr/1") == HTTPStatus.CREATED


def test_a_stranger_puts_nothing_in_place(client, weir):
    place = place_on(client, alone(weir))
    client.force_login(UserFactory())

    assert put(client, place, weir.pk) != HTTPStatus.CREATED
    assert overridden() == []
