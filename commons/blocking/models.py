"""Who has blocked whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User


class PersonBlockQuerySet(models.QuerySet["PersonBlock"]):
    def made_by(self, person: User) -> Self:
        return self.filter(blocker=person)

    def between(self, person: User, others: Collection[User]) -> Self:
        """In either direction."""
        return self.filter(
            Q(blocker=person, blocked__in=others) | Q(blocker__in=others, blocked=person)
        )

    def about(self, person: User) -> Self:
        return self.filter(Q(blocker=person) | Q(blocked=person))


class PersonBlock(models.Model):
    """The one who is blocked never hears of it."""

    blocker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="blocks_made")
    blocked = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PersonBlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocked person")
        verbose_name_plural = _("blocked people")
        ordering = ("-pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("blocker", "blocked"), name="one_block_per_blocker_and_person"
            ),
            models.CheckConstraint(
                condition=~Q(blocker=F("blocked")), name="nobody_blocks_themselves"
            ),
        )

    def __str__(self) -> str:
        return f"{self.blocker_id} has blocked {self.blocked_id}"
