"""Polls that wait for my vote, on my desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, WaitingItem
from travel_stories.trip_decisions.selectors.decisions import polls_waiting_for


def poll_panels(person: User) -> Iterable[Panel]:
    """Nothing where this person has voted everywhere."""
    polls = list(polls_waiting_for(person).select_related("trip").order_by("closes_at", "pk"))
    if polls:
        yield Panel(
            title=_("Votes"),
            items=[
                WaitingItem(
                    title=poll.title,
                    url=poll.get_absolute_url(),
                    action=_("Vote"),
                    text=poll.trip.title,
                    icon="vote",
                    since=poll.made_at,
                    deadline=poll.closes_at,
                )
                for poll in polls
            ],
            waiting=len(polls),
            url=reverse("travel_stories:trip-list"),
            more=_("All my trips"),
        )


def waiting_rows(person: User) -> Rows:
    return (polls_waiting_for(person),)
