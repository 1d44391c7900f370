"""Deciding on what nobody reported: as with a report, with reasons, and never about one's own."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.errors import (
    AnotherPersonError,
    DecidedSinceError,
    MeasureNotOpenError,
    OwnCaseError,
    RuleMissingError,
    WaitsAlreadyError,
)
from commons.moderation.models import Case, Decision
from commons.moderation.states import CaseState, Measure
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import coordinator_of, decided, reported, verdict

pytestmark = pytest.mark.django_db


def taken_down(offer, *, by, **words):
    return decide_proactively(subject=offer, verdict=verdict(**words), by=by)


def test_act_unasked_hides_and_states_reasons_and_how_to_appeal(offer):
    coordinator = coordinator_of(offer.community)

    made = taken_down(offer, by=coordinator)

    assert not Offer.objects.public().exists()
    told = render_notice(Notice.objects.get(recipient=offer.host))
    for words in (
        "The content is hidden",
        "Rule 3: be true",
        made.facts,
        made.words,
        "You can appeal until ",
    ):
        assert words in told.text
    assert (
        "A person who looks after this content, not an automated system, "
        "made these findings and this decision." in told.text
    )
    assert made.case.copies.get().content[0] == ["Title", "The mill"]
    assert (made.was_reported, made.is_of_the_co_operative) == (False, False)
    verbs = AuditEntry.objects.filter(verb__startswith="case.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "case.opened",
        "case.hidden",
        "case.decided",
    ]


def test_an_appeal_is_answered_by_another_and_restores_the_offer(offer):
    first, other = (coordinator_of(offer.community) for _ in range(2))
    made = taken_down(offer, by=first)

    appeal(decision=made, words="It is true.", by=offer.host)
    with pytest.raises(AnotherPersonError):
        decided(made.case, by=first, measure=Measure.NONE)
    decided(made.case, by=other, measure=Measure.NONE)

    assert Offer.objects.public().exists()
    assert other in {notice.recipient for notice in Notice.objects.all()}


def test_nobody_acts_unasked_on_the_own_or_elsewhere(offer):
    host = offer.host
    host.memberships.update(is_coordinator=True)
    moderator = UserFactory(is_superuser=True)
    own = StayFactory(host=moderator)

    for thing, person in (
        (offer, host),
        (own, moderator),
        (offer, coordinator_of(StayFactory().community)),
        (offer, UserFactory()),
    ):
        with pytest.raises((PermissionDenied, OwnCaseError)):
            taken_down(thing, by=person)
    assert not Case.objects.exists()


@pytest.mark.parametrize("missing", [{"ground": ""}, {"rule": " "}])
def test_act_unasked_names_its_rule(offer, missing):
    with pytest.raises(RuleMissingError):
        taken_down(offer, by=coordinator_of(offer.community), **missing)

    assert not Case.objects.exists()


@pytest.mark.parametrize("measure", [Measure.NONE, Measure.SUSPENDED, Measure.PAUSED])
def test_a_coordinator_acts_with_what_is_open_to_them(offer, measure):
    with pytest.raises(MeasureNotOpenError):
        taken_down(offer, by=coordinator_of(offer.community), measure=measure)


def test_what_is_hidden_already_is_hidden_once(offer):
    taken_down(offer, by=coordinator_of(offer.community))

    with pytest.raises(DecidedSinceError):
        taken_down(offer, by=coordinator_of(offer.community))

    assert Decision.objects.count() == 1


def test_what_waits_is_decided_where_it_was_reported(offer):
    case = reported("offer", offer, by=UserFactory()).case

    with pytest.raises(WaitsAlreadyError):
        taken_down(offer, by=coordinator_of(offer.community))

    case.refresh_from_db()
    assert case.state == CaseState.OPEN
    assert not Decision.objects.exists()
