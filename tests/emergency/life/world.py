"""One emergency that is open, and what can be known of it at a glance: the rows after each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from django.contrib.auth.models import Permission
from django.core import mail

from commons.accounts.models import Letter, OutboxEntry
from emergency.actions.activations import declare, plan_activation
from emergency.actions.duties import put_on_duty
from emergency.actions.rosters import upload_roster
from emergency.models import (
    Activation,
    BlockedPair,
    Event,
    Extension,
    HousingOffer,
    HousingRequest,
    Incident,
    Placement,
    Proposal,
    RevealLog,
    Submission,
    Suspension,
    TakenNight,
    Verification,
)
from hosting.enums import LodgingKind
from hosting.models import NightHold
from tests.emergency.life.numbers import Numbers
from tests.factories.accounts import UserFactory
from tests.factories.emergency import HospitalFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import UnitFactory

START = datetime(2027, 3, 25, 9, tzinfo=UTC)  # three days before the clocks change
PHONES = tuple(f"+3361234560{number}" for number in range(8))  # half of them on the roster
DOMAIN = "chu-tours.fr"


class World:
    """Whoever answers for the emergency, a place of work, and two homes that hosting knows."""

    def __init__(self):
        self.ruler, self.first, self.second = UserFactory.create_batch(3)
        may = Permission.objects.get(codename="change_activation")
        self.ruler.user_permissions.add(may)
        self.hospital = HospitalFactory()
        self.locality = LocalityFactory(latitude=47.39, longitude=0.69)
        self.units = [
            UnitFactory(stay__lodging_kind=LodgingKind.FURNISHED, sleeps=2) for _ in range(2)
        ]
        self.activation = self._declared()
        listed = "\n".join(PHONES[::2]).encode()
        upload_roster(activation=self.activation, data=listed, by=self.first)
        self.category = self.activation.categories.first()
        self.numbers = Numbers()

    @property
    def coordinators(self):
        return [self.first, self.second]

    def _declared(self):
        today = START.date()
        words = {
            "territory": "Indre-et-Loire",
            "departments": "37",
            "operator": "Hirondelle",
            "responsible": "Nadia B.",
            "phone": "+33247000000",
            "reason": "A flood",
            "decision": "Board of 3 May",
            "work_domains": DOMAIN,
            "whole_only": False,
            "quiet_from": time(21),
            "quiet_until": time(8),
            "review_on": today + timedelta(days=28),
            "hard_end": today + timedelta(days=60),
        }
        activation = plan_activation(words=words, by=self.ruler)
        for person in self.coordinators:
            put_on_duty(activation=activation, email=person.email, sees_safety=True, by=self.ruler)
        return declare(activation=activation, by=self.ruler)


@dataclass
class Ledger:
    """What a person with a notebook would have written down: the rows must agree with it."""

    received: set[int] = field(default_factory=set)
    read: int = 0


class Scene:
    """All rows of the emergency as they are now, each table asked once and only when needed."""

    def __init__(self, activation):
        self._pk = activation.pk

    def _rows(self, model, *related):
        rows = model.objects.filter(activation=self._pk).order_by("pk")
        return list(rows.select_related(*related) if related else rows)

    @cached_property
    def activation(self):
        return Activation.objects.get(pk=self._pk)

    @cached_property
    def submissions(self):
        return self._rows(Submission)

    @cached_property
    def requests(self):
        return self._rows(HousingRequest, "submission", "activation", "category", "contact")

    @cached_property
    def offers(self):
        return self._rows(HousingOffer, "submission", "activation", "contact", "host")

    @cached_property
    def asks(self):
        return self._rows(
            Proposal, "activation", "request__submission", "offer__submission", "offer__host"
        )

    @cached_property
    def stays(self):
        rows = (
            "request__submission",
            "offer__submission",
            "offer__host",
            "agreement",
            "activation",
        )
        return self._rows(Placement, *rows)

    @cached_property
    def extensions(self):
        return self._rows(Extension, "activation", "placement__request__submission")

    @cached_property
    def suspensions(self):
        return self._rows(Suspension, "activation", "offer__submission", "offer__host")

    @cached_property
    def incidents(self):
        return self._rows(Incident, "activation", "request", "offer", "owner")

    @cached_property
    def events(self):
        rows = Event.objects.filter(activation=self._pk).order_by("pk")
        return list(rows.values("noun", "number", "old", "new", "side"))

    @cached_property
    def nights(self):
        rows = TakenNight.objects.filter(offer__activation=self._pk)
        return sorted(rows.values_list("offer", "night", "proposal"))

    @cached_property
    def held(self):
        """Nights in the calendar of hosting, by hold."""
        return sorted(NightHold.objects.values_list("hold", "night"))

    @cached_property
    def blocked(self):
        return list(BlockedPair.objects.values("request", "offer", "at"))

    @cached_property
    def reads(self):
        return RevealLog.objects.filter(activation=self._pk).count()

    @cached_property
    def unposted(self):
        """Letters that no outbox row promises, and mails that left without waiting for one."""
        promised = OutboxEntry.objects.filter(job="accounts.mail_letter").count()
        return Letter.objects.count() - promised, len(mail.outbox)

    @cached_property
    def proofs(self):
        """By which channels somebody was verified, as far as it counts."""
        rows = Verification.objects.good().filter(request__activation=self._pk)
        return set(rows.values_list("method", flat=True))

    @property
    def open_asks(self):
        return [ask for ask in self.asks if ask.is_open]

    @property
    def live_stays(self):
        return [stay for stay in self.stays if stay.is_live]
