"""Text messages leave by the clock; those that can't are rung by a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.states import require_transition
from emergency.housing.errors.texts import NobodyToTextError, NoGatewayError, NumberRefusedError
from emergency.housing.models.texts import Text
from emergency.housing.states.texts import TEXT_TRANSITIONS, TextState
from emergency.housing.text_gateways import require_texted_country, text_gateway

MOST_TRIES: Final = 5
FIRST_PAUSE: Final = timedelta(seconds=30)


@transaction.atomic
def send_text(*, text: Text, by: Actor) -> Text:
    """Hand it to the gateway. Killed before the commit, it is handed over again, with its key.

    At night it waits for the morning; what the gateway can't take at all is for people.
    """
    require(by, "emergency_housing.send_text", text)

    rows = Text.objects.due().select_related("activation", "submission")
    locked = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=text.pk).first()
    if locked is None:  # a rival has it, or had it
        return text
    if locked.activation.is_quiet(timezone.now()) and not locked.wakes:
        return _put_off(locked, locked.activation.after_quiet(timezone.now()))

    # Into the gateway, or into the list of whom to ring, or once more after a while.
    locked.tries += 1
    try:
        if not locked.number:
            raise NobodyToTextError
        require_texted_country(locked.number)
        gateway = text_gateway()
        # Who writes, the sentence, and the way to the page where the rest stands.
        with translation.override(locked.submission.language):
            link = f"{settings.BASE_URL}{locked.submission.get_absolute_url()}"
            words = _("Hirondelle: %(title)s %(link)s") % {"title": locked.title, "link": link}
        gateway.send(number=locked.number, words=words, key=f"text-{locked.pk}")
    except (NoGatewayError, NumberRefusedError, NobodyToTextError) as refusal:
        return _refuse(locked, type(refusal).__name__)
    except Exception as error:  # whatever a gateway meets, the row stays
        if locked.tries >= MOST_TRIES:
            return _refuse(locked, type(error).__name__)
        return _put_off(locked, timezone.now() + FIRST_PAUSE * 2 ** (locked.tries - 1))
    return transition_text(locked, TextState.SENT, "tries")


@transaction.atomic
def mark_informed(*, text: Text, by: User) -> None:
    """They were rung: everything that couldn't be sent to them is told."""
    require(by, "emergency_activations.coordinate_activation", text)

    waiting = Text.objects.to_ring().filter(submission=text.submission_id)
    for one in waiting.select_for_update():
        one.informed_by = by
        transition_text(one, TextState.INFORMED, "informed_by")
    audit.record(by, "text.told", text)


def _refuse(text: Text, why_not: str) -> Text:
    text.why_not = why_not[:200]
    return transition_text(text, TextState.REFUSED, "tries", "why_not")


def _put_off(text: Text, moment: datetime) -> Text:
    text.leaves_at = moment
    text.save(update_fields=["leaves_at", "tries"])
    return text


def transition_text(text: Text, new: TextState, *also: str) -> Text:
    require_transition(TEXT_TRANSITIONS, text.state, new)
    text.state, text.state_since = new, timezone.now()
    text.save(update_fields=["state", "state_since", *also])
    return text
