"""Whatever changes what can be found leaves a row, in the transaction of the deed."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from commons.accounts.actions.people import change_profile, change_rights
from commons.accounts.models import Profile
from core.permissions import SYSTEM
from hosting.calendars.signals import calendar_changed, seats_changed
from hosting.communities.actions.communities import change_community_state, describe_community
from hosting.communities.actions.departures import leave_community
from hosting.communities.states import CommunityState
from hosting.offers.actions.offers import pause_offer, reopen_offer
from hosting.offers.signals import offer_published
from search.engines.engine_selection import engine
from search.index.models import Change
from search.upkeep.index_rebuild import rebuild
from search.upkeep.index_setup import prepare_index
from tests.factories.hosting import MembershipFactory, SessionFactory, StayFactory, UnitFactory

pytestmark = pytest.mark.django_db


def noted():
    return sorted(set(Change.objects.values_list("offer_pk", flat=True)))


def test_an_offer_that_pauses_and_comes_back_is_noted():
    stay = UnitFactory().stay

    pause_offer(offer=stay, by=stay.host)
    paused = Change.objects.count()
    reopen_offer(offer=stay, by=stay.host)

    assert (paused, Change.objects.count(), noted()) == (1, 2, [stay.pk])


@pytest.mark.parametrize(
    ("signal", "subject_name"),
    [(offer_published, "offer"), (calendar_changed, "unit"), (seats_changed, "session")],
)
def test_offers_nights_and_seats_are_noted(signal, subject_name):
    unit, session = UnitFactory(), SessionFactory()
    subject = {"offer": unit.stay, "unit": unit, "session": session}[subject_name]

    signal.send(sender=type(subject), **{subject_name: subject})

    assert noted() == [session.activity_id if subject_name == "session" else unit.stay_id]


def test_a_community_in_other_words_notes_its_offers():
    stay = UnitFactory().stay
    UnitFactory()

    describe_community(community=stay.community, changes={"name": "The ferry"}, by=SYSTEM)

    assert noted() == [stay.pk]


def test_a_community_that_rests_notes_its_offers():
    stay = UnitFactory().stay

    change_community_state(community=stay.community, state=CommunityState.PAUSED, by=SYSTEM)

    assert noted() == [stay.pk]


def test_a_host_with_another_language_notes_their_offers():
    stay = UnitFactory().stay
    profile = Profile(**{name: getattr(stay.host, name) for name in Profile.names()})

    change_profile(person=stay.host, profile=profile, by=stay.host)

    assert noted() == [stay.pk]


def test_a_host_who_may_not_act_any_more_notes_their_offers():
    stay = UnitFactory().stay

    change_rights(person=stay.host, groups=[], is_active=False, by=SYSTEM)

    assert noted() == [stay.pk]


def test_a_change_that_is_taken_back_leaves_nothing():
    stay = UnitFactory().stay

    with transaction.atomic():
        pause_offer(offer=stay, by=stay.host)
        transaction.set_rollback(True)

    assert noted() == []


def test_prepare_index_leaves_one_that_answers_alone():
    UnitFactory()
    rebuild()

    assert prepare_index() == []
    assert engine().health().documents == 1


def test_prepare_index_makes_one_and_tells_what_it_lacks():
    stay = StayFactory()
    forget_index()

    assert prepare_index() == [stay.pk]
    assert engine().health().answers


def test_prepare_index_empties_one_that_outlived_its_offers():
    stay = UnitFactory().stay
    rebuild()
    stay.units.all().delete()
    stay.delete()

    assert prepare_index() == []
    assert engine().health().documents == 0


def test_migrate_prepares_the_index():
    forget_index()

    call_command("migrate", verbosity=0)

    assert engine().health().answers


def forget_index():
    """As a database that was made before there was any search."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index")


def test_membership_that_ends_notes_the_offers():
    stay = UnitFactory().stay
    MembershipFactory(community=stay.community, coordinator=True)
    membership = stay.host.memberships.get(community=stay.community)

    leave_community(membership=membership, by=stay.host)

    assert noted() == [stay.pk]
