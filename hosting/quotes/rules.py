"""Who may ask for a quote, make it and take it back."""

import rules

from commons.accounts.permissions import Visitor
from hosting.quotes.models import Quote
from hosting.requests.models.requests import Request
from hosting.requests.rules import acts_for_guest, is_host_side


@rules.predicate
def is_of_organisation(person: Visitor, request: Request) -> bool:
    return request.on_behalf_of_id is not None


@rules.predicate
def is_on_side_of_host(person: Visitor, quote: Quote) -> bool:
    """The host, or who answers requests for them."""
    return bool(is_host_side(person, quote.request))


rules.add_perm("quotes.ask_for_quote", rules.is_active & acts_for_guest)
rules.add_perm("quotes.make_quote", rules.is_active & is_of_organisation & is_host_side)
rules.add_perm("quotes.withdraw_quote", rules.is_active & is_on_side_of_host)
rules.add_perm("quotes.remind_of_quote", rules.always_deny)  # left to SYSTEM
rules.add_perm("quotes.end_quote", rules.always_deny)  # left to SYSTEM
rules.add_perm("quotes.forget_quote", rules.always_deny)  # left to SYSTEM
