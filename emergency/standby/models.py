"""A host said beforehand: this place, in an emergency. It sleeps until one is declared."""

from __future__ import annotations

from typing import Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.privacy.registries.consents import ConsentPurpose
from core.ids import new_public_id
from emergency.activations.models.activations import Activation
from emergency.housing.states.offers import AccessMode
from hosting.offers.models.stays import Unit

PROMISED_HOME: Final = ConsentPurpose(
    code="emergency.standby",
    title=_("A home promised for emergencies"),
    words=_("We’ll ask you to lend this home if an emergency is declared near it"),
    data=_("your contact details, the home and how to get the key"),
    recipients=_("the coordinators of an emergency near the home"),
)


class StandbyQuerySet(models.QuerySet["Standby"]):
    def of_host(self, person_id: int) -> Self:
        return self.filter(unit__stay__host=person_id)

    def to_call(self, activation: Activation) -> Self:
        """Within its departments, not called for it yet, and not lent in it already."""
        near = self.filter(
            unit__stay__place__locality__department_code__in=activation.department_codes
        )
        return near.exclude(calls__activation=activation).exclude(
            unit__housing_offers__activation=activation
        )


class Standby(models.Model):
    """Of one unit. Whose it is and where it lies, hosting knows."""

    public_id = models.CharField(
        max_length=8,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="standby")
    access_mode = models.CharField(_("the key"), max_length=10, choices=AccessMode)
    access_hours = models.CharField(_("times for collecting the key"), max_length=120, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    objects = StandbyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Standby of {self.unit_id}"


class StandbyCall(models.Model):
    """The host was asked in this emergency, once."""

    standby = models.ForeignKey(Standby, on_delete=models.CASCADE, related_name="calls")
    activation = models.ForeignKey(
        Activation, on_delete=models.CASCADE, related_name="standby_calls"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("standby", "activation"), name="one_call_per_standby_and_activation"
            ),
        )

    def __str__(self) -> str:
        return f"Call of {self.standby_id} in {self.activation_id}"
