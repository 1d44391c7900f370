"""The reveal ladder: no rung too early, none for too long, and a row for each read."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from commons.accounts.errors import WrittenOnceError
from emergency.actions.placements import call_off
from emergency.actions.reveals import Revealed, reveal_contact, reveal_guest, reveal_home
from emergency.errors.asking import RungError
from emergency.errors.requests import ReasonMissingError
from emergency.models import LoanAgreement, Placement, RevealLog
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    in_days,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db
FAR = {"check_in": in_days(9), "check_out": in_days(12)}


def again(placement):
    rows = Placement.objects.select_related("activation", "agreement", "offer", "request")
    return rows.get(pk=placement.pk)


def test_reveal_home_gives_the_address_first_and_the_code_a_day_before():
    placement = placed(**FAR)
    me = requester_of(placement.request)

    assert reveal_home(placement=placement, by=me) == Revealed(
        name="Dominique", address="7 Canary Lane"
    )
    Placement.objects.update(check_in=in_days(0))
    near = reveal_home(placement=again(placement), by=me)

    assert (near.access_code, near.phone) == ("C4N4RY", placement.offer.contact.phone)
    groups = RevealLog.objects.values_list("group", "side")
    assert list(groups) == [
        ("address", "requester"),
        ("address", "requester"),
        ("access", "requester"),
    ]


def test_reveal_guest_gives_the_first_name_and_the_telephone_a_day_before():
    placement = placed(**FAR)
    me = host_of(placement.offer)

    assert reveal_guest(placement=placement, by=me) == Revealed(name="Camille")
    Placement.objects.update(check_in=in_days(0))

    assert reveal_guest(placement=again(placement), by=me).phone == placement.request.contact.phone


def test_a_side_reads_the_other_one_only():
    placement, other = placed(), placed()
    outsiders = [
        requester_of(other.request),
        host_of(other.offer),
        DutyFactory(activation=placement.activation).person,
        UserFactory(),
    ]

    for by in [*outsiders, host_of(placement.offer)]:
        with pytest.raises(PermissionDenied):
            reveal_home(placement=placement, by=by)
    for by in [*outsiders, requester_of(placement.request)]:
        with pytest.raises(PermissionDenied):
            reveal_guest(placement=placement, by=by)
    assert not RevealLog.objects.exists()


def test_nothing_is_read_before_both_have_signed():
    placement = placed()
    LoanAgreement.objects.update(requester_signed_at=None)

    with pytest.raises(RungError):
        reveal_home(placement=again(placement), by=requester_of(placement.request))
    with pytest.raises(RungError):
        reveal_guest(placement=again(placement), by=host_of(placement.offer))


@pytest.mark.parametrize(("days", "hidden"), [(6, False), (8, True)])
def test_a_week_after_the_end_it_is_hidden_again(days, hidden):
    placement = placed()
    by = DutyFactory(activation=placement.activation).person
    call_off(placement=placement, reason="x", by=by)
    Placement.objects.update(state_since=timezone.now() - timedelta(days=days))
    me = requester_of(placement.request)

    if hidden:
        with pytest.raises(RungError):
            reveal_home(placement=again(placement), by=me)
    else:
        assert reveal_home(placement=again(placement), by=me).address == "7 Canary Lane"


def test_reveal_contact_is_for_coordinators_with_a_reason():
    request, offer = HousingRequestFactory(), HousingOfferFactory()
    by = DutyFactory(activation=request.activation).person

    with pytest.raises(ReasonMissingError):
        reveal_contact(subject=request, reason=" ", by=by)
    with pytest.raises(PermissionDenied):
        reveal_contact(subject=offer, reason="Call", by=by)
    assert not RevealLog.objects.exists()

    seen = reveal_contact(subject=request, reason="First call", by=by)
    row = RevealLog.objects.get()
    assert seen.phone == request.contact.phone
    assert (row.person, row.noun, row.number, row.group, row.reason) == (
        by,
        "request",
        request.pk,
        "contact",
        "First call",
    )


def test_no_row_no_data(monkeypatch):
    request = HousingRequestFactory()
    by = DutyFactory(activation=request.activation).person

    def broken(*args, **fields):
        raise OSError("disk full")

    monkeypatch.setattr(RevealLog.objects, "create", broken)
    with pytest.raises(OSError, match="disk full"), transaction.atomic():
        reveal_contact(subject=request, reason="First call", by=by)


def test_a_row_of_the_log_is_written_once():
    offer = HousingOfferFactory()
    by = DutyFactory(activation=offer.activation).person
    reveal_contact(subject=offer, reason="Visit", by=by)
    row = RevealLog.objects.get()

    for deed in (row.save, row.delete, RevealLog.objects.all().delete):
        with pytest.raises(WrittenOnceError):
            deed()
