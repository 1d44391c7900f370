"""What a community has decided for itself. A rule that ended stays: its rows are the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.ids import new_public_id
from hosting.communities.models.communities import Community
from hosting.communities.states import RuleKind


@dataclass(frozen=True, slots=True)
class RuleData:
    """What coordinators say of a rule. `number` counts nights, days, people or euros."""

    kind: RuleKind
    number: int | None = None
    words: str = ""
    decided: str = ""


class LocalRuleQuerySet(models.QuerySet["LocalRule"]):
    def standing(self) -> Self:
        """Holds now."""
        return self.filter(ended_at=None)

    def ended(self) -> Self:
        return self.filter(ended_at__isnull=False)


class LocalRule(models.Model):
    """One rule from the day it was set to the day it ended. A new one replaces it."""

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="local_rules")
    kind = models.CharField(_("type"), max_length=20, choices=RuleKind)
    number = models.PositiveSmallIntegerField(_("number"), null=True)
    words = models.CharField(_("your own words"), max_length=500, blank=True)
    decided = models.CharField(_("where and when the rule was decided"), max_length=160, blank=True)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = LocalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("local rule")
        verbose_name_plural = _("local rules")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("community", "kind"),
                condition=models.Q(ended_at=None) & ~models.Q(kind=RuleKind.SOFT),
                name="one_standing_rule_per_community_and_kind",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()

    @property
    def is_hard(self) -> bool:
        return RuleKind(self.kind).is_hard
