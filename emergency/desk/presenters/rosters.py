"""Whom an employer's list names among those who wait, and whom it names without being clear."""

from __future__ import annotations

from dataclasses import dataclass

from commons.accounts.models import User
from emergency.desk.presenters.truncated_lists import TruncatedList, truncate
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterUpload
from emergency.housing.selectors.roster_matches import MOST, Named, named_by, requests_beside
from emergency.housing.selectors.verification import TO_PROVE


@dataclass(frozen=True, slots=True)
class RosterPage:
    roster: RosterUpload
    verified: TruncatedList[HousingRequest]
    clear: int
    unclear: list[Named]
    unnamed: int
    is_for_a_colleague: bool


def roster_page(roster: RosterUpload, viewer: User) -> RosterPage:
    """What came of it and what is left, within the places of work of whoever looks."""
    named = named_by(roster, viewer)
    mine = requests_beside(roster, viewer).select_related("submission", "activation")
    waiting = requests_beside(roster, viewer).filter(state__in=TO_PROVE).count()
    return RosterPage(
        roster=roster,
        verified=truncate(mine.filter(verifications__roster=roster).order_by("pk"), MOST),
        clear=sum(not one.why_not for one in named),
        unclear=[one for one in named if one.why_not],
        unnamed=max(waiting - len(named), 0),
        is_for_a_colleague=roster.needs_other_than(viewer),
    )
