"""`manage.py emergency switch`: the switch without the desk, by the same rules.

`--by` names who proposes it, `--confirmed-by` who confirms it. Without the second it waits for
somebody on the desk, or for the quarter of an hour.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.errors import DomainError
from core.permissions import SYSTEM
from emergency.activations.actions.switching import confirm_switch, propose_switch
from emergency.activations.models.activations import Activation
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.selectors.switching import hour_in_words
from emergency.activations.states.switching import SwitchChange, SwitchState


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("change", choices=SwitchChange.values)
    parser.add_argument("emergency", help="the last eight characters of its URL")
    parser.add_argument("--by", required=True, metavar="EMAIL", help="who proposes it")
    parser.add_argument("--confirmed-by", metavar="EMAIL", help="who confirms it: another person")
    parser.add_argument(
        "--review-on",
        type=date.fromisoformat,
        help="next review date, when reopening (for example 2027-05-31)",
    )


def run(command: BaseCommand, options: Mapping[str, Any]) -> None:
    """Propose it, and confirm it where a second person is named; both or neither."""
    activation = Activation.objects.filter(public_id=options["emergency"]).first()
    if activation is None:
        raise CommandError(f"No emergency found for “{options['emergency']}”.")
    by = _account(options["by"])
    second = _account(options["confirmed_by"]) if options["confirmed_by"] else None
    try:
        with transaction.atomic():
            proposal = propose_switch(
                activation=activation,
                change=SwitchChange(options["change"]),
                by=by,
                review_on=options["review_on"],
            )
            if second is not None and proposal.state == SwitchState.OPEN:
                confirm_switch(proposal=proposal, by=second)
            # Nobody pressed anything: the log says that a command spoke for these accounts.
            change = options["change"]
            audit.record(
                SYSTEM,
                "switch.by_command",
                activation,
                change=change,
                by=by.pk,
                confirmed_by=second.pk if second is not None else None,
            )
    except PermissionDenied as refusal:
        raise CommandError(
            "One of these accounts doesn’t have permission, or both are the same."
        ) from (refusal)
    except DomainError as refusal:
        raise CommandError(str(refusal)) from refusal
    proposal.refresh_from_db()
    _write_outcome(command, activation, proposal)


def _account(email: str) -> User:
    person: User | None = User.objects.filter(email=email.lower(), is_active=True).first()
    if person is None:
        raise CommandError(f"No active account uses the email address {email}.")
    return person


def _write_outcome(command: BaseCommand, activation: Activation, proposal: SwitchProposal) -> None:
    activation.refresh_from_db()
    if proposal.state == SwitchState.DONE:
        message = f"{activation.territory}: {activation.get_state_display()}"
        command.stdout.write(command.style.SUCCESS(message))
        return
    moment = proposal.takes_effect_at or proposal.expires_at
    hour = hour_in_words(activation, moment) if moment else ""
    if proposal.needs_second_person:
        command.stdout.write(f"{activation.territory}: someone else has to confirm this by {hour}.")
    else:
        command.stdout.write(f"{activation.territory}: takes effect on {hour}.")
