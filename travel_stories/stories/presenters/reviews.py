"""What waits for those who read stories before everybody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, register_on_desk
from commons.notifications.selectors import register_subjects
from hosting.communities.models.communities import Membership
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.reviewers import may_review_any, stories_reviewable_by
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    stories: list[Story]

    @property
    def waiting(self) -> int:
        return len(self.stories)


def review_desk_of(person: User) -> ReviewDesk | None:
    """Nothing for those whose task it never is."""
    if not is_reviewer(person):
        return None
    stories = stories_to_review(person).order_by("state_since")
    return ReviewDesk(list(stories))


def is_reviewer(person: User) -> bool:
    coordinates = Exists(Membership.objects.coordinating(person))
    reads = User.objects.filter(coordinates | Exists(may_review_any().filter(pk=person.pk)))
    return person.is_superuser or reads.filter(pk=person.pk).exists()


def stories_to_review(person: User) -> QuerySet[Story]:
    return stories_reviewable_by(person).filter(state=StoryState.SUBMITTED)


def waiting_rows(person: User) -> Rows:
    """What waits for whoever is told of, and for whoever reads."""
    return _asked(person), stories_to_review(person)


def on_desk(person: User) -> Iterable[Panel]:
    if asked := list(_asked(person)[:SHOWN]):
        yield Panel(
            title=_("Somebody tells of you"),
            template="stories/parts/desk_asked.html",
            rows=asked,
            waiting=len(asked),
            url=reverse("travel_stories:consent-list"),
            more=_("All stories that tell of me"),
        )
    desk = review_desk_of(person)
    if desk and desk.waiting:
        yield Panel(
            title=_("Stories to read"),
            template="stories/parts/desk_readings.html",
            rows=[desk],
            waiting=desk.waiting,
            url=reverse("travel_stories:reading-list"),
            more=_("Read them"),
        )


def _asked(person: User) -> QuerySet[PersonShown]:
    """Those who were asked and never answered; what changed since is told by a notice."""
    people = PersonShown.objects.standing().filter(person=person, consents=None, left_out_at=None)
    return people.exclude(asked_at=None).select_related("story").order_by("asked_at")


register_on_desk(on_desk, waits=waiting_rows)
register_subjects(PersonShown.objects.select_related("story"))
