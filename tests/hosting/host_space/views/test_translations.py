"""A host puts an offer into another language, beside the original."""

import pytest
from django.urls import reverse

from hosting.offers.actions.review import submit_for_review
from hosting.offers.models.offers import Offer
from tests.factories.hosting import StayFactory

pytestmark = pytest.mark.django_db

ENGLISH = {"title": "The mill", "words": "Wheels turn.", "made_by": "machine"}
LODGING = {"lodging_kind": "gite", "contract_party": "private"}


def draft_of(offer):
    return Offer.objects.get(pk=offer.pk).specific.get_latest_revision_as_object()


def make_stay(**fields):
    return StayFactory(language="fr", title="Le moulin", words="Les roues tournent.", **fields)


def test_words_are_written_beside_the_original(client, send):
    stay = make_stay(without_car="Par le train.")
    url = reverse("hosting:offer-translation", args=[stay.public_id, "en"])
    client.force_login(stay.host)

    page = client.get(url).content.decode()
    answer = send("offer-translation", stay, "en", **ENGLISH, without_car="By train.")

    assert "Les roues tournent." in page
    assert "Par le train." in page
    assert answer.url == reverse("hosting:offer-overview", args=[stay.public_id])
    (kept,) = draft_of(stay).translations.all()
    assert (kept.title, kept.made_by, kept.without_car) == ("The mill", "machine", "By train.")


def test_overview_says_which_languages_are_written_or_behind(client, send):
    stay = make_stay()
    url = reverse("hosting:offer-overview", args=[stay.public_id])
    client.force_login(stay.host)
    before = client.get(url).context["page"].languages
    send("offer-translation", stay, "en", **ENGLISH)
    send("offer-words", stay, title="Le moulin", words="Autrement.", language="fr", **LODGING)

    (after,) = client.get(url).context["page"].languages

    assert [(line.is_written, line.is_behind) for line in before] == [(False, False)]
    assert (after.is_written, after.is_behind) == (True, True)


def test_a_translation_is_taken_away(send):
    stay = make_stay()
    send("offer-translation", stay, "en", **ENGLISH)

    send("translation-remove", stay, "en")

    assert list(draft_of(stay).translations.all()) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "One\nTwo"}, "title"),
        ({"words": ""}, "words"),
        ({"words": "x" * 6001}, "words"),
        ({"words": "Call +33 2 47 00 00 00"}, "words"),
        ({"words": "Ring at 7 Mill Street, please"}, "words"),
        ({"made_by": ""}, "made_by"),
        ({"made_by": "angels"}, "made_by"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_lost(send, wrong, field):
    stay = make_stay()

    answer = send("offer-translation", stay, "en", **(ENGLISH | wrong))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["title"].value() == (ENGLISH | wrong)["title"]
    assert list(draft_of(stay).translations.all()) == []


@pytest.mark.parametrize("language", ["fr", "de", "nowhere"])
def test_translation_page_is_not_found_for_own_and_unknown(send, language):
    assert send("offer-translation", make_stay(), language, **ENGLISH).status_code == 404


def test_a_stranger_finds_nothing(client, send):
    stay, other = make_stay(), make_stay()
    client.force_login(other.host)

    for name in ("offer-translation", "translation-remove"):
        url = reverse(f"hosting:{name}", args=[stay.public_id, "en"])
        assert client.post(url, ENGLISH).status_code == 404


def test_what_is_being_read_waits(send, client):
    stay = make_stay(draft=True)
    client.force_login(stay.host)
    submit_for_review(offer=stay, by=stay.host)

    answer = send("offer-translation", stay, "en", **ENGLISH)

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
