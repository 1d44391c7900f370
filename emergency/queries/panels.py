"""The emergencies that I coordinate, on my desk; nothing is asked while none is open."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.queries.panels import Panel, Rows, count_of, register_on_desk
from emergency.models import Activation, HousingRequest, Incident
from emergency.queries.doors import open_doors
from hosting.models import Stay


def on_desk(person: User) -> Iterable[Panel]:
    mine = list(Activation.objects.coordinated_by(person)) if open_doors() else []
    if mine:
        yield Panel(
            title=_("Emergency housing"),
            template="emergency/parts/panel.html",
            rows=mine,
            waiting=count_of(waiting_rows(person)),
        )


def on_standby(person: User) -> Iterable[Panel]:
    """For hosts, also in a quiet year: that is when one has time to think of it."""
    if Stay.objects.public().of_host(person).exists():
        yield Panel(
            title=_("Lend it in an emergency"),
            template="emergency/parts/standby_panel.html",
            url=reverse("emergency:standby"),
            more=_("Say which one"),
        )


def waiting_rows(person: User) -> Rows:
    """What is late and mine or nobody's, and what only those who read it see; else nothing."""
    if not open_doors():
        return ()
    mine = Activation.objects.coordinated_by(person)
    late = HousingRequest.objects.overdue().filter(activation__in=mine)
    safety = Incident.objects.visible_to(person).waiting()
    return (late.filter(Q(owner=None) | Q(owner=person)), safety)


register_on_desk(on_desk, waits_now=waiting_rows)
register_on_desk(on_standby)
