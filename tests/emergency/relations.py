"""Everybody with an account, by the relation they have to the emergency of a crowd."""

from uuid import uuid4

from django.contrib.auth.models import Permission
from django.urls import reverse

from core.values.dates import DateRange
from emergency.housing.states.offers import AccessMode
from emergency.standby.actions.lending import lend_unit
from hosting.offers.choices.lists import LodgingKind
from tests.crawling import FEEDS
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, DutyFactory, HospitalFactory, in_days
from tests.factories.hosting import UnitFactory

NOWHERE = "nowhere-9xqa7k3m"
FRAME = ("desk", "intake", "in-figures", "rules", "sheet", "board", "report", "readings", "safety")


def people_of(crowd):
    """Whoever may know something, and whoever may know nothing, by what they are to it."""
    on_duty = {"activation": crowd.activation}
    return {
        "visitor": None,
        "member": UserFactory(),
        "host": _host(crowd.activation),
        "off duty": DutyFactory(**on_duty, ended_at="2026-01-01T00:00Z").person,
        "coordinator of another emergency": _elsewhere().person,
        "ruler": _ruler(),
        "coordinator of another perimeter": _within(HospitalFactory(), on_duty).person,
        "coordinator": _within(crowd.hospital, on_duty).person,
        "safety officer": DutyFactory(**on_duty, sees_safety=True).person,
    }


def starts_of(crowd):
    """Where each of them begins: also at addresses that nobody shows them, and at errors."""
    frame = [reverse(f"emergency:{name}", args=[crowd.activation.address]) for name in FRAME]
    subjects = [one for pair in crowd.pairs.values() for one in (pair.request, pair.offer)]
    return (
        *("/en/", "/en/me/", "/cms/", reverse("emergency:activation-list")),
        *("/api/v1/", "/api/v1/offers/", "/api/v1/communities/", *FEEDS),
        *frame,
        *(one.get_absolute_url() for one in subjects),
        *(f"{one.get_absolute_url()}?about={one.reference}" for one in subjects),
        reverse("emergency:report-of", args=[crowd.activation.address, "1999-01-01"]),
        reverse("emergency:desk", args=[NOWHERE]),
        reverse("emergency:status", args=["a-token-of-nobody"]),
    )


def presses_of(crowd):
    """What is read by a press: contacts, the call list, one's own data, and forms sent empty."""
    address = crowd.activation.address
    ringing = crowd.pairs["alone"].offer
    return [
        reverse("privacy:my-data-export"),
        reverse("emergency:find", args=[address]),
        *contacts_of(crowd, crowd.pairs.values()),
        reverse("emergency:call-ring", args=[address, ringing.public_id]),
    ]


def contacts_of(crowd, pairs):
    """Where one presses to read the contacts of both sides."""
    return [
        reverse(f"emergency:{name}-contact", args=[crowd.activation.address, one.public_id])
        for pair in pairs
        for name, one in (("request", pair.request), ("offer", pair.offer))
    ]


def _host(activation):
    """Lends a home of their own, and knows nothing of the others'."""
    unit = UnitFactory(
        stay__lodging_kind=LodgingKind.FURNISHED, stay__place__address="1 Elsewhere Street"
    )
    lend_unit(
        activation=activation,
        unit=unit,
        dates=DateRange(in_days(0), in_days(60)),
        access_mode=AccessMode.KEY_BOX,
        access_hours="",
        key=uuid4(),
        by=unit.stay.host,
    )
    return unit.stay.host


def _elsewhere():
    return DutyFactory(activation=ActivationFactory(territory="Loiret", departments="45"))


def _within(hospital, on_duty):
    duty = DutyFactory(**on_duty)
    duty.hospitals.set([hospital])
    return duty


def _ruler():
    """May switch it on, and is let into the admin; on duty they are not."""
    person = UserFactory()
    rights = Permission.objects.filter(codename__in=("change_activation", "access_admin"))
    person.user_permissions.set(rights)
    return person
