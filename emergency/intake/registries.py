"""What becomes of a submission. The apps above register it when they start."""

from __future__ import annotations

from collections.abc import Callable

from commons.accounts.permissions import Actor
from core.registry import KeyedRegistry
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission

type Maker = Callable[[Submission, Contact, Actor], None]

MAKERS = KeyedRegistry[IntakeType, Maker]()


def register_maker(intake_type: IntakeType, make: Maker) -> None:
    """`make` makes rows of a submission of this type and its contact."""
    MAKERS.register(intake_type, make)
