"""The emergencies that I coordinate, on my desk: in preparation, and with figures once open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, WaitingItem, row_count
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.selectors.open_emergencies import list_open_emergencies
from emergency.activations.selectors.switching import open_proposals
from emergency.activations.states.activations import ActivationState, Proof
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import Verification
from emergency.housing.selectors.verification import TO_PROVE
from emergency.housing.states.requests import RequestState
from emergency.safety.models import Incident


@dataclass(frozen=True, slots=True)
class Coordinated:
    """A line of the panel; requests are counted once it is open."""

    activation: Activation
    open_requests: int
    tonight: int
    pending: SwitchProposal | None


def on_desk(person: User) -> Iterable[Panel]:
    """Where nothing is prepared, whoever may prepare an emergency finds how."""
    mine = coordinated(person)
    waiting = waiting_rows(person) if mine else ()
    if mine:
        count = row_count(waiting) if waiting else 0
        words = ngettext(
            "Emergency housing: %(count)s thing to do",
            "Emergency housing: %(count)s things to do",
            count,
        )
        title = words % {"count": count}
        # Nothing is more urgent.
        item = WaitingItem(
            title,
            mine[0].activation.get_absolute_url(),
            _("Open the desk"),
            icon="warning",
            deadline=timezone.now(),
        )
        yield Panel(
            title=_("Emergency housing"),
            template="emergency_desk/parts/panel.html",
            rows=mine,
            items=[item] if count else [],
            waiting=count,
        )
    elif person.has_perm("emergency_activations.plan_activation"):
        yield Panel(
            title=_("Emergency housing"),
            template="emergency_desk/parts/panel.html",
            url=reverse("emergency:activation-plan"),
            more=_("Prepare an emergency"),
        )


def coordinated(person: User) -> list[Coordinated]:
    """Each emergency that isn't over yet, of those they coordinate or prepared.

    With how many requests are open and how many are for tonight.
    """
    over = (ActivationState.CLOSED, ActivationState.PURGED)
    rows = Activation.objects.coordinated_by(person) | Activation.objects.planned_by(person)
    on_duty = Duty.objects.on_duty().filter(person=person.pk, activation=OuterRef("pk"))
    rows = rows.exclude(state__in=over).annotate(is_on_duty=Exists(on_duty))
    mine = [
        one
        for one in rows
        if cast("Any", one).is_on_duty or person.has_perm("emergency_activations.see_desk", one)
    ]
    public = [activation for activation in mine if activation.is_public]
    counts: dict[int, tuple[int, int]] = {}
    if public:
        tonight = max(activation.today() for activation in public)
        requests = HousingRequest.objects.open().filter(activation__in=public)
        waiting = requests.without_roof_tonight(tonight).order_by().values("pk")
        counted = (
            requests.order_by()
            .values("activation")
            .annotate(open=Count("pk"), tonight=Count("pk", filter=Q(pk__in=waiting)))
        )
        counts = {row["activation"]: (row["open"], row["tonight"]) for row in counted}
    pending = open_proposals(mine) if mine else {}
    return [
        Coordinated(
            activation,
            open_requests=counts.get(activation.pk, (0, 0))[0],
            tonight=counts.get(activation.pk, (0, 0))[1],
            pending=pending.get(activation.pk),
        )
        for activation in mine
    ]


def waiting_rows(person: User) -> Rows:
    """Requests that wait for me, reports that I may read, and what I may confirm.

    A request waits when it is late or for tonight, and mine or nobody's, or when its card was seen
    by a colleague.
    """
    if not list_open_emergencies():
        return ()
    mine = Activation.objects.coordinated_by(person)
    requests = HousingRequest.objects.open().filter(activation__in=mine)
    late = Q(next_action_at__lte=timezone.now())
    # For whom nobody has been asked yet, within the places of work of this coordinator.
    rows = HousingRequest.objects.looked_after_by(person)
    states = (*TO_PROVE, RequestState.VERIFIED, RequestState.MATCHING)
    tonight = Q(
        pk__in=rows.without_roof_tonight(timezone.localdate()).filter(state__in=states).values("pk")
    )
    cards = Verification.objects.filter(method=Proof.CARD, second=None).exclude(by=person)
    pressing = requests.filter(Q(owner=None) | Q(owner=person), late | tonight)
    to_see = requests.looked_after_by(person).filter(state__in=TO_PROVE, verifications__in=cards)
    safety = Incident.objects.visible_to(person).waiting()
    proposed = SwitchProposal.objects.open().filter(activation__in=mine)
    return (
        requests.filter(Q(pk__in=pressing.values("pk")) | Q(pk__in=to_see.values("pk"))),
        safety,
        proposed.exclude(proposed_by=person),
    )
