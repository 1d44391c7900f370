"""An emergency is prepared, declared, renewed, ended and closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import Actor, require
from emergency import notifications
from emergency.actions.states import move, write_event
from emergency.enums import ACTIVATION_TRANSITIONS, ActivationState, Noun, Proof
from emergency.errors.activations import (
    NotReadyError,
    ProofMissingError,
    RequestsOpenError,
    ReviewTooFarError,
)
from emergency.errors.verification import LoginNotReadyError
from emergency.logins import is_login_ready
from emergency.models import Activation, Category
from emergency.queries.doors import forget_doors
from emergency.validators import LONGEST_REVIEW

FEWEST_COORDINATORS: Final = 2
FIRST_CATEGORIES: Final = (
    ("Soignantes et soignants", "Health workers"),
    (
        "Ménage, brancardage, aides et tout le personnel des hôpitaux",
        "Cleaners, porters, aides and all staff of hospitals",
    ),
)


@transaction.atomic
def plan_activation(*, words: Mapping[str, Any], by: User) -> Activation:
    """Prepare an emergency: nobody sees it. Two categories stand in it to begin with."""
    activation = Activation(**words)
    require(by, "emergency.plan_activation", activation)

    activation.save()
    for place, (name_fr, name_en) in enumerate(FIRST_CATEGORIES):
        proofs = [Proof.ROSTER, Proof.WORK_EMAIL, Proof.CARD]
        Category.objects.create(
            activation=activation, name_fr=name_fr, name_en=name_en, proofs=proofs, sort_order=place
        )
    write_event(activation, noun=Noun.ACTIVATION, by=by)
    audit.record(by, "activation.planned", activation)
    return activation


@transaction.atomic
def change_rules(*, activation: Activation, words: Mapping[str, Any], by: User) -> Activation:
    """Write rules anew, in preparation or while it runs; the review has a deed of its own."""
    require(by, "emergency.rule_activation", activation)

    activation = Activation.objects.select_for_update().get(pk=activation.pk)

    changed = [name for name, value in words.items() if getattr(activation, name) != value]
    for name in changed:
        setattr(activation, name, words[name])
    activation.save(update_fields=changed)
    audit.record(by, "activation.ruled", activation, fields=changed)
    forget_doors()
    return activation


@transaction.atomic
def add_category(
    *, activation: Activation, name_fr: str, name_en: str, proofs: list[str], by: User
) -> Category:
    """Somebody was forgotten: from now on they may ask.

    Raises ProofMissingError, LoginNotReadyError.
    """
    require(by, "emergency.rule_activation", activation)
    if not proofs:
        raise ProofMissingError
    if Proof.OPENID in proofs and not is_login_ready():
        raise LoginNotReadyError

    category = Category.objects.create(
        activation=activation,
        name_fr=name_fr,
        name_en=name_en,
        proofs=list(proofs),
        sort_order=activation.categories.count(),
    )
    audit.record(by, "activation.category_added", activation, category=category.pk)
    return category


@transaction.atomic
def declare(*, activation: Activation, by: User) -> Activation:
    """Open the doors. Raises NotReadyError, ReviewTooFarError."""
    require(by, "emergency.rule_activation", activation)

    activation = Activation.objects.select_for_update().get(pk=activation.pk)
    if missing := what_is_missing(activation):
        raise NotReadyError(missing=get_text_list(missing, _("and")))
    _require_review(activation, activation.review_on)

    activation.opened_at = timezone.now()
    _step(activation, ActivationState.ACTIVE, by, also=("opened_at",))
    return activation


@transaction.atomic
def renew(*, activation: Activation, review_on: date, by: User) -> Activation:
    """Decided anew: it goes on until `review_on`."""
    require(by, "emergency.rule_activation", activation)

    activation = Activation.objects.select_for_update().get(pk=activation.pk)
    if activation.state != ActivationState.ACTIVE:
        raise NotReadyError(missing=_("an emergency that is open"))
    _require_review(activation, review_on)

    activation.review_on = review_on
    activation.save(update_fields=["review_on"])
    audit.record(by, "activation.renewed", activation, until=review_on.isoformat())
    forget_doors()
    return activation


@transaction.atomic
def end(*, activation: Activation, by: Actor) -> Activation:
    """No new request or offer from now on; whoever is housed keeps their roof."""
    require(by, "emergency.rule_activation", activation)

    activation = Activation.objects.select_for_update().get(pk=activation.pk)

    _step(activation, ActivationState.WINDING_DOWN, by)
    return activation


@transaction.atomic
def close(*, activation: Activation, by: User) -> Activation:
    """The last page. Raises RequestsOpenError while somebody waits or lives in a lent place."""
    require(by, "emergency.rule_activation", activation)

    activation = Activation.objects.select_for_update().get(pk=activation.pk)
    waiting = activation.submissions.waiting().count()  # they may be requests in a moment
    if left := waiting + activation.housing_requests.open().count():
        raise RequestsOpenError(count=left)

    activation.closed_at = timezone.now()
    _step(activation, ActivationState.CLOSED, by, also=("closed_at",))
    return activation


def what_is_missing(activation: Activation) -> list[str]:
    """What a declaration still needs, in words."""
    missing = []
    if activation.review_on is None:
        missing.append(_("the day of the next decision"))
    if activation.hard_end is None:
        missing.append(_("the day on which the last stay ends"))
    if not activation.categories.exists():
        missing.append(_("who may ask, and how that is proved"))
    lacking = FEWEST_COORDINATORS - activation.duties.on_duty().count()
    if lacking > 0:
        words = ngettext("one more coordinator", "%(count)s more coordinators", lacking)
        missing.append(words % {"count": lacking})
    if not activation.duties.on_duty().filter(sees_safety=True).exists():
        missing.append(_("somebody on duty who reads reports on safety"))
    if not activation.duties.on_duty().filter(hospitals=None).exists():
        missing.append(_("somebody on duty for all places of work"))
    return missing


def _require_review(activation: Activation, day: date | None) -> None:
    today = activation.today()
    if day is None or not today < day <= today + LONGEST_REVIEW:
        raise ReviewTooFarError


def _step(
    activation: Activation, new: ActivationState, by: Actor, *, also: tuple[str, ...] = ()
) -> None:
    old = activation.state
    table = ACTIVATION_TRANSITIONS
    move(activation, new, noun=Noun.ACTIVATION, table=table, by=by, also=also)
    audit.record(by, f"activation.{new}", activation, old=old)
    notifications.tell_coordinators(activation, notifications.ACTIVATION_MOVED)
    forget_doors()
