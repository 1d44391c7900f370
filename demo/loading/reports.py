"""What readers reported: one thing waits for the community, about another it was decided."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import override

from commons.accounts.models import User
from commons.moderation.actions.decisions import Verdict, decide_case
from commons.moderation.actions.reports import report
from commons.moderation.models import Report
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.states import Measure
from demo.loading import ageing
from demo.loading.world import Tick, World
from hosting.communities.models.communities import Membership
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer

HOST: Final = "odile.marchand"
READER: Final = "camille.roussel"
WAITS: Final = "La photographie montre l’autre rive : le chemin n’y va plus depuis la crue."
LOOKED_AT: Final = "Le tarif d’été n’est pas le même sur leur affiche."
FACTS: Final = "L’affiche date de l’an dernier ; le tarif de la page est celui de cette année."
WORDS: Final = "La page dit vrai. Nous avons demandé aux hôtes de retirer l’ancienne affiche."


def load_reports(world: World, tick: Tick) -> None:
    """About two offers of the same host, so that her pages show both."""
    walk, stay = (world.offers.get((HOST, kind)) for kind in (OfferKind.ACTIVITY, OfferKind.STAY))
    reader = world.people.get(READER)
    if walk is not None and stay is not None and reader is not None:
        with override("fr"):
            with ageing.happening_at(world.clock.ago(9)):
                made = _report(stay, LOOKED_AT, reader)
                coordinators = Membership.objects.active().filter(
                    community=stay.community_id, is_coordinator=True
                )
                decides = coordinators.exclude(person=stay.host_id).order_by("pk")[0].person
                verdict = Verdict(measure=Measure.NONE, facts=FACTS, words=WORDS)
                decide_case(case=made.case, verdict=verdict, seen=0, by=decides)
            with ageing.happening_at(world.clock.ago(1)):
                _report(walk, WAITS, reader)
    tick(1)


def _report(offer: Offer, words: str, by: User) -> Report:
    data: dict[str, Any] = {"reason": "false", "words": words}
    kind = reportable_type_named("offer")
    assert kind is not None  # noqa: S101  hosting registers it when it starts
    return report(kind=kind, subject=offer, words=data, by=by)
