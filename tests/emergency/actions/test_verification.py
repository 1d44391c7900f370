"""Nobody is verified by what they say themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.accounts.models import Letter
from emergency.actions.verification import (
    enter_work_code,
    is_verified,
    see_card,
    send_work_code,
    verify_by_roster,
)
from emergency.enums import RequestState
from emergency.errors.verification import (
    NotOnRosterError,
    ProofNotAcceptedError,
    SameWitnessError,
    TooManyCodesError,
    UnknownDomainError,
    WrongCodeError,
)
from emergency.models import RosterEntry, RosterUpload, Verification, WorkCode
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingRequestFactory,
    requester_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    activation = ActivationFactory(work_domains="chu-tours.fr")
    return HousingRequestFactory(activation=activation, state=RequestState.VERIFYING)


def on_duty(request):
    return DutyFactory(activation=request.activation).person


def list_with(request):
    by = on_duty(request)
    upload = RosterUpload.objects.create(activation=request.activation, by=by)
    RosterEntry.objects.create(upload=upload, digest=request.phone_digest)
    return by


def code_in_letter():
    return next(
        word.strip(".") for word in Letter.objects.last().text.split() if word[:6].isdigit()
    )


def test_verify_by_roster_finds_the_telephone_and_looks_for_a_place(request_):
    verified = verify_by_roster(request=request_, by=list_with(request_))

    assert (verified.state, verified.next_action) == ("matching", "ask_host")
    assert is_verified(request_)


def test_verify_by_roster_refuses_who_is_in_no_list_of_this_emergency(request_):
    list_with(HousingRequestFactory(phone_digest=request_.phone_digest))

    with pytest.raises(NotOnRosterError):
        verify_by_roster(request=request_, by=on_duty(request_))
    assert not is_verified(request_)


def test_see_card_counts_once_two_have_seen_it(request_):
    first, second = on_duty(request_), on_duty(request_)

    see_card(request=request_, by=first)
    assert not is_verified(request_)
    with pytest.raises(SameWitnessError):
        see_card(request=request_, by=first)

    assert see_card(request=request_, by=second).state == "matching"
    assert is_verified(request_)


def test_the_database_keeps_no_card_seen_twice_by_one(request_):
    person = UserFactory()
    until = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.create(
            request=request_, method="card", by=person, second=person, valid_until=until
        )


@pytest.mark.parametrize("deed", [verify_by_roster, see_card])
def test_only_proofs_that_the_category_accepts_count(request_, deed):
    request_.category = CategoryFactory(activation=request_.activation, proofs=["openid"])
    request_.save()

    with pytest.raises(ProofNotAcceptedError):
        deed(request=request_, by=on_duty(request_))


@pytest.mark.parametrize("deed", [verify_by_roster, see_card])
def test_a_stranger_verifies_nobody(request_, deed):
    for person in (UserFactory(), DutyFactory().person, requester_of(request_)):
        with pytest.raises(PermissionDenied):
            deed(request=request_, by=person)


@pytest.mark.parametrize("state", ["submitted", "verifying", "needs_info"])
def test_a_code_from_work_verifies_and_neither_code_nor_address_is_kept(request_, state):
    request_.state = state
    request_.save()
    me = requester_of(request_)

    send_work_code(request=request_, address="Camille@CHU-Tours.fr", by=me)
    digits = code_in_letter()
    verified = enter_work_code(request=request_, digits=f" {digits} ", by=me)

    code = WorkCode.objects.get()
    assert verified.state == "matching"
    assert (code.domain, digits in code.secret) == ("chu-tours.fr", False)
    assert Verification.objects.get().detail == "chu-tours.fr"


@pytest.mark.parametrize("address", ["me@example.org", "me@evil-chu-tours.fr", "me@chu-tours.fr.x"])
def test_send_work_code_goes_to_employers_only(request_, address):
    with pytest.raises(UnknownDomainError):
        send_work_code(request=request_, address=address, by=requester_of(request_))
    assert not Letter.objects.exists()


def test_send_work_code_five_times_a_day(request_):
    me = requester_of(request_)
    for _time in range(5):
        send_work_code(request=request_, address="a@chu-tours.fr", by=me)

    with pytest.raises(TooManyCodesError):
        send_work_code(request=request_, address="a@chu-tours.fr", by=me)


def test_enter_work_code_can_be_tried_five_times(request_):
    me = requester_of(request_)
    send_work_code(request=request_, address="a@chu-tours.fr", by=me)
    digits = code_in_letter()
    wrong = f"{(int(digits) + 1) % 1_000_000:06}"

    for _time in range(5):
        with pytest.raises(WrongCodeError):
            enter_work_code(request=request_, digits=wrong, by=me)
    with pytest.raises(WrongCodeError):
        enter_work_code(request=request_, digits=digits, by=me)
    assert not is_verified(request_)


def test_enter_work_code_that_is_too_old_or_of_somebody_else(request_):
    me = requester_of(request_)
    send_work_code(request=request_, address="a@chu-tours.fr", by=me)
    digits = code_in_letter()

    with pytest.raises(PermissionDenied):
        enter_work_code(request=request_, digits=digits, by=requester_of(HousingRequestFactory()))
    WorkCode.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(WrongCodeError):
        enter_work_code(request=request_, digits=digits, by=me)


def test_a_verification_runs_out(request_):
    verify_by_roster(request=request_, by=list_with(request_))
    Verification.objects.update(valid_until=timezone.now() - timedelta(minutes=1))

    assert not is_verified(request_)
