"""Silent hosts at the desk: one press asks, a page of its own parks."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from hosting.communities.models.communities import Membership
from hosting.offers.models.offers import Offer
from tests.hosting.coordination.views.test_desk import coordinator_of, page, signed_in
from tests.hosting.requests.actions.test_unresponsive_hosts import days_ago, silent_host

pytestmark = pytest.mark.django_db


def url_of(deed, membership):
    args = [membership.community.public_id, membership.public_id]
    return reverse(f"hosting:host-{deed}", args=args)


def hosts_on(client, community):
    return client.get(page("desk", community)).context["desk"].hosts


def test_the_desk_says_since_when_and_when_they_were_last_seen(client):
    membership = silent_host()
    membership.person.last_login = timezone.now() - timedelta(days=40)
    membership.person.date_joined = timezone.now() - timedelta(days=400)
    membership.person.save()
    signed_in(client, coordinator_of(membership.community))

    (row,) = hosts_on(client, membership.community)

    # Forty times 24 hours ago, which is not always forty days ago: an hour may lie between them.
    assert row.seen_on == timezone.localdate(membership.person.last_login)
    assert (row.count, row.reminded_on, row.may_remind, row.may_pause) == (1, None, True, False)


def test_one_press_asks_and_the_desk_says_so(client):
    membership = silent_host()
    signed_in(client, coordinator_of(membership.community))

    client.post(url_of("nudge", membership))

    (row,) = hosts_on(client, membership.community)
    assert (row.reminded_on, row.may_remind) == (timezone.localdate(), False)


def test_parking_needs_words_and_takes_the_host_off_the_desk(client):
    membership = silent_host(nudged_at=days_ago(8))
    signed_in(client, coordinator_of(membership.community))
    url = url_of("park", membership)

    silent = client.post(url, {"reason": " "})
    spoken = client.post(url, {"reason": "We found nobody."})

    assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert spoken.status_code == HTTPStatus.FOUND
    assert list(Offer.objects.public()) == []
    assert hosts_on(client, membership.community) == []


def test_parking_too_early_is_refused_with_a_sentence_and_the_words_stay(client):
    membership = silent_host()
    signed_in(client, coordinator_of(membership.community))

    answer = client.post(url_of("park", membership), {"reason": "We found nobody."})

    assert answer.context["form"].non_field_errors() == [
        "Send this host a reminder first, and give them 7 days to answer."
    ]
    assert answer.context["form"]["reason"].value() == "We found nobody."


@pytest.mark.parametrize("deed", ["nudge", "park"])
def test_deeds_are_not_about_oneself_nor_elsewhere(client, deed):
    membership = silent_host(nudged_at=days_ago(8), is_coordinator=True)
    url = url_of(deed, membership)

    own = signed_in(client, membership.person).post(url, {"reason": "Me."})
    (row,) = hosts_on(client, membership.community)
    stranger = signed_in(client, coordinator_of(silent_host().community)).post(url, {"reason": "."})

    assert [own.status_code, stranger.status_code] == [HTTPStatus.NOT_FOUND] * 2
    assert (row.may_remind, row.may_pause) == (False, False)
    assert Membership.objects.get(pk=membership.pk).nudged_at == membership.nudged_at
