"""Who tells a story, how they are credited, and the letters that invite them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rules import has_perm

from commons.accounts.models import User
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

SALT: Final = "travel_stories.author"


class AuthorQuerySet(LockingQuerySet["StoryAuthor"]):
    def present(self) -> Self:
        return self.filter(left_at=None)

    def leading(self) -> Self:
        return self.present().filter(role=AuthorRole.LEAD)

    def credited(self) -> Self:
        """Whoever wrote, also those who left since."""
        return self.exclude(role=AuthorRole.READER).exclude(credit="")


class StoryAuthor(models.Model):
    """A seat at a story. It is the actor of every action in it. Who leaves keeps the credit."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="story_seats"
    )
    role = models.CharField(_("role"), max_length=8, choices=AuthorRole)
    credit = models.CharField(
        _("name in the credits"),
        max_length=80,
        blank=True,
        help_text=_("Shown below the story. Leave empty if you don’t want to be named."),
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, editable=False)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("story", "person"), name="one_seat_per_story"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.credit or str(_("Someone"))

    def has_perm(self, permission: str, subject: Any = None) -> bool:
        """As an account answers, for the actions of a story."""
        return bool(has_perm(permission, self, subject))

    @property
    def is_active(self) -> bool:
        return self.left_at is None


@dataclass(frozen=True, slots=True)
class AuthorInvitationData:
    """Who is offered a part in a story: by their address, or as somebody who travelled along."""

    role: str
    email: str = ""
    person: User | None = None
    language: str = "fr"


class AuthorInvitationQuerySet(LockingQuerySet["AuthorInvitation"]):
    def good(self) -> Self:
        """Neither taken, nor taken back, nor too old."""
        return self.filter(revoked_at=None, taken_at=None, expires_at__gt=timezone.now()).exclude(
            story__state=StoryState.DELETED
        )

    def to_forget(self) -> Self:
        """Expired so long ago that nobody asks for it."""
        since = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
        return self.filter(expires_at__lte=since)

    def with_token(self, token: str) -> AuthorInvitation | None:
        found = (
            self.good()
            .filter(public_id=public_id_in_token(token))
            .select_related("story", "by")
            .first()
        )
        return found if found and found.is_token(token) else None


class AuthorInvitation(models.Model):
    """A letter or a notice to one person. An account is needed to take the seat."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(StoryAuthor, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=8, choices=AuthorRole)
    email = models.EmailField(_("email"), blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="story_invitations",
    )  # somebody who travelled along; nobody else can take it
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = AuthorInvitationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Invitation {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:author-invitation", args=[self.token])

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)
