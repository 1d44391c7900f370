"""The host's words in other languages: part of the draft, read before anybody else reads them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.review import publish_offer, submit_for_review
from hosting.offers.actions.translations import remove_translation, translate_offer
from hosting.offers.choices.lists import TranslatedBy
from hosting.offers.errors import OwnLanguageError, UnderReviewError
from hosting.offers.models.stays import Stay
from hosting.offers.models.translations import OfferTranslation
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, OfferTranslationFactory, StayFactory

pytestmark = pytest.mark.django_db


def english(title="The mill", made_by=TranslatedBy.PERSON, language="en"):
    return OfferTranslation(language=language, title=title, words="Wheels turn.", made_by=made_by)


def draft_of(stay):
    return Stay.objects.get(pk=stay.pk).get_latest_revision_as_object()


def told(stay):
    return [(one.language, one.title, one.made_by) for one in draft_of(stay).translations.all()]


def test_a_translation_stands_in_the_draft_and_nowhere_else():
    stay = StayFactory(language="fr")

    translate_offer(offer=stay, translation=english(), by=stay.host)

    assert told(stay) == [("en", "The mill", "person")]
    assert OfferTranslation.objects.count() == 0


def test_a_second_one_takes_the_place_of_the_first():
    stay = StayFactory(language="fr")

    for title in ("The mill", "The old mill"):
        translation = english(title, TranslatedBy.MACHINE)
        translate_offer(offer=stay, translation=translation, by=stay.host)

    assert told(stay) == [("en", "The old mill", "machine")]


def test_the_community_reads_it_and_brings_it_to_everybody():
    stay = StayFactory(draft=True, language="fr")
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    translate_offer(offer=stay, translation=english(), by=stay.host)
    submit_for_review(offer=stay, by=stay.host)

    publish_offer(offer=stay, by=reader)

    assert OfferTranslation.objects.get().offer_id == stay.pk


def test_a_translation_is_behind_once_the_host_changes_a_word():
    stay = StayFactory(language="fr")
    translate_offer(offer=stay, translation=english(), by=stay.host)
    before = draft_of(stay)

    revise_offer(offer=stay, changes={"words": "Other words."}, by=stay.host)

    after = draft_of(stay)
    assert not before.translations.all()[0].is_behind(before)
    assert after.translations.all()[0].is_behind(after)


def test_nobody_translates_into_the_own_language():
    stay = StayFactory(language="en")

    with pytest.raises(OwnLanguageError):
        translate_offer(offer=stay, translation=english(), by=stay.host)


def test_removing_leaves_the_host_s_own_words():
    stay = StayFactory(language="fr")
    translate_offer(offer=stay, translation=english(), by=stay.host)

    for _press in range(2):
        remove_translation(offer=stay, language="en", by=stay.host)

    assert told(stay) == []
    assert draft_of(stay).words == stay.words


def test_what_is_being_read_is_not_translated():
    stay = StayFactory(draft=True, language="fr")
    submit_for_review(offer=stay, by=stay.host)

    with pytest.raises(UnderReviewError):
        translate_offer(offer=stay, translation=english(), by=stay.host)


def test_only_the_host_translates():
    stay = StayFactory(language="fr")

    with pytest.raises(PermissionDenied):
        translate_offer(offer=stay, translation=english(), by=UserFactory())
    with pytest.raises(PermissionDenied):
        remove_translation(offer=stay, language="en", by=UserFactory())


def test_the_database_keeps_one_for_each_language_and_says_by_whom():
    one = OfferTranslationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OfferTranslationFactory(offer=one.offer)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferTranslationFactory(made_by="nobody")
