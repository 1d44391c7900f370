"""Signal handlers: a quote when its terms are replaced or agreed, or somebody else hosts."""

from typing import Any

from django.dispatch import receiver

from hosting.quotes import notifications
from hosting.quotes.actions import attach_to_agreement, replace_quote
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.signals import (
    organisation_agreed,
    proposal_to_organisation_made,
    request_handed_over,
)


@receiver(proposal_to_organisation_made, dispatch_uid="quotes.replace_quote")
def follow_proposal(sender: type, proposal: Proposal, **kwargs: Any) -> None:
    replace_quote(proposal)


@receiver(organisation_agreed, dispatch_uid="quotes.attach_to_agreement")
def follow_agreement(sender: type, agreement: Agreement, **kwargs: Any) -> None:
    attach_to_agreement(agreement)


@receiver(request_handed_over, dispatch_uid="quotes.tell_new_host")
def follow_new_host(sender: type, request: Request, **kwargs: Any) -> None:
    notifications.notify_new_host_of_question(request)
