"""An emergency with somebody on every rung of the reveal ladder, and whoever must know less."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from core.cache.caching import delete_cached
from core.permissions import SYSTEM
from emergency.activations.selectors.open_emergencies import KEY
from emergency.figures.actions import keep_figures
from emergency.housing.actions.placements import accept_as_requester, call_off
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.actions.rosters import upload_roster
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.texts import Text
from emergency.housing.states.texts import TextState
from tests.factories.emergency import (
    ActivationFactory,
    ContactFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    host_of,
    in_days,
    looking,
    requester_of,
)

RUNGS = ("alone", "asked", "offered", "unsigned", "signed", "near", "over")  # as the ladder climbs


class Pair:
    """One request and one home, brought as far as a rung says; every private word a canary."""

    def __init__(self, crowd, rung):
        self.rung, number = rung, RUNGS.index(rung)
        self.home = {
            "address": f"{number} Chaffinch Lane",
            "directions": f"Behind the {number}th siskin.",
            "code": f"L1NN3T{number}",
            "latitude": f"47.39{number}87",
            "longitude": f"0.69{number}21",
            **_contact("Goldcrest", number, "7"),
        }
        self.guest = _contact("Redbreast", number, "8")
        self.offer = HousingOfferFactory(
            activation=crowd.activation,
            contact=_kept(self.home),
            latitude=float(self.home["latitude"]),
            longitude=float(self.home["longitude"]),
            address=self.home["address"],
        )
        private = self.offer.private
        private.access_code, private.directions = self.home["code"], self.home["directions"]
        private.save()
        dates = {"check_in": in_days(9 + number), "check_out": in_days(12 + number)}
        self.request = looking(
            activation=crowd.activation, hospital=crowd.hospital, contact=_kept(self.guest), **dates
        )
        self.placement = self._brought(number, crowd.coordinator)

    def _brought(self, number, by):
        """Up the ladder by the deeds of the people; what time does is done to the rows."""
        if number < RUNGS.index("asked"):
            return None
        proposal = ask_host(request=self.request, offer=self.offer, by=by)
        if number < RUNGS.index("offered"):
            return None
        me, name = host_of(self.offer), self.home["full name"]
        proposal = accept_as_host(proposal=proposal, full_name=name, by=me)
        if number < RUNGS.index("unsigned"):
            return None
        me, name = requester_of(self.request), self.guest["full name"]
        placement = accept_as_requester(proposal=proposal, full_name=name, by=me)
        if self.rung == "unsigned":
            LoanAgreement.objects.filter(placement=placement).update(requester_signed_at=None)
        if self.rung in {"near", "over"}:
            Placement.objects.filter(pk=placement.pk).update(check_in=in_days(0))
        if self.rung == "over":
            placement.refresh_from_db()
            call_off(placement=placement, reason="x", by=by)
            passed = timezone.now() - timedelta(days=8)
            Placement.objects.filter(pk=placement.pk).update(state_since=passed)
        return placement


class Crowd:
    """The emergency, its pairs, and people by the relation they have to it."""

    def __init__(self):
        self.activation = ActivationFactory()
        self.hospital = HospitalFactory()
        self.coordinator = DutyFactory(activation=self.activation).person
        self.pairs = {rung: Pair(self, rung) for rung in RUNGS}
        silent = HousingOffer.objects.filter(pk=self.pairs["alone"].offer.pk)
        silent.update(fresh_until=timezone.now() + timedelta(hours=2))  # its host has to be rung
        keep_figures(activation=self.activation, day=timezone.localdate(), by=SYSTEM)
        self._lists()
        delete_cached(KEY)  # as the deed does that declares it

    def _lists(self):
        """An employer's list that names somebody, and a text message that couldn't go."""
        alone = self.pairs["alone"]
        lines = f"{alone.guest['telephone']};{alone.guest['e-mail']}".encode()
        upload_roster(activation=self.activation, data=lines, by=self.coordinator)
        Text.objects.create(
            activation=self.activation,
            submission=alone.request.submission,
            title="We have a home for you",
            state=TextState.REFUSED,
        )

    def canaries(self):
        """Of everybody, by rung and side."""
        return {
            f"{side} {rung}: {name}": canary
            for rung, pair in self.pairs.items()
            for side, known in (("home", pair.home), ("guest", pair.guest))
            for name, canary in known.items()
        }

    def stay_presses(self, subject):
        """Where the bearer of a link reads their stay, and where they might try others'."""
        stays = [pair.placement for pair in self.pairs.values() if pair.placement]
        token = subject.submission.token
        return [reverse("emergency:own-stay-read", args=[token, stay.public_id]) for stay in stays]


def _contact(name, number, digit):
    return {
        "telephone": f"6399900{digit}{number}",
        "e-mail": f"{name}.{number}.canary@example.org".lower(),
        "full name": f"{name}{number} Canary",
        "first name": f"{name}{number}",
    }


def _kept(known):
    return ContactFactory(
        name=known["first name"],
        full_name=known["full name"],
        phone=f"+33{known['telephone']}",
        email=known["e-mail"],
    )
