"""Verifying by channels that don't depend on what the person says."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from core.quotas.checks import counted_since, quota_named
from core.security.secret_keys import is_keyed_digest, keyed_digest
from core.text.contacts import email_key
from core.text.formatting import format_and_list
from emergency.activations.logins import Professional
from emergency.activations.models.actors import auditor
from emergency.activations.states.activations import Proof
from emergency.housing import notifications
from emergency.housing.actions.code_networks import (
    count_sent_code,
    is_network_exhausted,
    is_spared,
    uncount_entered_code,
)
from emergency.housing.actions.forgotten_counts import forgotten_codes, forgotten_tries
from emergency.housing.actions.request_states import transition_request
from emergency.housing.actions.requests import lock_request
from emergency.housing.errors.verification import (
    DependentWitnessError,
    NoSecondWitnessError,
    NotOnRosterError,
    OwnShortRosterError,
    ProofNotAcceptedError,
    SameWitnessError,
    TooManyCodesError,
    UnknownDomainError,
    WrongCodeError,
)
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import GOOD_FOR, RosterUpload, Verification, WorkCode
from emergency.housing.selectors.verification import on_roster, second_witnesses
from emergency.housing.states.requests import RequestState
from emergency.intake.models.contacts import digest_of
from emergency.intake.models.parties import Acting, Party

CODE_SALT: Final = "emergency.code"
CODE_GOOD_FOR: Final = timedelta(minutes=30)
CODE_ALPHABET: Final = "BCDFGHJKLMNPQRSTVWXZ"  # no vowel, no figure: no word, no look-alike
CODE_LENGTH: Final = 8  # 20^8 = 2.6e10 possibilities
TRIES: Final = 5  # of one code
OPEN_TO_PROOF: Final = frozenset(
    {RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO}
)


@transaction.atomic
def verify_by_roster(
    *, request: HousingRequest, by: User, roster: RosterUpload | None = None
) -> HousingRequest:
    """Their telephone or address stands in the employer's list.

    Raises NotOnRosterError, OwnShortRosterError.

    `roster` is the list by which many are verified at once.
    """
    require(by, "emergency_activations.coordinate_activation", request)

    request = lock_request(request)
    _require_accepted(request, Proof.ROSTER)
    if not on_roster(request, reader=by):
        if on_roster(request):
            raise OwnShortRosterError(limit=settings.EMERGENCY_SHORT_ROSTER)
        raise NotOnRosterError

    return _prove(request, Proof.ROSTER, by, roster=roster)


@transaction.atomic
def see_card(*, request: HousingRequest, by: User) -> HousingRequest:
    """Seen and given back; nothing of it is kept. The second coordinator makes it count."""
    require(by, "emergency_activations.coordinate_activation", request)

    request = lock_request(request)
    _require_accepted(request, Proof.CARD)
    first = request.verifications.filter(method=Proof.CARD, second=None).first()
    if first is None:
        request.verifications.create(method=Proof.CARD, by=by, valid_until=_until())
        audit.record(by, "housing_request.card_seen", request)
        notifications.tell_second_witnesses(request, first=by)
        return request
    if first.by_id in request.activation.duties.not_independent_of(by):
        names = second_witnesses(request, first.by)
        if not names:
            raise NoSecondWitnessError
        refusal = SameWitnessError if first.by_id == by.pk else DependentWitnessError
        raise refusal(names=format_and_list(names))

    first.second = by
    first.save(update_fields=["second"])
    audit.record(by, "housing_request.card_seen", request)
    return _verified(request, by)


@transaction.atomic
def send_work_code(
    *, request: HousingRequest, address: str, by: Party, network: str = ""
) -> WorkCode:
    """Mail a code to the address at work, of which the domain and a keyed digest are kept.

    `network` is where it was asked for (`rate_limit_address`), if that is known. Raises
    ProofNotAcceptedError, UnknownDomainError, TooManyCodesError.
    """
    require(by, "emergency_housing.withdraw_request", request)

    request = lock_request(request)
    _require_accepted(request, Proof.WORK_EMAIL)
    domain = address.rpartition("@")[2].lower()
    if domain not in request.activation.employer_domains:
        raise UnknownDomainError
    address_digest = digest_of("work", email_key(address))
    _require_few_codes(request, domain, address_digest, network)

    digits = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    code = WorkCode.objects.create(
        request=request,
        domain=domain,
        address_digest=address_digest,
        secret=_secret(request, digits),
        expires_at=timezone.now() + CODE_GOOD_FOR,
    )
    notifications.mail_work_code(request, address, digits, keep_for=CODE_GOOD_FOR)
    count_sent_code(network)
    return code


def enter_work_code(
    *, request: HousingRequest, digits: str, by: Party, network: str = ""
) -> HousingRequest:
    """Whoever reads mail at that address works there. A wrong try is counted and stays counted."""
    require(by, "emergency_housing.withdraw_request", request)
    verified = _try_code(request, digits, by)
    if verified is None:
        raise WrongCodeError
    uncount_entered_code(network)
    return verified


@transaction.atomic
def _try_code(request: HousingRequest, digits: str, by: Party) -> HousingRequest | None:
    request = lock_request(request)
    good = request.codes.filter(used_at=None, expires_at__gt=timezone.now(), tries__lt=TRIES)
    code = good.first()
    if code is None:
        return None
    _require_few_tries(code)
    # People type small letters, spaces and hyphens.
    typed = digits.upper().replace(" ", "").replace("-", "").strip()
    if not is_keyed_digest(code.secret, CODE_SALT, f"{request.pk}:{typed}"):
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
    """The identity provider said who came back: of them only a digest is kept, to meet again."""
    require(by, "emergency_housing.withdraw_request", request)

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
        transition_request(request, RequestState.VERIFYING, by=by)
    transition_request(request, RequestState.VERIFIED, by=by)
    transition_request(request, RequestState.MATCHING, by=by)
    return request


def _require_few_codes(
    request: HousingRequest, domain: str, address_digest: str, network: str
) -> None:
    """New requests cost nothing, so codes are counted where they arrive as well.

    And where they are asked for. Beyond the ceilings of network, domain and activation a network
    still gets some: they bound a flood, and close no hospital.
    """
    activation = WorkCode.objects.filter(request__activation=request.activation_id)
    counted = {
        "request": request.codes.all(),
        "address": WorkCode.objects.filter(address_digest=address_digest),
        "domain": activation.filter(domain=domain),
        "activation": activation,
    }
    forgotten = forgotten_codes(request.activation_id, domain, address_digest)
    reached = {"network"} if is_network_exhausted(network) else set()
    for name, codes in counted.items():
        quota = f"emergency_codes_of_{name}"
        sent = codes.sent_since(counted_since(quota)).count()
        if sent + forgotten.get(name, 0) >= quota_named(quota).most:
            reached.add(name)
    if reached & {"request", "address"} or (reached and not is_spared(network)):
        raise TooManyCodesError


def _require_few_tries(code: WorkCode) -> None:
    """Wrong tries by address, domain and activation, whoever's request they belong to."""
    activation = WorkCode.objects.filter(request__activation=code.request.activation_id)
    counted = {
        "address": WorkCode.objects.filter(address_digest=code.address_digest),
        "domain": activation.filter(domain=code.domain),
        "activation": activation,
    }
    forgotten = forgotten_tries(code.request.activation_id, code.domain, code.address_digest)
    for name, codes in counted.items():
        quota = f"emergency_wrong_codes_of_{name}"
        tries = codes.sent_since(counted_since(quota)).wrong_tries()
        if tries + forgotten[name] >= quota_named(quota).most:
            raise TooManyCodesError


def _require_accepted(request: HousingRequest, method: Proof) -> None:
    if method not in request.category.proofs:
        raise ProofNotAcceptedError


def _secret(request: HousingRequest, digits: str) -> str:
    return keyed_digest(CODE_SALT, f"{request.pk}:{digits}").hex()


def _until() -> datetime:
    return timezone.now() + GOOD_FOR
