"""Two people together take away a second factor that a third one has lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from commons.accounts.actions.two_step import end_sessions
from commons.accounts.errors import NoSecondFactorError, ResetGoneError, SamePersonError
from commons.accounts.models import TwoStepReset, User
from commons.accounts.permissions import Actor
from commons.accounts.selectors import has_second_factor
from commons.audit import actions as audit
from commons.mail import actions as transactional_email
from commons.mail.emails import absolute_url
from core.permissions import require

RESET_ASKED: Final = "accounts/email/two_step_reset_asked.txt"
RESET_DONE: Final = "accounts/email/two_step_reset_done.txt"
KEPT_FOR: Final = timedelta(days=2)  # while the mail server takes no mail


@transaction.atomic
def ask_two_step_reset(*, person: User, reason: str, by: User) -> TwoStepReset:
    """Propose to take away every second factor of a person, who hears of it at once.

    Whoever asks second gets the row of the first one, as long as that one may ask. Raises
    NoSecondFactorError.
    """
    require(by, "accounts.ask_two_step_reset", person)

    person = User.objects.locked(person.pk, no_key=True)
    if not has_second_factor(person):
        raise NoSecondFactorError
    waiting = _waiting_for(person)
    if waiting is not None:
        return waiting

    TwoStepReset.objects.filter(person=person).delete()
    reset = TwoStepReset.objects.create(person=person, asked_by=by, reason=reason)
    audit.record(by, "person.two_step_reset_asked", person)

    _tell(person, RESET_ASKED, who=by.display_name)
    return reset


@transaction.atomic
def confirm_two_step_reset(*, person: User, by: User) -> User:
    """The second one agrees: the person logs in without a second factor, and sets up another.

    Both of them may still ask for it at this moment, and have neither mailbox nor telephone in
    common. Raises ResetGoneError, SamePersonError.
    """
    require(by, "accounts.ask_two_step_reset", person)

    person = User.objects.locked(person.pk, no_key=True)
    reset = _waiting_for(person)
    if reset is None:
        raise ResetGoneError
    if reset.asked_by.shares_contact_with(by):
        raise SamePersonError

    _take_away_factors(person)
    reset.delete()
    audit.record(by, "person.two_step_reset", person, asked_by=reset.asked_by_id)

    _tell_of_reset(person)
    return person


@transaction.atomic
def withdraw_two_step_reset(*, person: User, by: User) -> None:
    """Nothing is taken away: whoever may help, or the person themselves, says so."""
    require(by, "accounts.withdraw_two_step_reset", person)

    person = User.objects.locked(person.pk, no_key=True)
    deleted, _rows = TwoStepReset.objects.filter(person=person).delete()
    if deleted:
        audit.record(by, "person.two_step_reset_withdrawn", person)


@transaction.atomic
def reset_two_step(*, person: User, by: Actor) -> User:
    """On the server, by whoever runs it: where no two people are left who could. See the command.

    Raises NoSecondFactorError.
    """
    require(by, "accounts.reset_two_step", person)

    person = User.objects.locked(person.pk, no_key=True)
    if not has_second_factor(person):
        raise NoSecondFactorError

    _take_away_factors(person)
    TwoStepReset.objects.filter(person=person).delete()
    audit.record(by, "person.two_step_reset", person, asked_by=None)

    _tell_of_reset(person)
    return person


def _waiting_for(person: User) -> TwoStepReset | None:
    """What a second one may confirm. It goes with the role of whoever asked."""
    waiting = TwoStepReset.objects.waiting().select_related("asked_by")
    reset = waiting.filter(person=person).first()
    if reset and reset.asked_by.has_perm("accounts.ask_two_step_reset", person):
        return reset
    return None


def _take_away_factors(person: User) -> None:
    """With its recovery codes, and every session: who has the lost phone is out.

    ACCOUNTS_TWO_STEP_RESET_GRACE is left to set up another one.
    """
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    person.two_step_due_at = timezone.now() + settings.ACCOUNTS_TWO_STEP_RESET_GRACE
    person.save(update_fields=["two_step_due_at"])


def _tell_of_reset(person: User) -> None:
    """With the address of a new password, which the mail asks for where this is a surprise."""
    with translation.override(person.language):
        address = absolute_url(reverse("account_reset_password"))
    _tell(person, RESET_DONE, new_password=address)


def _tell(person: User, template: str, **data: str) -> None:
    if person.is_active:
        transactional_email.queue_email(
            template=template,
            address=person.email,
            language=person.language,
            keep_for=KEPT_FOR,
            recipient=person,
            data=data,
        )
