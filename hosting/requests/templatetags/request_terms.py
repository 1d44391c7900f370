"""What somebody asks for, in a few words."""

from django import template

from commons.accounts.models import User
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.exchange_facts import rate_facts
from hosting.offers.presenters.price_lines import PriceLineText
from hosting.offers.presenters.prices import format_quote, quote_lines
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.presenters import neighbours, tickets
from hosting.requests.presenters.request_terms import (
    AnyTerms,
    current_terms,
    format_agreed_at,
    format_dates,
    format_deadline,
    format_guest,
    format_heading,
    format_party,
    format_proposal_deadline,
    format_short_dates,
    format_topic,
    format_total,
    group_of,
    marked_title,
    offer_display_title,
    organisation_of,
    other_name,
    plain_return_lines,
    price_lines,
)
from hosting.requests.selectors.revealed_addresses import Contacts, contacts_for, mailable_words

register = template.Library()


@register.filter
def party_words(terms: AnyTerms) -> str:
    """`2 adults, 1 child`: of a request, as it stands now."""
    return format_party(current_terms(terms))


@register.filter
def guest_words(request: Request) -> str:
    """`Yann`, or `Yann for The works council`."""
    return format_guest(request)


@register.filter
def organisation_words(terms: AnyTerms) -> str:
    """The name of the organisation that asks or has agreed; empty where it is a person."""
    return organisation_of(terms)


@register.filter
def offer_title(offer: Offer) -> str:
    """Of an offer that somebody asked for; one that was erased has a title all the same."""
    return offer_display_title(offer)


@register.filter
def marked_offer_title(offer: Offer) -> str:
    """The same inside a page, marked with its language where the page is in another."""
    return marked_title(offer)


@register.filter
def when_words(terms: AnyTerms) -> str:
    """`3–6 May 2027, 3 nights`: of a request, as it stands now. Empty where no day was named."""
    return format_dates(current_terms(terms))


@register.filter
def group_words(request: Request) -> str:
    """`Works council`, or `Other: “a choir on tour”`."""
    return group_of(request)


@register.simple_tag
def heading(terms: AnyTerms, reader: User | None) -> str:
    """`Odile and Marc, 3–6 May, The mill`: who else, when and what, for the subject of a mail.

    Without the name where no reader is known.
    """
    return format_heading(terms, reader) if reader else format_topic(terms)


@register.simple_tag
def other_side(terms: AnyTerms, reader: User | None) -> str:
    """The name of the other of the two; empty where no reader is known."""
    return other_name(terms, reader) if reader else ""


@register.filter
def short_when(terms: AnyTerms) -> str:
    """`3–6 May`; empty where no day was named."""
    return format_short_dates(terms)


@register.filter
def released_with(request: Request) -> list[Request]:
    """Those of its set that were asked of the same host: itself, if it belongs to none."""
    if request.request_set is None:
        return [request]
    rows = request.request_set.requests.filter(host=request.host_id).order_by("pk")
    return list(rows.with_terms())


@register.filter
def first_words(request: Request) -> str:
    """What the guest wrote with the request, as far as a mail may say it."""
    message = request.thread.messages.first()
    return mailable_words(request, message.words) if message else ""


@register.filter
def mailable(words: str, request: Request) -> str:
    """What one of the two wrote, as far as a mail may say it."""
    return mailable_words(request, words)


@register.filter
def deadline_words(request: Request) -> str:
    """`Thursday 3 December at 14:12`: until when the host may answer."""
    return format_deadline(request)


@register.filter
def proposal_deadline_words(proposal: Proposal) -> str:
    """`You can answer this proposal until Monday 3 May.`"""
    return format_proposal_deadline(proposal)


@register.filter
def agreed_words(agreement: Agreement) -> str:
    """`3 May 2027 at 14:12`: when both had said yes."""
    return format_agreed_at(agreement)


@register.filter
def details(agreement: Agreement) -> list[str]:
    """Hours, room and rate of what was agreed, each on a line."""
    return tickets.agreement_details(agreement)


@register.simple_tag
def party_lines(agreement: Agreement, contacts: Contacts | None) -> list[str]:
    """Host and guest, each on a line, and of organisations the people to be reached."""
    return tickets.party_lines(agreement, contacts)


@register.filter
def is_upcoming(request: Request) -> bool:
    """Whether its page shows where else one may ask."""
    return neighbours.is_upcoming(request)


@register.filter
def return_words(terms: AnyTerms) -> list[str]:
    """What is done or brought in return, and the currency: of a request, as it stands now."""
    terms = current_terms(terms)
    if isinstance(terms, Agreement):
        return []  # among its `details`
    request = terms if isinstance(terms, Request) else terms.request
    return [mailable_words(request, line) for line in plain_return_lines(terms)]


@register.filter
def total_words(terms: AnyTerms) -> str:
    """`180 €`: of a request, as it stands now. Empty where no sum was agreed."""
    terms = current_terms(terms)
    return "" if isinstance(terms, Request) else format_total(terms)


@register.filter
def total_lines(terms: AnyTerms) -> tuple[PriceLineText, ...]:
    """What the total is made of: of a request, as it stands now."""
    terms = current_terms(terms)
    return () if isinstance(terms, Request) else price_lines(terms)


@register.simple_tag
def agreement_contacts(agreement: Agreement, reader: User | None) -> Contacts | None:
    """Address and phones, as far as this reader may know them now."""
    return contacts_for(reader, agreement.request) if reader else None


@register.filter(name="rate_facts")
def rate_fact_words(rate: Rate) -> tuple[str, ...]:
    """What a rate asks instead of money: `4 hours of help`."""
    return rate_facts(rate)


@register.filter
def quote_words(rate: Rate, chosen: DatesAndParty) -> str:
    """`€180 for 2 nights, 2 adults`; empty where that can't be reckoned yet."""
    return format_quote(rate, chosen)


@register.simple_tag(name="quote_lines")
def quote_lines_of(
    rate: Rate, chosen: DatesAndParty | None, language: str
) -> tuple[PriceLineText, ...]:
    """What it is made of, where seasons or lengths have their own amounts."""
    return quote_lines(rate, chosen, language=language) if chosen else ()
