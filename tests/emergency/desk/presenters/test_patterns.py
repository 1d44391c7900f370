"""Signs to look twice at: counted from what happened, shown to people, decided by nobody else."""

from uuid import uuid4

import pytest

from emergency.desk.presenters.patterns import signs_of
from emergency.housing.actions.messages import write_message
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from tests.factories.emergency import (
    DutyFactory,
    HousingRequestFactory,
    host_of,
    in_days,
    offered,
    placed,
)

pytestmark = pytest.mark.django_db


def answered(offer, state, **changes):
    """One more ask that this host was put, answered like this."""
    request = HousingRequestFactory(activation=offer.activation, **changes)
    return Proposal.objects.create(
        activation=offer.activation,
        request=request,
        offer=offer,
        state=state,
        check_in=in_days(40),
        check_out=in_days(41),
    )


@pytest.fixture
def offer():
    return placed().offer


def test_an_ordinary_host_shows_no_sign(offer):
    for _ in range(2):
        answered(offer, "host_no")

    assert signs_of(offer) == []


def test_many_refusals_are_counted_without_those_who_never_answered(offer):
    for _ in range(3):
        answered(offer, "host_no")
    answered(offer, "expired")

    assert signs_of(offer) == ["The host said no to 3 of 4 requests."]


def test_yes_to_women_alone_and_to_nobody_else_is_a_sign(offer):
    offer.proposals.get().request.__class__.objects.update(household="women")
    for _ in range(3):
        answered(offer, "host_no", people=2)

    assert "women who come alone" in signs_of(offer)[1]
    answered(offer, "host_no", household="women")
    assert [sign for sign in signs_of(offer) if "alone" in sign] == []


def test_contacts_before_their_time_are_counted():
    proposal = offered()
    for _ in range(3):
        write_message(
            proposal=proposal, body="06 12 34 56 78", key=uuid4(), by=host_of(proposal.offer)
        )

    assert signs_of(proposal.offer) == [
        "3 messages from the host contained contact details too early."
    ]


def test_stays_that_broke_off_are_shown_on_the_page_of_the_home(client, offer):
    stay = Placement.objects.get()
    Placement.objects.update(state="broken_down")
    other = placed(activation=offer.activation)
    Placement.objects.filter(pk=other.pk).update(state="broken_down", offer=stay.offer)

    client.force_login(DutyFactory(activation=offer.activation).person)

    assert "2 stays in this home were cut short." in client.get(offer.get_absolute_url()).text
