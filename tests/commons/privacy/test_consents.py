"""Consents are noted where they are given, listed on one page, and withdrawn there as there."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.notifications.actions.mail_preferences import stop_desk_mails
from commons.privacy.models import ConsentRecord
from commons.privacy.personal_data import export_of
from commons.profiles.actions.profiles import change_profile
from commons.profiles.models import Profile, ProfileData
from emergency.housing.states.offers import AccessMode
from emergency.standby.actions.standbys import stand_by
from emergency.standby.models import Standby
from hosting.favourites.actions import share_list
from hosting.favourites.models import FavouriteList
from search.saved.actions import save_search
from search.saved.models import SavedSearch
from tests.factories.accounts import UserFactory
from tests.factories.hosting import FavouriteListFactory, UnitFactory
from tests.factories.stories import StoryFactory
from tests.factories.travel_stories import SeatFactory
from travel_stories.stories.choices import Decision
from travel_stories.stories.models.consents import Consent, PersonShown
from travel_stories.trip_requests.actions.introductions import introduce_member
from travel_stories.trip_requests.models.introductions import Introduction

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 12:00 +0000", tick=False)


def everything_agreed_to(person):
    """One consent of each purpose, given by the action that writes it."""
    data = ProfileData("I mend a mill.", "en", is_public=True, is_named_as_sponsor=True)
    change_profile(person=person, data=data, by=person)
    share_list(favourite_list=FavouriteListFactory(owner=person, name="Spring"), by=person)
    save_search(name="Mills", query="q=mill", by=person)
    unit = UnitFactory(stay__host=person, name="Attic")
    stand_by(unit=unit, access_mode=AccessMode.KEY_BOX, access_hours="", by=person)
    shown = PersonShown.objects.create(
        story=StoryFactory(title="Along the Cher"), person=person, name="Ada", added_by=person
    )
    Consent.objects.create(shown=shown, text_hash="0" * 64, decision=Decision.YES)
    seat = SeatFactory(person=person, trip__title="Down the Loir")
    introduce_member(words="I bring a kite.", by=seat)


def agreed_codes(client):
    page = client.get(reverse("privacy:my-consents"))
    return page, [f"{one.purpose.code}:{one.subject}" for one in page.context["standing"]]


def test_page_lists_every_consent_and_withdraws_each_as_its_own_page_does(client):
    ada = UserFactory(mails_desk=True)
    everything_agreed_to(ada)
    client.force_login(ada)

    page, consents = agreed_codes(client)
    for consent in consents:
        client.post(reverse("privacy:consent-withdraw"), {"consent": consent})
    _page, left = agreed_codes(client)

    assert sorted(consent.partition(":")[0] for consent in consents) == [
        "desk.emails",
        "emergency.standby",
        "favourites.shared",
        "profile.public",
        "profile.sponsor",
        "searches.emails",
        "stories.publication",
        "trips.introduction",
    ]
    text = page.content.decode()
    names = ("Spring", "Mills", "Attic", "Along the Cher", "Down the Loir")
    assert [name for name in names if name not in text] == []
    assert left == []
    profile = Profile.objects.get(person=ada)
    ada.refresh_from_db()
    assert (profile.is_public, profile.is_named_as_sponsor, ada.mails_desk) == (False, False, False)
    assert profile.introduction == "I mend a mill."
    assert FavouriteList.objects.get(owner=ada).nonce == ""
    assert SavedSearch.objects.get(owner=ada).mails is False
    assert list(Standby.objects.all()) == []
    assert PersonShown.objects.get(person=ada).is_left_out
    assert list(Introduction.objects.all()) == []


def test_record_consent_keeps_when_it_was_given_and_when_it_ended(time_machine):
    ada = UserFactory()
    public = ProfileData("", "en", is_public=True, is_named_as_sponsor=False)
    hidden = ProfileData("", "en", is_public=False, is_named_as_sponsor=False)
    given = timezone.now()
    change_profile(person=ada, data=public, by=ada)
    time_machine.move_to("2027-03-02 12:00 +0000", tick=False)
    change_profile(person=ada, data=public, by=ada)
    time_machine.move_to("2027-03-03 12:00 +0000", tick=False)
    change_profile(person=ada, data=hidden, by=ada)
    ended = timezone.now()
    time_machine.move_to("2027-03-04 12:00 +0000", tick=False)
    change_profile(person=ada, data=public, by=ada)

    rows = ConsentRecord.objects.values_list("purpose", "given_at", "withdrawn_at", "version")
    receipts = json.loads(json.dumps(export_of(ada)["consent_register"]))

    assert list(rows) == [
        ("profile.public", given, ended, 1),
        ("profile.public", timezone.now(), None, 1),
    ]
    assert [len(receipt["events"]) for receipt in receipts] == [2, 1]
    assert receipts[0]["schema_version"] == "ISO/IEC TS 27560:2023"
    assert receipts[0]["privacy_notice"] == {
        "text": "Show my portrait and introduction to everyone",
        "version": 1,
    }


@pytest.mark.parametrize(
    "consent",
    [
        pytest.param("profile.public:", id="not-given"),
        pytest.param("no.such:", id="unknown"),
        pytest.param("", id="empty"),
        pytest.param("favourites.shared:7k3m9xqa", id="of-another"),
    ],
)
def test_withdraw_refuses_what_does_not_stand_or_is_anothers(client, consent):
    other = FavouriteListFactory(public_id="7k3m9xqa", nonce="0123456789abcdef")
    client.force_login(UserFactory())

    answer = client.post(reverse("privacy:consent-withdraw"), {"consent": consent}, follow=True)

    assert "already been withdrawn" in answer.content.decode()
    other.refresh_from_db()
    assert other.is_shared


def test_stop_desk_mails_is_for_oneself():
    ada = UserFactory(mails_desk=True)

    with pytest.raises(PermissionDenied):
        stop_desk_mails(person=ada, by=UserFactory())
