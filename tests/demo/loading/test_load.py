from collections import Counter

import pytest
from django.core import mail
from django.db.models import Count
from wagtail.models import Page

from cms.pages.models import CreditsPage, DestinationPage, HomePage
from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.media.choices import Licence
from commons.media.models import Photo
from commons.notifications.models import Notice
from commons.organisations.models import Organisation
from commons.outbox.models import OutboxEntry
from demo.accounts import ACCOUNTS, PASSWORD
from hosting.calendars.models import NightHold
from hosting.communities.models.communities import Community, Membership
from hosting.communities.states import MembershipState
from hosting.notes.models import Note
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.places import Place
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from travel_stories.notebooks.models.documents import Document
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consents import count_waiting
from travel_stories.trip_decisions.choices import Opinion, PollKind
from travel_stories.trip_decisions.models.deciding import Poll, Voice
from travel_stories.trips.choices import TripKind
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_demo")]


def test_a_small_load_holds_two_communities_and_their_offers():
    names = set(Community.objects.public().values_list("name", flat=True))

    assert names == {"Les Voisins du Cher", "Neighbours of the Scheldt"}
    assert Counter(Offer.objects.values_list("kind", flat=True)) == {
        "stay": 7,
        "workspace": 1,
        "activity": 4,
        "product": 2,
        "tip": 2,
    }


def test_members_stand_in_every_state_with_their_log():
    members = Membership.objects.annotate(steps=Count("changes"))

    assert {one.state for one in members} == set(MembershipState)
    assert [one.pk for one in members if one.steps == 0] == []


def test_conversations_end_in_the_states_that_were_written():
    assert Counter(Request.objects.values_list("state", flat=True)) == {
        RequestState.AGREED: 4,
        RequestState.SENT: 2,
        RequestState.TENTATIVE: 2,
        RequestState.DECLINED: 2,  # one of them to somebody who travels alone
        RequestState.COMPLETED: 2,
        RequestState.EXPIRED: 1,
    }
    assert Note.objects.count() == 3


def test_organisations_have_people_who_asked_in_their_name():
    found = Counter(Organisation.objects.values_list("kind", flat=True))
    asked = Request.objects.exclude(on_behalf_of=None).select_related("on_behalf_of")

    assert found == {"school": 2, "works_council": 1, "social_relay": 1, "third_place": 1}
    assert not Organisation.objects.exclude(mandates__role="manager").exists()
    assert {one.on_behalf_of.name: one.state for one in asked} == {
        "Harehills Lane School": RequestState.AGREED,
        "École élémentaire des Deux Rives": RequestState.DECLINED,
    }


def test_an_organisation_hosts_and_somebody_helps_its_host():
    offer = Offer.objects.public().exclude(on_behalf_of=None).get()
    co_host = offer.co_hosts.active().get()

    assert offer.on_behalf_of.mandates.running().filter(person=offer.host).exists()
    assert (co_host.may_answer, co_host.may_set_nights) == (True, True)
    assert offer.community.memberships.active().filter(person=co_host.person).exists()


def test_trips_stand_in_every_state_with_their_steps():
    found = Trip.objects.annotate(there=Count("steps", distinct=True))

    assert {trip.state for trip in found} == set(TripState) - {TripState.DELETED}
    assert [trip.title for trip in found if trip.there == 0] == []
    assert {trip.kind for trip in found} == set(TripKind)


def test_groups_have_something_to_decide_and_something_decided():
    running = {poll.is_running for poll in Poll.objects.all()}

    assert running == {True, False}
    assert {poll.kind for poll in Poll.objects.all()} == set(PollKind)
    assert {voice.opinion for voice in Voice.objects.all()} == set(Opinion)
    assert Document.objects.exclude(step=None).exists()


def test_agreements_hold_their_nights_wherever_these_lie():
    for agreement in Agreement.objects.exclude(check_in=None).select_related("hold"):
        nights = NightHold.objects.filter(hold=agreement.hold).nights()
        assert nights == agreement.dates.nights


