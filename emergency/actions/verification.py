"""Verifying by channels that don't depend on what the person says."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from emergency import notifications
from emergency.actions.letting_go import auditor
from emergency.actions.requests import lock_request
from emergency.actions.states import move_request
from emergency.enums import Proof, RequestState
from emergency.errors.verification import (
    NotOnRosterError,
    ProofNotAcceptedError,
    SameWitnessError,
    TooManyCodesError,
    UnknownDomainError,
    WrongCodeError,
)
from emergency.logins import Professional
from emergency.models import (
    Acting,
    HousingRequest,
    Party,
    RosterUpload,
    Verification,
    WorkCode,
    digest_of,
)
from emergency.models.verification import GOOD_FOR
from emergency.queries.requests import on_roster

CODE_GOOD_FOR: Final = timedelta(minutes=30)
CODES_A_DAY: Final = 5
TRIES: Final = 5
OPEN_TO_PROOF: Final = frozenset(
    {RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO}
)


@transaction.atomic
def verify_by_roster(
    *, request: HousingRequest, by: User, roster: RosterUpload | None = None
) -> HousingRequest:
    """Their telephone or address stands in the employer's list. Raises NotOnRosterError.

    `roster` is the list by which many are verified at once.
    """
    require(by, "emergency.coordinate", request)

    request = lock_request(request)
    _require_accepted(request, Proof.ROSTER)
    if not on_roster(request):
        raise NotOnRosterError

    return _prove(request, Proof.ROSTER, by, roster=roster)


@transaction.atomic
def see_card(*, request: HousingRequest, by: User) -> HousingRequest:
    """Seen and given back; nothing of it is kept. The second coordinator makes it count."""
    require(by, "emergency.coordinate", request)

    request = lock_request(request)
    _require_accepted(request, Proof.CARD)
    first = request.verifications.filter(method=Proof.CARD, second=None).first()
    if first is None:
        request.verifications.create(method=Proof.CARD, by=by, valid_until=_until())
        audit.record(by, "housing_request.card_seen", request)
        return request
    if first.by_id == by.pk:
        raise SameWitnessError

    first.second = by
    first.save(update_fields=["second"])
    audit.record(by, "housing_request.card_seen", request)
    return _verified(request, by)


@transaction.atomic
def send_work_code(*, request: HousingRequest, address: str, by: Party) -> WorkCode:
    """A letter with a code to the address at work, of which only the domain is kept."""
    require(by, "emergency.withdraw_request", request)

    request = lock_request(request)
    _require_accepted(request, Proof.WORK_EMAIL)
    domain = address.rpartition("@")[2].lower()
    if domain not in request.activation.employer_domains:
        raise UnknownDomainError
    a_day_ago = timezone.now() - timedelta(days=1)
    if request.codes.filter(sent_at__gt=a_day_ago).count() >= CODES_A_DAY:
        raise TooManyCodesError

    digits = f"{secrets.randbelow(1_000_000):06}"
    code = WorkCode.objects.create(
        request=request,
        domain=domain,
        secret=_secret(request, digits),
        expires_at=timezone.now() + CODE_GOOD_FOR,
    )
    notifications.mail_work_code(request, address, digits, keep_for=CODE_GOOD_FOR)
    return code


def enter_work_code(*, request: HousingRequest, digits: str, by: Party) -> HousingRequest:
    """Whoever reads mail at that address works there. A wrong try is counted and stays counted."""
    require(by, "emergency.withdraw_request", request)
    verified = _try_code(request, digits, by)
    if verified is None:
        raise WrongCodeError
    return verified


@transaction.atomic
def _try_code(request: HousingRequest, digits: str, by: Party) -> HousingRequest | None:
    request = lock_request(request)
    good = request.codes.filter(used_at=None, expires_at__gt=timezone.now(), tries__lt=TRIES)
    code = good.first()
    if code is None:
        return None
    if not hmac.compare_digest(code.secret, _secret(request, digits.strip())):
        code.tries += 1
        code.save(update_fields=["tries"])
        return None
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    return _prove(request, Proof.WORK_EMAIL, by, detail=code.domain)


@transaction.atomic
def verify_by_login(
    *, request: HousingRequest, professional: Professional, by: Party
) -> HousingRequest:
    """The house that vouches said who came back: of them only a digest is kept, to meet again."""
    require(by, "emergency.withdraw_request", request)

    request = lock_request(request)
    _require_accepted(request, Proof.OPENID)
    known = digest_of("login", f"{professional.issuer} {professional.subject}")[:12]
    house = professional.issuer.partition("://")[2] or professional.issuer
    return _prove(request, Proof.OPENID, by, detail=f"{house[:100]} {known}")


def is_verified(request: HousingRequest) -> bool:
    return Verification.objects.good().filter(request=request).exists()


def _prove(
    request: HousingRequest,
    method: Proof,
    by: Acting,
    *,
    detail: str = "",
    roster: RosterUpload | None = None,
) -> HousingRequest:
    person = by if isinstance(by, User) else None
    how = {"method": method, "detail": detail, "roster": roster}
    request.verifications.create(**how, by=person, valid_until=_until())
    audit.record(auditor(by), "housing_request.verified", request, method=method)
    return _verified(request, by)


def _verified(request: HousingRequest, by: Acting) -> HousingRequest:
    """From here a place is looked for. What is past that point is left where it is."""
    if request.state not in OPEN_TO_PROOF:
        return request
    if request.state != RequestState.VERIFYING:
        move_request(request, RequestState.VERIFYING, by=by)
    move_request(request, RequestState.VERIFIED, by=by)
    move_request(request, RequestState.MATCHING, by=by)
    return request


def _require_accepted(request: HousingRequest, method: Proof) -> None:
    if method not in request.category.proofs:
        raise ProofNotAcceptedError


def _secret(request: HousingRequest, digits: str) -> str:
    return salted_hmac("emergency.code", f"{request.pk}:{digits}", algorithm="sha256").hexdigest()


def _until() -> datetime:
    return timezone.now() + GOOD_FOR
