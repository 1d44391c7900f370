"""Whoever looks for roofs beside us: an association, a municipality."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from emergency.activations.models.activations import Activation


class Partner(models.Model):
    """A queue of its own, into which a home may be lent. Where none is named, none is lent on.

    It is no account and sees nothing here: what it needs of a host, the host tells it.
    """

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="partners")
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("partner name"), max_length=120)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("activation", "name"), name="one_partner_of_a_name_per_activation"
            ),
        )

    def __str__(self) -> str:
        return self.name