def test_what_is_over_lies_in_the_past_and_what_is_open_ahead():
    today = AuditEntry.objects.get(verb="demo.loaded").at.date()

    for request in Request.objects.exclude(check_in=None):
        is_over = request.state == RequestState.COMPLETED
        assert (request.check_out <= today) == is_over, request.offer
        assert request.sent_at.date() <= today


def test_letters_follow_each_other():
    for request in Request.objects.all():
        moments = [message.sent_at for message in request.thread.messages.all()]
        assert moments == sorted(moments)


def test_nobody_is_mailed_about_the_time_before():
    assert mail.outbox == []
    assert Notice.objects.filter(mailed_at=None).count() == 0
    assert OutboxEntry.objects.filter(job__startswith="accounts").count() == 0
    assert Notice.objects.count() > 0
    assert list(User.objects.exclude(mail_bounced_at=None)) == []


def test_people_are_invented_and_their_accounts_open():
    users = User.objects.all()

    assert [one.email for one in users if not one.email.endswith("@example.org")] == []
    assert [one.email for one in users if not str(one.phone).startswith("+3326191")] == []
    assert [one.email for one in users if not one.phone.is_valid()] == []  # forms take it as it is
    for account in ACCOUNTS:
        assert users.get(email=account.email).check_password(PASSWORD)


def test_demo_accounts_uploaded_the_photographs_of_their_offers():
    mine = [one.email for one in ACCOUNTS]
    shown = OfferPhoto.objects.filter(offer__host__email__in=mine).select_related("offer", "photo")

    assert {one.offer.host_id for one in shown} == {one.photo.uploaded_by_user_id for one in shown}
    assert [one for one in shown if one.photo.uploaded_by_user_id != one.offer.host_id] == []


def test_coordinators_and_editors_may_enter_the_admin():
    may = {
        one.key: User.objects.get(email=one.email).has_perm("wagtailadmin.access_admin")
        for one in ACCOUNTS
    }

    assert [key for key, allowed in may.items() if allowed] == [
        "nadia.belkacem",
        "pieter.claessens",
        "aurelien.dupin",
        "maud.ashworth",
        "solene.kerdraon",
    ]


def test_public_points_lie_far_enough_from_the_door():
    for place in Place.objects.all():
        assert place.exact_point.distance_to(place.public_point) >= 500


def test_offers_wait_in_every_state_of_a_reading():
    readings = Counter(AuditEntry.objects.filter(verb__startswith="offer.").values_list("verb"))

    assert readings == {
        ("offer.published",): 15,
        ("offer.submitted",): 3,
    }
    assert Offer.objects.filter(live=False).count() == 1


def test_pages_stand_in_both_languages():
    for model in (HomePage, DestinationPage, CreditsPage):
        languages = Counter(model.objects.live().values_list("locale__language_code", flat=True))
        assert languages.keys() == {"fr", "en"}
        assert len(set(languages.values())) == 1


def test_every_page_opens(client):
    pages = Page.objects.live().filter(depth__gt=1)

    answers = {page.url: client.get(page.url).status_code for page in pages}
    assert len(answers) > 10
    assert set(answers.values()) == {200}, answers


def test_photographs_have_alternative_text_credit_and_licence():
    photos = Photo.objects.all()

    assert [one.pk for one in photos if not (one.description and one.credit and one.licence)] == []
    assert photos.filter(uploaded_by_user=None).count() == 16


def test_stories_are_told_by_whoever_is_here_and_each_host_agreed():
    public = Story.objects.public()

    assert {story.state for story in Story.objects.all()} >= {"published", "draft", "reread"}
    assert set(public.values_list("language", flat=True)) == {"fr", "en"}
    assert public.filter(licence=Licence.PUBLIC_DOMAIN).exists()
    assert [count_waiting(story) for story in public] == [0] * public.count()


def test_a_story_of_a_trip_points_to_it():
    story = Story.objects.get(title="Trois générations et onze poules")

    assert story.trip.title == "Trois générations chez Josette"
