"""What hangs on an offer, stored or in memory."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.forms.models import model_to_dict
from django.utils import translation

from commons.media.tasks import render_photo
from core.languages import page_language
from core.values.pictures import Picture
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.presenters.facts import Fact
from hosting.public_pages.presenters.offer_parts import draft_parts, part_subqueries, stored_parts
from tests.factories.hosting import (
    InterestFactory,
    NeedFactory,
    RateFactory,
    StayFactory,
    TipFactory,
)
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db


def stay_with_everything():
    stay = StayFactory()
    RateFactory(offer=stay, own_name="Late", sort_order=2)
    RateFactory(offer=stay, own_name="Early", sort_order=1)
    file = ContentFile(picture_bytes(700, 350), name="a.jpg")
    wide, small = PhotoFactory(file=file, credit="Jeanne"), PhotoFactory(description="Last")
    OfferPhoto.objects.create(offer=stay, photo=small, sort_order=2)
    OfferPhoto.objects.create(offer=stay, photo=wide, sort_order=1, caption="The yard")
    render_photo(photo_id=wide.pk)
    AccessSurvey.objects.create(offer=stay, entrance_steps=2)
    stay.needs.set([NeedFactory(sort_order=2, icon="cellar"), NeedFactory(sort_order=1)])
    stay.interests.set([InterestFactory(sort_order=2), InterestFactory(sort_order=1)])
    stay.save()
    return stay


def annotated(offer):
    """As its page reads it."""
    return Offer.objects.annotate(**part_subqueries(page_language())).get(pk=offer.pk)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_stored_parts_are_those_of_the_draft_that_was_published(language):
    stay = stay_with_everything()

    with translation.override(language):
        assert stored_parts(annotated(stay)) == draft_parts(stay)


def test_stored_parts_take_two_reads(django_assert_num_queries):
    stay = annotated(stay_with_everything())

    with django_assert_num_queries(2):
        parts = stored_parts(stay)

    assert [rate.label for rate in parts.rates] == ["Early", "Late"]
    assert [len(picture.sources) for picture in parts.pictures] == [3, 0]
    assert [fact.icon for fact in parts.needs][1] == "check"


def test_a_survey_is_read_as_it_was_written():
    stay = StayFactory()
    survey = AccessSurvey.objects.create(
        offer=stay, surveyed_on=date(2026, 5, 4), entrance_steps=0, has_ramp=False, has_lift=True
    )

    found = stored_parts(annotated(stay)).survey

    assert model_to_dict(found) == model_to_dict(survey)


def test_stored_parts_of_another_offer_stay_there():
    stay_with_everything()

    parts = stored_parts(annotated(TipFactory()))

    assert (parts.pictures, parts.survey, parts.needs, parts.interests) == ((), None, (), ())


def test_a_photograph_without_sizes_is_shown_as_it_is():
    tip, photo = TipFactory(), PhotoFactory()
    OfferPhoto.objects.create(offer=tip, photo=photo)

    assert stored_parts(tip).pictures == (
        Picture(
            photo.file.url,
            8,
            6,
            "A green field",
            licence="CC BY-SA 4.0",
            licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        ),
    )


def test_draft_parts_tell_what_nobody_saved():
    tip = TipFactory()
    tip.needs.set([NeedFactory(name_en="Cot", icon="children")])

    assert draft_parts(tip).needs == (Fact("children", "Cot"),)
    assert stored_parts(annotated(tip)).needs == ()
