"""Handing in, pausing, reopening, withdrawing and declaring."""

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from core.states import IllegalTransitionError
from hosting.communities.states import MembershipState
from hosting.offers.actions.drafts import draft_offer, revise_offer
from hosting.offers.actions.offers import (
    declare_stay,
    pause_offer,
    reopen_offer,
    submit_offer,
    withdraw_offer,
)
from hosting.offers.actions.review import publish_offer, request_changes
from hosting.offers.errors import (
    DeclarationChangedError,
    NeverPublishedError,
    NothingToReviewError,
    NotMemberError,
    OfferIncompleteError,
    WithdrawnOfferError,
)
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.states import OFFER_TRANSITIONS, OfferState
from hosting.requests.models.agreements import Agreement
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    MembershipFactory,
    RateFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def complete(**fields):
    """A draft with everything that a community has to find."""
    stay = StayFactory(draft=True, declared_at=timezone.now(), declared_version=1, **fields)
    UnitFactory(stay=stay)
    RateFactory(offer=stay)
    return stay


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_submit_offer_puts_a_draft_before_its_community():
    stay = complete()

    submit_offer(offer=stay, by=stay.host)

    assert stay.workflow_in_progress
    assert (verbs(), Stay.objects.get().live) == (["offer.submitted"], False)


def test_submit_offer_pressed_twice_hands_it_in_once():
    stay = complete()

    submit_offer(offer=stay, by=stay.host)
    submit_offer(offer=stay, by=stay.host)

    assert (stay.workflow_states.count(), verbs()) == (1, ["offer.submitted"])


def test_submit_offer_says_everything_that_is_missing():
    membership = MembershipFactory()
    stay = draft_offer(
        kind="stay",
        community=membership.community,
        title="The mill",
        language="en",
        by=membership.person,
    )

    with pytest.raises(OfferIncompleteError) as refusal:
        submit_offer(offer=stay, by=stay.host)

    assert str(refusal.value) == (
        "Before you submit this offer for review, add: a description in your own words, a "
        "location, at least one unit where guests sleep, at least one rate, your sworn statement."
    )
    assert not stay.workflow_in_progress


def test_submit_offer_asks_a_tip_for_words_and_a_place_only():
    tip = TipFactory(draft=True)

    submit_offer(offer=tip, by=tip.host)

    assert tip.workflow_in_progress


@pytest.mark.parametrize(
    "state",
    [
        MembershipState.CANDIDATE,
        MembershipState.COOPTED,
        MembershipState.SUSPENDED,
        MembershipState.LEFT,
    ],
)
def test_submit_offer_waits_for_an_active_membership(state):
    stay = complete(membership__state=state)

    with pytest.raises(NotMemberError):
        submit_offer(offer=stay, by=stay.host)

    assert not stay.workflow_in_progress


def test_submit_offer_refuses_what_is_published_already():
    stay = StayFactory()

    with pytest.raises(NothingToReviewError):
        submit_offer(offer=stay, by=stay.host)


def test_submit_offer_refuses_what_was_withdrawn():
    stay = complete(state=OfferState.WITHDRAWN)

    with pytest.raises(WithdrawnOfferError):
        submit_offer(offer=stay, by=stay.host)


@pytest.mark.parametrize("person", ["stranger", "unverified"])
def test_submit_offer_needs_the_host_and_a_sure_address(person):
    stay = complete(**({"host__unverified": True} if person == "unverified" else {}))
    by = stay.host if person == "unverified" else UserFactory()

    with pytest.raises(PermissionDenied):
        submit_offer(offer=stay, by=by)


def test_a_change_that_was_asked_for_is_handed_in_again_and_published():
    stay = complete()
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    submit_offer(offer=stay, by=stay.host)
    request_changes(offer=stay, reason="Say how many stairs.", by=reader)

    revise_offer(offer=stay, changes={"words": "Nine stairs."}, by=stay.host)
    submit_offer(offer=stay, by=stay.host)
    publish_offer(offer=stay, by=reader)

    assert [one.words for one in Stay.objects.public()] == ["Nine stairs."]


def test_an_edit_of_a_published_offer_goes_through_reading_again():
    stay = complete()
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    submit_offer(offer=stay, by=stay.host)
    publish_offer(offer=stay, by=reader)

    revise_offer(offer=stay, changes={"words": "Newer words."}, by=stay.host)
    before = Stay.objects.get().words
    submit_offer(offer=stay, by=stay.host)
    publish_offer(offer=stay, by=reader)

    assert (before, Stay.objects.get().words) == ("A quiet room above the bakery.", "Newer words.")


