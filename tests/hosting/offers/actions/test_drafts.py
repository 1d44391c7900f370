"""Beginning an offer, and writing on beside what is published."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from commons.audit.models import AuditEntry
from hosting.communities.states import MembershipState
from hosting.offers.actions.drafts import draft_offer, revise_offer
from hosting.offers.actions.review import submit_for_review
from hosting.offers.choices.lists import OfferKind
from hosting.offers.errors import UnderReviewError, WithdrawnOfferError
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    CommunityFactory,
    InterestFactory,
    MembershipFactory,
    NeedFactory,
    RateFactory,
    StayFactory,
)

pytestmark = pytest.mark.django_db


def drafted(membership, **fields):
    says = {"kind": OfferKind.STAY, "title": "The mill", "language": "en"} | fields
    return draft_offer(community=membership.community, by=membership.person, **says)


@pytest.mark.parametrize(
    ("kind", "model"),
    [("stay", Stay), ("activity", Activity), ("product", Product), ("tip", Tip)],
)
def test_draft_offer_begins_one_of_each_kind(kind, model):
    membership = MembershipFactory()

    offer = drafted(membership, kind=OfferKind(kind))

    assert type(offer) is model
    assert (offer.kind, offer.title, offer.live, offer.host) == (
        kind,
        "The mill",
        False,
        membership.person,
    )
    assert offer.latest_revision.object_str == "The mill"
    assert list(Offer.objects.public()) == []
    audit = AuditEntry.objects.values_list("verb", "actor")
    assert list(audit) == [("offer.drafted", membership.person.pk)]


@pytest.mark.parametrize(
    "state", [MembershipState.CANDIDATE, MembershipState.COOPTED, MembershipState.ACTIVE]
)
def test_draft_offer_is_open_to_whoever_is_on_the_way(state):
    assert drafted(MembershipFactory(state=state)).pk


@pytest.mark.parametrize("state", [MembershipState.SUSPENDED, MembershipState.LEFT])
def test_draft_offer_is_closed_to_whoever_is_not(state):
    with pytest.raises(PermissionDenied):
        drafted(MembershipFactory(state=state))

    assert Offer.objects.count() == 0


def test_draft_offer_asks_for_the_community_itself():
    with pytest.raises(PermissionDenied):
        draft_offer(
            kind=OfferKind.TIP,
            community=CommunityFactory(),
            title="A lane",
            language="en",
            by=MembershipFactory().person,
        )


def test_draft_offer_pressed_twice_begins_one():
    membership = MembershipFactory()

    first, second = drafted(membership), drafted(membership)

    assert (first, Offer.objects.count()) == (second, 1)


def test_draft_offer_begins_another_of_the_same_title_later():
    membership = MembershipFactory()

    with time_machine.travel(timezone.now() - timezone.timedelta(hours=1)):
        first = drafted(membership)
    second = drafted(membership)

    assert first != second


def test_revise_offer_writes_through_while_nobody_has_read():
    stay = drafted(MembershipFactory())
    needs, interests = NeedFactory.create_batch(2), [InterestFactory()]

    revise_offer(
        offer=stay,
        changes={"words": "By the water.", "needs": needs, "interests": interests},
        by=stay.host,
    )

    row = Stay.objects.get()
    draft = row.get_latest_revision_as_object()
    for version in (row, draft):
        assert version.words == "By the water."
        assert set(version.needs.all()) == set(needs)  # listed by name, which "10" sorts before "9"
        assert list(version.interests.all()) == interests


def test_revise_offer_leaves_what_is_published_alone():
    stay = StayFactory(words="Old words.")
    RateFactory(offer=stay)

    revise_offer(offer=stay, changes={"words": "New words."}, by=stay.host)

    row = Stay.objects.get()
    assert (row.words, row.live, row.has_unpublished_changes) == ("Old words.", True, True)
    draft = row.get_latest_revision_as_object()
    assert (draft.words, [rate.label for rate in draft.rates.all()]) == (
        "New words.",
        ["For anyone"],
    )


def test_revise_offer_goes_on_from_the_newest_draft():
    stay = StayFactory(words="Old words.")

    revise_offer(offer=stay, changes={"words": "New words."}, by=stay.host)
    revise_offer(offer=Stay.objects.get(), changes={"title": "New title"}, by=stay.host)

    draft = Stay.objects.get().get_latest_revision_as_object()
    assert (draft.words, draft.title) == ("New words.", "New title")


def test_revise_offer_waits_while_a_community_reads():
    stay = StayFactory(draft=True)
    submit_for_review(offer=stay, by=stay.host)

    with pytest.raises(UnderReviewError):
        revise_offer(offer=stay, changes={"words": "New words."}, by=stay.host)

    assert Stay.objects.get().words == stay.words


def test_revise_offer_refuses_what_was_withdrawn():
    stay = StayFactory(state=OfferState.WITHDRAWN)

    with pytest.raises(WithdrawnOfferError):
        revise_offer(offer=stay, changes={"words": "New words."}, by=stay.host)


def test_revise_offer_leaves_nothing_half_made():
    stay = drafted(MembershipFactory())

    with pytest.raises(ValidationError):
        revise_offer(offer=stay, changes={"words": "New.", "title": ""}, by=stay.host)

    assert Stay.objects.get().words == ""
    assert stay.revisions.count() == 1


def test_revise_offer_is_the_hosts_own_deed():
    stay = StayFactory()

    with pytest.raises(PermissionDenied):
        revise_offer(offer=stay, changes={"words": "Mine now."}, by=UserFactory())

    assert stay.revisions.count() == 0


def test_a_suspended_member_may_still_write():
    stay = StayFactory(membership__state=MembershipState.SUSPENDED)

    revise_offer(offer=stay, changes={"words": "New words."}, by=stay.host)

    assert stay.revisions.count() == 1
