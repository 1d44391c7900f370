"""Stories that two people write although one has blocked the other."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.blocking.selectors import RemainingTie
from travel_stories.stories.models.stories import Story


def shared_stories(person: User, other: User) -> Iterable[RemainingTie]:
    """Both keep their seats: what they wrote stands between the words of the others."""
    theirs = Story.objects.of_author(other).values("pk")
    for story in Story.objects.of_author(person).filter(pk__in=theirs).order_by("pk"):
        words = _(
            "You’re both authors of the story “%(story)s”. All its authors can read what you write "
            "there. You can leave the story."
        )
        yield RemainingTie(words % {"story": story.title}, story.workshop_url)
