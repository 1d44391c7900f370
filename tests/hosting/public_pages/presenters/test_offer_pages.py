"""What the page of an offer tells, and what never gets near it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commons.accounts.models import User
from commons.geography.stations import nearest_stations
from core.values.geo import Point
from hosting.communities.states import MembershipState
from hosting.notes.models import Note
from hosting.notes.presenters import NoteSummary
from hosting.offers.choices.lists import LodgingKind
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.places import Place
from hosting.offers.presenters.facts import Fact
from hosting.offers.states import OfferState
from hosting.public_pages.presenters.hosts import HostSummary
from hosting.public_pages.presenters.offer_pages import (
    find_offer,
    offer_page,
    split_lead,
)
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    InterestFactory,
    MembershipFactory,
    NeedFactory,
    ProductFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.profiles import ProfileFactory
from ui.maps import Spot
from ui.navigation import Link

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def page(offer, visitor=NOBODY):
    return offer_page(find_offer(visitor, offer.public_id))


@pytest.mark.parametrize(
    "hidden",
    [
        {"draft": True},
        {"state": OfferState.PAUSED},
        {"state": OfferState.WITHDRAWN},
        {"membership__state": MembershipState.SUSPENDED},
    ],
)
def test_find_offer_shows_what_is_not_public_to_its_host_alone(hidden):
    offer = StayFactory(**hidden)

    assert find_offer(offer.host, offer.public_id) == offer.offer_ptr
    assert find_offer(NOBODY, offer.public_id) is None
    assert find_offer(UserFactory(), offer.public_id) is None


def test_find_offer_leaves_the_exact_place_where_it_is():
    place = find_offer(NOBODY, StayFactory().public_id).place

    kept = {column.name for column in Place._meta.concrete_fields if column.name in vars(place)}
    assert kept == {"id", "latitude", "longitude", "radius"}


def test_find_offer_reads_nothing_of_a_host_but_what_the_page_says():
    host = find_offer(NOBODY, StayFactory().public_id).host

    kept = {column.name for column in User._meta.concrete_fields if column.name in vars(host)}
    assert kept == {"id", "public_id", "display_name", "languages", "date_joined"}


def test_a_page_begins_with_what_it_is_and_the_words_of_its_host():
    stay = StayFactory(
        lodging_kind=LodgingKind.GITE,
        place__locality__name="Loches",
        words="First.\n\nThen.\n\nLast.",
        host__display_name="Odile",
        host__languages=["fr", "lsf", "xx"],
        community__name="Cher",
    )

    told = page(stay)

    assert told.kicker == "Gîte · Loches"
    assert (told.first_words, told.other_words) == ("First.", "Then.\n\nLast.")
    assert told.host == HostSummary(
        "Odile",
        stay.host.get_absolute_url(),
        since=stay.host.date_joined,
        languages="French, French Sign Language",
    )
    assert told.steps == (
        Link("Offers", "/en/offers/"),
        Link("Cher", stay.community.get_absolute_url()),
    )
    assert told.template == "public_pages/stay_detail.html"


@pytest.mark.parametrize(
    ("words", "first", "other"),
    [
        ("", "", ""),
        pytest.param("One.\n\nTwo.\n\nThree.", "One.", "Two.\n\nThree.", id="paragraphs"),
        (f"One. {'x' * 500}. End.", "One.", f"{'x' * 500}. End."),
        pytest.param(
            f"« One ! » {'x' * 500}\n\nTwo.", "« One ! »", f"{'x' * 500}\n\nTwo.", id="quotes"
        ),
        ("x" * 500, "x" * 500, ""),
    ],
)
def test_a_long_paragraph_is_large_while_it_fits(words, first, other):
    assert split_lead(words) == (first, other)


def test_a_page_says_since_when_the_host_is_here():
    since = datetime(2021, 7, 1, tzinfo=UTC)

    assert page(StayFactory(host__date_joined=since)).host.since == since


def test_a_page_names_those_who_vouch_where_they_agreed():
    stay = StayFactory()
    membership = stay.community.memberships.get(person=stay.host)
    for name, agreed, is_member in [
        ("Jules", 1, 1),
        ("Shy", 0, 1),
        ("Gone", 1, 0),
        ("Nadia", 1, 1),
    ]:
        profile = ProfileFactory(person__display_name=name, is_named_as_sponsor=agreed)
        if is_member:
            MembershipFactory(community=stay.community, person=profile.person)
        membership.sponsorships.create(sponsor=profile.person)

    assert page(stay).host.sponsors == ("Jules", "Nadia")


@pytest.mark.parametrize(
    ("is_public", "shown"), [(True, "We mend a mill."), (False, "")], ids=["public", "members"]
)
def test_a_page_shows_strangers_what_a_host_shows_to_all(is_public, shown):
    stay = StayFactory()
    ProfileFactory(person=stay.host, introduction="We mend a mill.", is_public=is_public)

    assert page(stay).host.profile.introduction == shown
    assert page(stay, UserFactory()).host.profile.introduction == "We mend a mill."


def test_a_page_shows_the_circle_and_never_the_door():
    told = page(StayFactory(place__locality__name="Loches", place__radius=1_600))

    assert told.circle == Spot(Point(47.3, 1.102), "Loches", "", kind="stay", metres=1_600)
    assert told.circle_km == "2 km"
    assert [pin.spot for pin in told.drawing.pins] == [told.circle]


def test_a_page_names_the_nearest_stations_of_its_public_point():
    told = page(StayFactory(place__latitude=47.42, place__longitude=0.98))

    assert told.stations == nearest_stations(told.circle.point)
    assert [at.station.name for at in told.stations][:1] == ["Amboise"]
    assert page(ProductFactory(place=None)).stations == ()


def test_a_page_says_the_distance_to_a_station_once():
    here = {"place__latitude": 47.42, "place__longitude": 0.98}
    told = page(StayFactory(station_name="Gare d’Amboise", station_distance=900, **here))
    unmeasured = page(StayFactory(station_name="Gare d’Amboise", **here))

    assert told.stations == nearest_stations(told.circle.point)[1:]
    assert told.stated_station == "Gare d’Amboise"
    assert unmeasured.stations == nearest_stations(told.circle.point)
    assert unmeasured.stated_station == ""


def test_an_offer_without_a_place_has_no_map():
    told = page(ProductFactory(place=None))

    assert (told.circle, told.drawing, told.circle_km) == (None, None, "")


def test_needs_stand_among_the_facts_and_interests_in_a_line():
    stay = StayFactory(notice_days=0)
    known = NeedFactory(name_en="Cot", icon="children", sort_order=1)
    strange = NeedFactory(name_en="Cellar", icon="no-such-icon", sort_order=2)
    stay.needs.set([strange, known])
    stay.interests.set(
        [
            InterestFactory(name_en="Wine", sort_order=2),
            InterestFactory(name_en="Rivers", sort_order=1),
        ]
    )
    stay.save()

    told = page(stay)

    assert told.facts[-2:] == (Fact("children", "Cot"), Fact("check", "Cellar"))
    assert told.interests == "Rivers, Wine"


def test_a_draft_in_memory_tells_what_nobody_saved():
    stay = StayFactory(words="Old.", notice_days=0)
    stay.words = "New."
    stay.needs.set([NeedFactory(name_en="Cot")])
    stay.interests.set([InterestFactory(name_en="Wine")])

    told = offer_page(stay, is_draft=True)

    assert (told.first_words, told.interests) == ("New.", "Wine")
    assert told.facts[-1] == Fact("check", "Cot")


def test_only_stays_have_nights_and_only_activities_sessions():
    stay, session = UnitFactory().stay, SessionFactory()

    assert [month.first.month for month in page(stay).months] == [4, 5]
    assert page(stay).sessions == ()
    assert page(session.activity).months == ()
    assert [one.public_id for one in page(session.activity).sessions] == [session.public_id]


def test_access_is_told_as_it_was_measured():
    stay = StayFactory()
    AccessSurvey.objects.create(offer=stay, entrance_steps=0, details="Ring twice.")

    assert page(stay).access.details == "Ring twice."
    assert page(TipFactory()).access is None


def test_notes_of_guests_stand_there_and_those_of_the_host_do_not():
    agreement = AgreementFactory(request__guest__display_name="Zoé")
    offer = agreement.request.offer
    between = {"agreement": agreement, "offer": offer, "shown_at": timezone.now()}
    note = Note.objects.create(
        **between, author=agreement.guest, about=agreement.host, words="Thanks.", reply="To you."
    )
    Note.objects.create(**between, author=agreement.host, about=agreement.guest, words="Nice.")

    assert page(offer.specific).notes == (
        NoteSummary("Thanks.", "Zoé", note.at, "To you.", offer.title, offer.host.display_name),
    )


def test_an_activity_says_its_kind():
    assert page(ActivityFactory(place=None)).kicker == "Activity"
