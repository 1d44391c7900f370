"""What members say to each other about an idea, a poll or a step."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from travel_stories.collaboration.models import PartQuerySet
from travel_stories.trip_decisions.models.deciding import Idea, Poll
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part
from travel_stories.trips.models.steps import Step


class CommentQuerySet(PartQuerySet["Comment"]):
    pass


class Comment(Part):
    """A few lines about one thing."""

    NOUN = Noun.COMMENT
    WORDS: ClassVar = ("words",)

    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="comments")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="comments")
    poll = models.ForeignKey(Poll, null=True, on_delete=models.CASCADE, related_name="comments")
    step = models.ForeignKey(Step, null=True, on_delete=models.CASCADE, related_name="comments")
    words = models.TextField(_("your comment"), max_length=2000)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=(
                    models.Q(idea__isnull=False, poll=None, step=None)
                    | models.Q(idea=None, poll__isnull=False, step=None)
                    | models.Q(idea=None, poll=None, step__isnull=False)
                ),
                name="comment_is_about_one_thing",
            ),
        )

    def __str__(self) -> str:
        return str(self.about)

    @property
    def about(self) -> Idea | Poll | Step | None:
        return self.idea or self.poll or self.step
