"""What waits for those who read stories before everybody does."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, WaitingItem, register_on_desk
from commons.moderation.reportable_types import DECIDER_ROLES
from commons.notifications.selectors import register_subjects
from core.text.formatting import format_day
from hosting.communities.models.communities import Membership
from hosting.communities.selectors.coordinators import coordinated_communities
from travel_stories.collaboration.presenters import SubmittedDraft
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.reviewers import as_reviewer_of_all, stories_reviewable_by
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

SHOWN = 5


def stories_waiting_for(person: User) -> list[SubmittedDraft] | None:
    """The longest waiting first; nothing for those whose task it never is."""
    if not is_reviewer(person):
        return None
    return [
        SubmittedDraft(
            story.title,
            reverse("travel_stories:reading", args=[story.address]),
            story.state_since,
        )
        for story in stories_to_review(person).order_by("state_since")
    ]


def is_reviewer(person: User) -> bool:
    coordinates = Exists(Membership.objects.coordinating(person))
    reads = User.objects.filter(coordinates | Exists(as_reviewer_of_all(person)))
    return person.is_superuser or reads.filter(pk=person.pk).exists()


def stories_to_review(person: User) -> QuerySet[Story]:
    return stories_reviewable_by(person).filter(state=StoryState.SUBMITTED)


def waiting_consents(person: User) -> Rows:
    return (_asked(person),)


def waiting_stories(person: User) -> Rows:
    return (stories_to_review(person),)


def consents_on_desk(person: User) -> Iterable[Panel]:
    """What waits for whoever is told of."""
    if asked := list(_asked(person)[:SHOWN]):
        yield Panel(
            title=_("A story about you"),
            items=[
                WaitingItem(
                    title=shown.story.title,
                    url=shown.get_absolute_url(),
                    action=_("Answer"),
                    text=_("This story is about you. Do you agree to its publication?"),
                    icon="stories",
                )
                for shown in asked
            ],
            waiting=len(asked),
            url=reverse("travel_stories:consent-list"),
            more=_("All stories about me"),
        )


def reviews_on_desk(person: User) -> Iterable[Panel]:
    """What waits for whoever reads."""
    if waiting := stories_waiting_for(person):
        yield Panel(
            title=_("Stories to review"),
            items=[
                WaitingItem(
                    title=draft.title,
                    url=draft.url,
                    action=_("Review"),
                    text=_("Story to review, submitted on %(day)s")
                    % {"day": format_day(draft.submitted_at)},
                    icon="stories",
                )
                for draft in waiting
            ],
            waiting=len(waiting),
            url=reverse("travel_stories:reading-list"),
            more=_("Go to the review list"),
        )


def _asked(person: User) -> QuerySet[PersonShown]:
    """Those who were asked and never answered; what changed since is told by a notice."""
    people = PersonShown.objects.standing().filter(person=person, consents=None, left_out_at=None)
    return people.exclude(asked_at=None).select_related("story").order_by("asked_at")


register_on_desk(consents_on_desk, waits=waiting_consents)
register_on_desk(
    reviews_on_desk, waits=waiting_stories, only_for=[coordinated_communities, as_reviewer_of_all]
)
DECIDER_ROLES.register(as_reviewer_of_all)
register_subjects(PersonShown.objects.select_related("story"))
