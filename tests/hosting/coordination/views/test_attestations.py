"""What was checked: at the desk, and on the page of an offer until its last day."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.models.attestations import Attestation
from tests.factories.hosting import (
    AttestationFactory,
    CommunityFactory,
    MembershipFactory,
    StayFactory,
)
from tests.hosting.coordination.views.test_desk import coordinator_of, page, signed_in

TODAY = date(2027, 4, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]


def said(whose, **changes):
    return {
        "person": whose.public_id,
        "kind": AttestationKind.VISITED,
        "seen": "A stove and a rail.",
        "checked_on": "2027-03-31",
        "until": "2028-03-31",
    } | changes


def test_an_attestation_stands_on_the_offer_with_its_last_day(client):
    stay = StayFactory()
    by = coordinator_of(stay.community)
    signed_in(client, by)

    client.post(page("attestations", stay.community), said(stay.host, offer=stay.public_id))

    client.logout()
    shown = client.get(stay.get_absolute_url()).content.decode()
    assert "A stove and a rail." in shown
    days = "on Wednesday 31 March, valid until 31 March 2028."
    assert f"Checked by {by.display_name} {days}" in shown


def test_what_ended_was_revoked_or_is_of_another_offer_leaves_the_page(client, time_machine):
    stay = StayFactory()
    membership = stay.community.memberships.get(person=stay.host)
    other = StayFactory(host=stay.host, community=stay.community)
    AttestationFactory(membership=membership, offer=other, seen="Of the other.")
    AttestationFactory(membership=membership, seen="Taken back.", revoked_at="2027-03-03T12:00Z")
    AttestationFactory(membership=membership, seen="For a while.", until=date(2027, 4, 9))

    before = client.get(stay.get_absolute_url()).context["page"].checked
    time_machine.move_to("2027-04-10 12:00")
    after = client.get(stay.get_absolute_url()).context["page"].checked

    assert [line.seen for line in before] == ["For a while."]
    assert after == ()


def test_a_page_never_counts_or_ranks_what_was_checked(client):
    stay = StayFactory()
    membership = stay.community.memberships.get(person=stay.host)
    AttestationFactory(membership=membership)

    shown = client.get(stay.get_absolute_url()).content.decode()

    section = shown[shown.index('id="checked"') :].partition("</section>")[0]
    assert 'class="count' not in section
    assert "badge" not in section


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": "nobody00"}, "person"),
        ({"person": ""}, "person"),
        ({"seen": ""}, "seen"),
        ({"seen": "x" * 301}, "seen"),
        ({"kind": "stars"}, "kind"),
        ({"until": "soon"}, "until"),
        ({"until": "2026-01-01"}, "__all__"),
        ({"checked_on": "2027-04-02"}, "__all__"),
        ({"offer": "nothing0"}, "offer"),
    ],
)
def test_a_wrong_attestation_is_refused(client, changes, field):
    member = MembershipFactory()
    signed_in(client, coordinator_of(member.community))

    answer = client.post(page("attestations", member.community), said(member.person, **changes))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert list(answer.context["form"].errors) == [field]
    assert list(Attestation.objects.all()) == []


def test_nobody_finds_themselves_or_their_own_offers_in_the_form(client):
    community = CommunityFactory()
    by = coordinator_of(community)
    own = StayFactory(community=community, host=by)

    answer = signed_in(client, by).post(page("attestations", community), said(by))

    shown = answer.context["form"]
    assert list(shown.errors) == ["person"]
    assert by not in shown.fields["person"].queryset
    assert own.offer_ptr not in shown.fields["offer"].queryset


def test_an_attestation_is_revoked_but_never_by_its_subject(client):
    attestation = AttestationFactory(membership__coordinator=True)
    community = attestation.membership.community
    url = reverse("hosting:attestation-revoke", args=[community.public_id, attestation.public_id])

    own = signed_in(client, attestation.membership.person).post(url)
    other = signed_in(client, coordinator_of(community)).post(url)

    assert (own.status_code, other.status_code) == (HTTPStatus.NOT_FOUND, HTTPStatus.FOUND)
    assert list(Attestation.objects.standing()) == []


def test_the_desk_shows_what_ends_soon(client):
    member = MembershipFactory()
    soon = AttestationFactory(membership=member, until=TODAY + timedelta(days=9))
    AttestationFactory(membership=member, until=TODAY + timedelta(days=90))

    shown = signed_in(client, coordinator_of(member.community)).get(page("desk", member.community))

    assert shown.context["desk"].ending == [soon]
    assert "Checks to renew" in shown.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_attestations_take_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    community = CommunityFactory()
    for _ in range(count):
        member = MembershipFactory(community=community)
        stay = StayFactory(community=community, host=member.person)
        AttestationFactory(membership=member, offer=stay)
        AttestationFactory(membership=member, revoked_at="2027-03-03T12:00Z", revoked_by=stay.host)
    signed_in(client, coordinator_of(community))

    with django_assert_max_num_queries(10):
        client.get(page("attestations", community))