def test_an_old_draft_that_is_published_never_reopens_a_paused_offer():
    stay = StayFactory()
    revise_offer(offer=stay, changes={"words": "New words."}, by=stay.host)
    pause_offer(offer=stay, by=stay.host)

    Stay.objects.get().latest_revision.publish()

    row = Stay.objects.get()
    assert (row.words, row.state) == ("New words.", OfferState.PAUSED)


DEEDS = {
    OfferState.PAUSED: pause_offer,
    OfferState.OPEN: reopen_offer,
    OfferState.WITHDRAWN: withdraw_offer,
}


@pytest.mark.parametrize("old", OfferState)
@pytest.mark.parametrize("new", OfferState)
def test_offer_states_follow_the_table(old, new):
    stay = StayFactory(state=old)
    allowed = new in OFFER_TRANSITIONS.get(old, frozenset())

    if allowed:
        DEEDS[new](offer=stay, by=stay.host)
    else:
        with pytest.raises((IllegalTransitionError, WithdrawnOfferError)):
            DEEDS[new](offer=stay, by=stay.host)

    assert Stay.objects.get().state == (new if allowed else old)


def test_pause_and_reopen_say_so_to_whoever_listens(heard):
    stay = StayFactory()

    pause_offer(offer=stay, by=stay.host)
    hidden = list(Offer.objects.public())
    reopen_offer(offer=stay, by=stay.host)

    assert heard == [("withdrawn", stay.pk), ("changed", stay.pk)]
    assert (hidden, list(Offer.objects.public())) == ([], [stay.offer_ptr])
    assert verbs() == ["offer.paused", "offer.reopened"]


def test_pause_offer_refuses_what_nobody_sees():
    stay = StayFactory(draft=True)

    with pytest.raises(NeverPublishedError):
        pause_offer(offer=stay, by=stay.host)


def test_withdraw_offer_ends_its_review_and_keeps_agreements(heard):
    agreement = AgreementFactory()
    offer = agreement.request.offer
    revise_offer(offer=offer, changes={"words": "New words."}, by=offer.host)
    stay = offer.specific
    stay.declared_at = timezone.now()
    stay.save()
    RateFactory(offer=stay)
    revise_offer(offer=stay, changes={"rates": list(stay.rates.all())}, by=offer.host)
    submit_offer(offer=stay, by=offer.host)

    withdraw_offer(offer=stay, by=offer.host)

    assert not stay.workflow_in_progress
    assert heard[-1] == ("withdrawn", stay.pk)
    assert list(Agreement.objects.all()) == [agreement]


@pytest.mark.parametrize("deed", [pause_offer, reopen_offer, withdraw_offer])
def test_switches_are_the_hosts_own(deed):
    stay = StayFactory()

    with pytest.raises(PermissionDenied):
        deed(offer=stay, by=UserFactory())

    assert Stay.objects.get().state == OfferState.OPEN


def sworn(stay, **says):
    facts = {"is_main_residence": True, "registration_number": "37109000042XY", "version": 3}
    return declare_stay(stay=stay, by=stay.host, **(facts | says))


@time_machine.travel("2027-05-03 10:00", tick=False)
def test_declare_stay_keeps_what_was_sworn_and_when():
    stay = StayFactory(draft=True)

    sworn(stay)

    row = Stay.objects.get()
    draft = row.get_latest_revision_as_object()
    for version in (row, draft):
        assert (
            version.is_main_residence,
            version.registration_number,
            version.declared_version,
            version.declared_at,
        ) == (True, "37109000042XY", settings.HOSTING_DECLARATION_VERSION, timezone.now())
    assert AuditEntry.objects.get().data == {"version": 3}


def test_declare_stay_refuses_words_that_nobody_has_read():
    stay = StayFactory(draft=True)

    with pytest.raises(DeclarationChangedError):
        sworn(stay, version=0)

    assert Stay.objects.get().declared_at is None


def test_declare_stay_is_the_hosts_own_deed():
    stay = StayFactory(draft=True)

    with pytest.raises(PermissionDenied):
        declare_stay(
            stay=stay,
            is_main_residence=True,
            registration_number="",
            version=1,
            by=UserFactory(),
        )
