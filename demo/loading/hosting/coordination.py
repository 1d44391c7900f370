"""What two communities have decided, and what their coordinators have seen with their own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from commons.accounts.models import User
from demo.loading import ageing
from demo.loading.world import Tick, World
from demo.loading.written import communities
from hosting.communities.actions.local_rules import set_rule
from hosting.communities.models.communities import Membership
from hosting.communities.models.local_rules import LocalRule, RuleData
from hosting.communities.states import RuleKind
from hosting.offers.actions.attestations import add_attestation
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.attestations import AttestationData

VOTED: Final = 200  # days ago
LOOKED: Final = 150
RULES: Final[dict[str, tuple[RuleData, ...]]] = {
    "cher": (
        RuleData(RuleKind.MOST_NIGHTS, 90, decided="Assemblée de printemps"),
        RuleData(
            RuleKind.MOST_NIGHTS,
            60,
            words="Au-delà, ce n’est plus un passage : parlons d’un logement.",
            decided="Assemblée d’automne",
        ),
        RuleData(
            RuleKind.CHILDREN_PER_ADULT,
            12,
            words="Les classes viennent accompagnées.",
            decided="Assemblée de printemps",
        ),
    ),
    "schelde": (RuleData(RuleKind.MOST_NIGHTS, 45, words="Longer is a home: ask us for one."),),
}


@dataclass(frozen=True)
class Look:
    """Who saw what of whom, and for how many days it still counts."""

    host: str
    by: str
    kind: AttestationKind
    seen: str
    left: int
    offer: OfferKind | None = None


LOOKS: Final = (
    Look(
        "odile.marchand",
        "nadia.belkacem",
        AttestationKind.VISITED,
        "Le moulin, tel que les photos le montrent. Onze marches, une rampe.",
        215,
        OfferKind.STAY,
    ),
    Look(
        "odile.marchand",
        "nadia.belkacem",
        AttestationKind.SAFE,
        "Un détecteur de fumée à chaque étage, deux sorties.",
        12,
    ),
)


def load_coordination(world: World, tick: Tick) -> None:
    """After everything that was asked: a rule holds for what comes later only."""
    written = {text.key: text.rules for text in communities()}
    for key, decided in RULES.items():
        soft = [RuleData(RuleKind.SOFT, words=words) for words in written[key]]
        with ageing.happening_at(world.clock.ago(VOTED)):
            community = world.communities[key]
            coordinators = community.memberships.active().filter(is_coordinator=True)
            by = coordinators.order_by("pk")[0].person
            for one in (*decided, *soft):
                set_rule(community=community, decided=one, by=by)
        tick(1)
    LocalRule.objects.ended().update(ended_at=world.clock.ago(VOTED))
    with ageing.happening_at(world.clock.ago(LOOKED)):
        for look in LOOKS:
            host: User = world.people[look.host]
            today = world.clock.today
            seen_on = today - timedelta(days=LOOKED)
            checked = AttestationData(
                look.kind, look.seen, seen_on, today + timedelta(days=look.left)
            )
            offer = world.offers[look.host, look.offer] if look.offer else None
            membership = Membership.objects.get(person=host, community=world.communities["cher"])
            add_attestation(
                membership=membership, offer=offer, checked=checked, by=world.people[look.by]
            )
    ageing.put_away_old_notices(world.clock.ago(LOOKED - 1))
