"""In which language an offer is told, to whom, and what is said about it."""

import json

import pytest
from django.utils import translation

from hosting.offers.choices.lists import TranslatedBy
from hosting.offers.models.offers import Offer
from hosting.offers.models.translations import OfferTranslation
from hosting.offers.presenters.draft_sections import draft_sections
from hosting.public_pages.presenters.cards import cards_of
from search.index.documents.builder import documents_of
from tests.factories.hosting import OfferTranslationFactory, StayFactory

pytestmark = pytest.mark.django_db


def page(client, stay, language="en", query=""):
    with translation.override(language):
        return client.get(f"{stay.get_absolute_url()}{query}").context["page"].text


def test_whoever_reads_in_the_language_of_the_translation_finds_it_first(client):
    stay = OfferTranslationFactory().offer

    text = page(client, stay)

    assert (text.language, text.title, text.words) == ("en", "The mill", "Wheels turn.")
    assert text.note == "Written in French by the host, and translated by a person."
    assert text.query == "?words=own"


def test_the_host_s_own_words_are_a_press_away_and_back(client):
    stay = OfferTranslationFactory().offer

    text = page(client, stay, query="?words=own")

    assert (text.language, text.title, text.note) == ("fr", "Le moulin", "")
    assert (text.other, text.query) == ("Read this text in English", "?")


def test_whoever_reads_in_the_host_s_language_sees_nothing_of_it(client):
    stay = OfferTranslationFactory().offer

    text = page(client, stay, language="fr")

    assert (text.title, text.note, text.other) == ("Le moulin", "", "")


def test_without_a_translation_the_host_s_words_stand_there(client):
    text = page(client, StayFactory(language="fr", title="Le moulin"))

    assert (text.language, text.title, text.other) == ("fr", "Le moulin", "")
    assert text.note == "Written in French by the host. Not translated yet."


def test_a_host_writing_in_that_language_is_read_in_own_words(client):
    stay = OfferTranslationFactory().offer
    Offer.objects.filter(pk=stay.pk).update(language="en", words="I am here.")

    text = page(client, stay)

    assert (text.title, text.words, text.note) == ("Le moulin", "I am here.", "")


def test_a_machine_is_said_to_be_one_and_old_words_are_said_to_be_old(client):
    stay = OfferTranslationFactory(made_by=TranslatedBy.MACHINE).offer
    Offer.objects.filter(pk=stay.pk).update(words="Autrement.")

    note = page(client, stay).note

    assert "Translated automatically, so it may contain mistakes." in note
    assert "The host has changed the original since this translation was made." in note


def test_the_page_has_the_words_once_with_their_language(client):
    stay = OfferTranslationFactory(without_car="By train.").offer
    Offer.objects.filter(pk=stay.pk).update(without_car="Par le train.")

    with translation.override("en"):
        shown = client.get(stay.get_absolute_url()).content.decode()

    assert '<h1 lang="en">The mill</h1>' in shown
    assert "By train." in shown
    assert "Par le train." not in shown


def test_a_part_that_nobody_translated_is_read_in_the_host_s_words(client):
    stay = OfferTranslationFactory(without_car="").offer
    Offer.objects.filter(pk=stay.pk).update(without_car="Par le train.")

    text = page(client, stay)

    assert (text.language, text.words) == ("en", "Wheels turn.")
    assert (text.without_car, text.without_car_in) == ("Par le train.", "fr")


@pytest.mark.parametrize("translations", [0, 3])
def test_cards_are_told_in_the_language_of_the_page_in_as_many_reads(
    translations, django_assert_num_queries
):
    stays = StayFactory.create_batch(3, language="fr", title="Le moulin")
    for stay in stays[:translations]:
        OfferTranslationFactory(offer=stay)

    with translation.override("en"), django_assert_num_queries(4):
        cards = cards_of(stay.pk for stay in stays)

    expected = ("The mill", "en") if translations else ("Le moulin", "fr")
    assert {(card.title, card.lang) for card in cards} == {expected}


def test_whoever_asks_in_the_other_language_finds_it():
    stay = OfferTranslationFactory().offer

    (document,) = documents_of([stay.pk])

    assert document.translations == (("en", "The mill\nWheels turn."),)
    assert (document.title, document.language) == ("Le moulin", "fr")


def test_machines_are_given_every_language(client):
    stay = OfferTranslationFactory().offer

    told = client.get(f"/api/v1/offers/{stay.public_id}/").json()

    (english,) = told["translations"]
    assert (told["language"], told["title"]) == ("fr", "Le moulin")
    assert (english["language"], english["made_by"]["code"]) == ("en", "person")


def shown_in(client, stay, language):
    """The linked data of its page."""
    with translation.override(language):
        shown = client.get(stay.get_absolute_url()).content.decode()
    return shown.split('<script type="application/ld+json">')[1].split("</script>")[0]


def test_linked_data_speaks_the_language_of_the_page(client):
    stay = OfferTranslationFactory().offer

    node = json.loads(shown_in(client, stay, "en"))

    assert node["name"] == "The mill"


def test_linked_data_says_which_other_language_words_are_in(client):
    stay = StayFactory(language="it", title="Il mulino", words="Gira la ruota.")

    node = json.loads(shown_in(client, stay, "en"))

    assert node["name"] == {"@value": "Il mulino", "@language": "it"}
    assert node["description"] == {"@value": "Gira la ruota.", "@language": "it"}


def test_whoever_reads_for_the_community_reads_every_language():
    stay = OfferTranslationFactory().offer

    facts = [fact for section in draft_sections(stay.specific) for fact in section.facts]

    assert ("English, human translation", "The mill\n\nWheels turn.") in [
        (fact.name, fact.value) for fact in facts
    ]


def test_a_translation_goes_with_its_offer():
    OfferTranslationFactory().offer.delete()

    assert OfferTranslation.objects.count() == 0
