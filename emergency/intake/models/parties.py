"""Who acts by a link, without an account: the requester of one request, the host of one offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from rules import has_perm

from commons.accounts.permissions import Actor
from emergency.activations.choices import Side
from emergency.intake.models.submissions import Submission


@dataclass(frozen=True, slots=True)
class Party:
    """The bearer of one link. Asked like an account, for actions around their own submission."""

    submission: Submission
    side: Side

    is_active = True
    is_authenticated: ClassVar[Literal[False]] = False
    pk: ClassVar[None] = None

    def has_perm(self, permission: str, subject: Any = None) -> bool:
        return bool(has_perm(permission, self, subject))


type Acting = Actor | Party
