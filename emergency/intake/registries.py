"""What becomes of a submission. The apps above register it when they start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from commons.accounts.permissions import Actor
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission

type Maker = Callable[[Submission, Contact, Actor], None]

MAKERS: Final[dict[IntakeType, Maker]] = {}


def register_maker(intake_type: IntakeType) -> Callable[[Maker], Maker]:
    """The function makes rows of a submission of this type and its contact."""

    def register(make: Maker) -> Maker:
        MAKERS[intake_type] = make
        return make

    return register
