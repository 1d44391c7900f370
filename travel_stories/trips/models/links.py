"""Secret links to a trip: its calendar for one member, or its plan for whoever gets the link."""

from __future__ import annotations

from typing import Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from travel_stories.trips.choices import LinkKind, Visibility
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

SALT: Final = "travel_stories.link"


class LinkQuerySet(LockingQuerySet["TripLink"]):
    def good(self) -> Self:
        """Neither taken back nor of somebody who left; a look also needs the trip to allow it."""
        closed = models.Q(kind=LinkKind.LOOK) & ~models.Q(trip__visibility=Visibility.LINK)
        return self.filter(revoked_at=None, by__left_at=None).exclude(
            closed | models.Q(trip__state=TripState.DELETED)
        )

    def with_token(self, token: str, kind: LinkKind) -> TripLink | None:
        links = self.good().filter(public_id=public_id_in_token(token), kind=kind)
        found = links.select_related("trip__locality", "by__person").first()
        return found if found and found.is_token(token) else None


class TripLink(models.Model):
    """A secret that opens one thing and nothing else, until it is taken back."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="links")
    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("type of link"), max_length=12, choices=LinkKind)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)
