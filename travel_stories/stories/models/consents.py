"""Whom a story names, shows or tells about, and what they said to it.

A consent is about words and pictures as they were when somebody looked at them: each answer keeps
the fingerprint of its block. What changed since has to be asked again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.media.models import Photo
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from travel_stories.stories.choices import AnswerWay, ConsentLevel, Decision, Purpose, ShownAs
from travel_stories.stories.models.stories import Story

SALT: Final = "travel_stories.consent"
WORDING: Final = 1  # raised whenever the page of the question says something else


class ShownQuerySet(LockingQuerySet["PersonShown"]):
    def standing(self) -> Self:
        """Whom the story still names."""
        return self.filter(removed_at=None)

    def with_token(self, token: str) -> PersonShown | None:
        people = self.filter(public_id=public_id_in_token(token)).select_related("story")
        found = people.first()
        return found if found and found.is_token(token) else None


class PersonShown(models.Model):
    """Somebody in a story: an account, somebody outside with an address, or just a name."""

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="people_shown")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shown_in",
    )
    name = models.CharField(_("name"), max_length=60, help_text=_("The name used in the story."))
    email = models.EmailField(_("email"), blank=True)
    role = models.CharField(max_length=8, choices=ShownAs, default=ShownAs.NAMED)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(null=True, editable=False)
    left_out_at = models.DateTimeField(null=True, editable=False)  # said no, or took a yes back
    removed_at = models.DateTimeField(null=True, editable=False)  # no longer in the story

    objects = ShownQuerySet.as_manager()

    class Meta:
        verbose_name = _("person in a story")
        verbose_name_plural = _("people in stories")
        ordering = ("pk",)
        constraints = (
            # Whoever was picked. An address that somebody typed stands for itself, whosever it is;
            # it is blank once their account is closed, and then they are left out.
            models.UniqueConstraint(
                fields=("story", "person"),
                condition=Q(email="", left_out_at=None),
                name="picked_once_in_a_story",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the question, which stays theirs for as long as the story exists."""
        return reverse("travel_stories:consent", args=[self.token])

    @property
    def is_left_out(self) -> bool:
        return self.left_out_at is not None

    @property
    def can_be_written_to(self) -> bool:
        return self.person_id is not None or bool(self.email)

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)


class MentionQuerySet(models.QuerySet["Mention"]):
    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def at(self, moment: datetime) -> Self:
        """What stood then or came later: who was taken out since is still in that edition."""
        return self.filter(Q(removed_at=None) | Q(removed_at__gt=moment))


class Mention(models.Model):
    """This person is in this part of the story.

    A part is a block by its public id, or one photograph of it (`7k3m9xqa.17`): drafts and editions
    call it the same, so a row may outlive the block of the draft.
    """

    shown = models.ForeignKey(PersonShown, on_delete=models.CASCADE, related_name="mentions")
    part = models.CharField(max_length=32)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("shown", "part"), name="mentioned_once_in_a_part"),
        )

    def __str__(self) -> str:
        return f"{self.shown_id} in {self.part}"


class Consent(models.Model):
    """The register: who agreed to what, on which words, when, and when they took it back."""

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    shown = models.ForeignKey(PersonShown, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=16, choices=Purpose, default=Purpose.PUBLICATION)
    wording = models.PositiveSmallIntegerField(default=WORDING)
    text_hash = models.CharField(max_length=64)  # of all that was on the page
    decision = models.CharField(max_length=8, choices=Decision)
    way = models.CharField(max_length=8, choices=AnswerWay, default=AnswerWay.ONLINE)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note = models.CharField(_("when and how they answered"), max_length=300, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.decision} of {self.shown_id}"


class BlurredPhoto(models.Model):
    """A photograph and what is left of it where somebody on it asked to be blurred."""

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="blurring")
    blurred = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.photo_id} blurred"


class Answer(models.Model):
    """One wish about one part as it was. The last one about the same content counts."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="answers")
    shown = models.ForeignKey(PersonShown, on_delete=models.CASCADE, related_name="answers")
    part = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=16)
    wish = models.CharField(max_length=8, choices=ConsentLevel)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("shown", "part", "fingerprint"), name="one_answer_to_the_same_content"
            ),
        )

    def __str__(self) -> str:
        return f"{self.wish} to {self.part}"
