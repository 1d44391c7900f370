"""Requests that somebody has in hand are everybody's again. Whoever calls has asked `require`."""

from __future__ import annotations

from emergency.models.activations import Duty
from emergency.models.requests import HousingRequest


def hand_back_all(duty: Duty) -> None:
    """What they had in hand of this emergency."""
    theirs = HousingRequest.objects.filter(activation=duty.activation_id, owner=duty.person_id)
    theirs.update(owner=None)


def hand_back_others(duty: Duty) -> None:
    """What lies outside their places of work now, and they had in hand."""
    theirs = HousingRequest.objects.filter(activation=duty.activation_id, owner=duty.person_id)
    theirs.exclude(pk__in=HousingRequest.objects.within(duty).values("pk")).update(owner=None)
