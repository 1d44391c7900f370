"""What somebody asks for, in a few words."""

from django import template

from commons.accounts.models import User
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.prices import format_quote
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.presenters import neighbours
from hosting.requests.presenters.request_terms import (
    AnyTerms,
    current_terms,
    format_agreed_at,
    format_dates,
    format_deadline,
    format_party,
    format_total,
    offer_display_title,
)
from hosting.requests.selectors.requests import Contacts, contacts_for

register = template.Library()


@register.filter
def party_words(terms: AnyTerms) -> str:
    """`2 adults, 1 child`: of a request, as it stands now."""
    return format_party(current_terms(terms))


@register.filter
def offer_title(offer: Offer) -> str:
    """Of an offer that somebody asked for; one that was erased has a title all the same."""
    return offer_display_title(offer)


@register.filter
def when_words(terms: AnyTerms) -> str:
    """`3–6 May 2027, 3 nights`: of a request, as it stands now. Empty where no day was named."""
    return format_dates(current_terms(terms))


@register.filter
def deadline_words(request: Request) -> str:
    """`Thursday 3 December, 14:12`: until when the host may answer."""
    return format_deadline(request)


@register.filter
def agreed_words(agreement: Agreement) -> str:
    """`3 May 2027, 14:12`: when both had said yes."""
    return format_agreed_at(agreement)


@register.filter
def is_upcoming(request: Request) -> bool:
    """Whether its page shows where else one may ask."""
    return neighbours.is_upcoming(request)


@register.filter
def total_words(terms: AnyTerms) -> str:
    """`180 €`: of a request, as it stands now. Empty where no sum was agreed."""
    terms = current_terms(terms)
    return "" if isinstance(terms, Request) else format_total(terms)


@register.simple_tag
def agreement_contacts(agreement: Agreement, reader: User) -> Contacts | None:
    """Address and phones, as far as this reader may know them now."""
    return contacts_for(reader, agreement.request)


@register.filter
def quote_words(rate: Rate, chosen: DatesAndParty) -> str:
    """`€180 for 2 nights, 2 adults`; empty where that can't be reckoned yet."""
    return format_quote(rate, chosen)
