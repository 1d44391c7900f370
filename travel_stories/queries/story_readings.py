"""What waits for those who read stories before everybody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.queries.notices import register_subjects
from commons.accounts.queries.panels import Panel, Rows, register_on_desk
from hosting.models import Membership
from travel_stories.enums import StoryState
from travel_stories.models import PersonShown, Story, stories_read_by
from travel_stories.models.story_readers import may_read_any

SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReaderDesk:
    stories: list[Story]

    @property
    def waiting(self) -> int:
        return len(self.stories)


def desk_of_reader(person: User) -> ReaderDesk | None:
    """Nothing for those whose task it never is."""
    if not is_reader(person):
        return None
    stories = stories_to_read(person).order_by("state_since")
    return ReaderDesk(list(stories))


def is_reader(person: User) -> bool:
    coordinates = Exists(Membership.objects.coordinating(person))
    reads = User.objects.filter(coordinates | Exists(may_read_any().filter(pk=person.pk)))
    return person.is_superuser or reads.filter(pk=person.pk).exists()


def stories_to_read(person: User) -> QuerySet[Story]:
    return stories_read_by(person).filter(state=StoryState.SUBMITTED)


def waiting_rows(person: User) -> Rows:
    """What waits for whoever is told of, and for whoever reads."""
    return _asked(person), stories_to_read(person)


def on_desk(person: User) -> Iterable[Panel]:
    if asked := list(_asked(person)[:SHOWN]):
        yield Panel(
            title=_("Somebody tells of you"),
            template="travel_stories/parts/desk_asked.html",
            rows=asked,
            waiting=len(asked),
            url=reverse("travel_stories:consent-list"),
            more=_("All stories that tell of me"),
        )
    desk = desk_of_reader(person)
    if desk and desk.waiting:
        yield Panel(
            title=_("Stories to read"),
            template="travel_stories/parts/desk_readings.html",
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
