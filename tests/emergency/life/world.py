"""One emergency that is open, and what can be known of it at a glance: the rows after each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from django.contrib.auth.models import Permission
from django.core import mail
from django.db import DEFAULT_DB_ALIAS

from commons.accounts.models import User
from commons.mail.models import Letter
from commons.outbox.models import OutboxEntry
from emergency.activations.actions.activations import plan_activation
from emergency.activations.actions.duties import put_on_duty
from emergency.activations.models.activations import Activation
from emergency.activations.models.categories import Category
from emergency.activations.models.events import Event
from emergency.activations.models.reveals import RevealLog
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.states.switching import SwitchChange
from emergency.housing.actions.rosters import upload_roster
from emergency.housing.models.extensions import Extension
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.proposals import BlockedPair, Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.verification import Verification
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.safety.models import Incident
from hosting.calendars.models import NightHold
from hosting.offers.choices.lists import LodgingKind
from tests.emergency.life.numbers import Numbers
from tests.factories.accounts import UserFactory
from tests.factories.emergency import HospitalFactory, switch
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
        return switch(activation, SwitchChange.DECLARE, by=self.ruler)


@dataclass
class Ledger:
    """What a person with a notebook would have written down: the rows must agree with it."""

    received: set[int] = field(default_factory=set)
    read: int = 0


class Scene:
    """All rows of the one emergency as they are now: objects of its own at each look.

    The values come from the cache. Relations that a property names are rows of this scene; all
    others are fetched when somebody asks for them.
    """

    def __init__(self, activation, cache):
        self._pk = activation.pk
        self._cache = cache

    def _rows(self, model, **related):
        """By primary key, in its order; `related` are such rows by the name of the relation."""
        values = self._cache.get(model, lambda: list(model.objects.order_by("pk").values_list()))
        columns = [field.attname for field in model._meta.concrete_fields]
        rows = [model.from_db(DEFAULT_DB_ALIAS, columns, row) for row in values]
        for name, others in related.items():
            column = model._meta.get_field(name).attname
            for row in rows:
                setattr(row, name, others.get(getattr(row, column)))
        return {row.pk: row for row in rows}

    @cached_property
    def _activations(self):
        return self._rows(Activation)

    @cached_property
    def _submissions(self):
        return self._rows(Submission)

    @cached_property
    def _people(self):
        return self._rows(User)

    @cached_property
    def _contacts(self):
        return self._rows(Contact)

    @cached_property
    def _requests(self):
        return self._rows(
            HousingRequest,
            submission=self._submissions,
            activation=self._activations,
            category=self._rows(Category),
            contact=self._contacts,
        )

    @cached_property
    def _offers(self):
        return self._rows(
            HousingOffer,
            submission=self._submissions,
            activation=self._activations,
            contact=self._contacts,
            host=self._people,
        )

    @cached_property
    def _stays(self):
        return self._rows(
            Placement,
            request=self._requests,
            offer=self._offers,
            agreement=self._rows(LoanAgreement),
            activation=self._activations,
        )

    @property
    def activation(self):
        return self._activations[self._pk]

    @property
    def submissions(self):
        return list(self._submissions.values())

    @property
    def requests(self):
        return list(self._requests.values())

    @property
    def offers(self):
        return list(self._offers.values())

    @cached_property
    def asks(self):
        rows = self._rows(
            Proposal, activation=self._activations, request=self._requests, offer=self._offers
        )
        return list(rows.values())

    @property
    def stays(self):
        return list(self._stays.values())

    @cached_property
    def extensions(self):
        rows = self._rows(Extension, activation=self._activations, placement=self._stays)
        return list(rows.values())

    @cached_property
    def switch_proposals(self):
        return list(self._rows(SwitchProposal, activation=self._activations).values())

    @cached_property
    def suspensions(self):
        rows = self._rows(Suspension, activation=self._activations, offer=self._offers)
        return list(rows.values())

    @cached_property
    def incidents(self):
        rows = self._rows(
            Incident,
            activation=self._activations,
            request=self._requests,
            offer=self._offers,
            owner=self._people,
        )
        return list(rows.values())

    @property
    def events(self):
        rows = Event.objects.order_by("pk").values("noun", "number", "old", "new", "side")
        return self._cache.get(Event, lambda: list(rows.all()))

    @property
    def nights(self):
        rows = TakenNight.objects.values_list("offer", "night", "proposal")
        return self._cache.get(TakenNight, lambda: sorted(rows.all()))

    @property
    def held(self):
        """Nights in the calendar of hosting, by hold."""
        rows = NightHold.objects.values_list("hold", "night")
        return self._cache.get(NightHold, lambda: sorted(rows.all()))

    @property
    def blocked(self):
        rows = BlockedPair.objects.values("request", "offer", "at")
        return self._cache.get(BlockedPair, lambda: list(rows.all()))

    @property
    def reads(self):
        return self._cache.get(RevealLog, RevealLog.objects.count)

    @property
    def unposted(self):
        """Letters that no outbox row promises, and mails that left without waiting for one."""
        promises = OutboxEntry.objects.filter(job="mail.mail_letter")
        promised = self._cache.get(OutboxEntry, promises.count)
        return self._cache.get(Letter, Letter.objects.count) - promised, len(mail.outbox)

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
