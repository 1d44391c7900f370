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
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.communities import Membership
from hosting.communities.models.local_rules import LocalRule, RuleData
from hosting.communities.states import RuleKind
from hosting.offers.actions.attestations import add_attestation
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.attestations import AttestationData
from hosting.requests.actions.saved_replies import add_saved_reply

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


REPLIES: Final = (
    (
        "Venir depuis la gare",
        "Depuis la gare de Bléré, suivez le Cher par la rive gauche : vingt minutes à vélo. "
        "Le portail est ouvert jusqu’à la tombée de la nuit.",
    ),
    (
        "Les draps et le petit déjeuner",
        "Les draps sont sur le lit. Le pain est à partager dès huit heures ; dites-nous si "
        "quelqu’un n’en mange pas.",
    ),
)
TITLE: Final = "Le café du samedi change de lieu"
WORDS: Final = (
    "Bonjour à toutes et à tous. Samedi, nous nous retrouvons sous la halle de Bléré, "
    "à dix heures. Apportez une tasse."
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
    # Written long ago: nobody is notified of it now.
    community = world.communities["cher"]
    members = community.memberships.active()
    Announcement.objects.create(
        community=community,
        by=world.people["nadia.belkacem"],
        title=TITLE,
        words=WORDS,
        recipients=members.count() - 1,
    )
    Announcement.objects.update(sent_at=world.clock.ago(LOOKED))
    for title, body in REPLIES:
        add_saved_reply(title=title, body=body, by=world.people["odile.marchand"])
    ageing.put_away_old_notices(world.clock.ago(LOOKED - 1))
