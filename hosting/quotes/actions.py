"""From an organisation's question for a written quote to the annex of an agreement."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.organisations.actions import lock_organisation, lock_organisations
from commons.outbox import actions as outbox
from core.files.pdf import can_make_pdf
from core.permissions import SYSTEM, require
from core.quotas.checks import require_quota
from core.states import IllegalTransitionError, require_transition
from core.text.formatting import format_day
from hosting.cohosts.errors import CoHostEndedError
from hosting.offers.choices.lists import ExchangeMode
from hosting.quotes import notifications
from hosting.quotes.errors import (
    QuoteNeedsMoneyError,
    QuoteNeedsTotalError,
    QuoteStandsError,
    QuoteTooLateError,
    QuoteValidityError,
)
from hosting.quotes.models import Quote, QuoteDraft, QuoteFile, QuoteSeries
from hosting.quotes.presenters import quote_facts, quote_lines
from hosting.quotes.selectors import terms_on_table, validity_of
from hosting.quotes.states import QUOTE_TRANSITIONS, STANDING, QuoteState
from hosting.quotes.tasks import make_quote_file
from hosting.requests.actions.guest_mandates import require_mandate, take_seat
from hosting.requests.actions.host_side import (
    acts_as_host,
    require_host_word,
    word_of_host_counts,
)
from hosting.requests.actions.proposals import propose_terms
from hosting.requests.actions.request_states import lock_request
from hosting.requests.errors import ProposalReplacedError
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, ProposedTerms, Request
from hosting.requests.states import ProposalState, RequestState


@transaction.atomic
def ask_for_quote(*, request: Request, by: User) -> Quote:
    """Ask the host for the terms in writing; asking twice is asking once.

    Raises QuoteNeedsMoneyError, QuoteStandsError, MandateEndedError or QuotaExceededError. No
    request is open between two people once one has blocked the other.
    """
    require(by, "quotes.ask_for_quote", request)

    lock_organisation(request.on_behalf_of)
    request = lock_request(request)
    _require_open(request)
    require_mandate(request.on_behalf_of, by)
    if not ExchangeMode(request.mode).asks_money:
        raise QuoteNeedsMoneyError
    standing = request.quotes.standing().first()
    if standing is not None and standing.is_asked:
        return standing
    if standing is not None and not standing.is_past:
        raise QuoteStandsError
    require_quota("quote_requests", by)

    if standing is not None:
        _turn(standing, QuoteState.EXPIRED)
    take_seat(request, by, for_host=False)
    now = timezone.now()
    # Half of what is left to answer; as much time again once the host has answered.
    is_late = request.answer_by <= now
    left = request.answer_by - (request.sent_at if is_late else now)
    quote = Quote.objects.create(
        request=request, host=request.host, asked_by=by, remind_at=now + left / 2
    )
    audit.record(by, "quote.asked", quote, on_behalf_of=request.on_behalf_of_id)

    notifications.notify_host_of_question(quote)
    return quote


@transaction.atomic
def make_quote(*, proposal: Proposal, draft: QuoteDraft, by: User) -> Quote:
    """Freeze the terms on the table under the host's next number. It replaces an earlier one.

    Terms that the guest's side put there become the host's proposal, so that the organisation has
    the last word; so do those of somebody who answers for the host no longer. Raises
    ProposalReplacedError where `proposal` isn't on the table any more, QuoteNeedsMoneyError,
    QuoteNeedsTotalError, QuoteTooLateError, QuoteValidityError, QuotaExceededError,
    CoHostEndedError, HostMandateEndedError, or a refusal of `propose_terms`.
    """
    require(by, "quotes.make_quote", proposal.request)

    lock_organisations(proposal.request.on_behalf_of, proposal.request.host_organisation)
    request = lock_request(proposal.request)
    _require_open(request)
    _require_host_side(request, by)
    known = terms_on_table(request)
    if known is None or known.pk != proposal.pk:
        raise ProposalReplacedError
    _require_price(known)
    _require_validity(known, draft.valid_until)
    require_quota("quotes", by)

    terms = known if word_of_host_counts(known) else _proposed_by_host(known, by)
    quote = _quote_to_fill(request)
    _freeze(quote, terms, draft)
    quote.year, quote.number = _next_number(request.host)
    _turn(quote, QuoteState.MADE)
    audit.record(by, "quote.made", quote, number=quote.reference)

    if can_make_pdf():
        outbox.enqueue(make_quote_file, quote_id=quote.pk)
    notifications.notify_guests_of_quote(quote)
    return quote


@transaction.atomic
def withdraw_quote(*, quote: Quote, by: User) -> Quote:
    """Take back what nobody has accepted. The proposal itself stays on the table.

    Raises CoHostEndedError or HostMandateEndedError.
    """
    require(by, "quotes.withdraw_quote", quote)

    lock_organisations(quote.request.on_behalf_of, quote.request.host_organisation)
    quote = _locked(quote)
    _require_host_side(quote.request, by)
    require_transition(QUOTE_TRANSITIONS, quote.state, QuoteState.WITHDRAWN)

    _turn(quote, QuoteState.WITHDRAWN)
    audit.record(by, "quote.withdrawn", quote)

    notifications.notify_guests_of_withdrawal(quote)
    return quote


@transaction.atomic
def remind_of_quote(*, quote: Quote, by: Actor) -> Quote:
    """Tell the host once, at half time, that somebody waits for a quote."""
    require(by, "quotes.remind_of_quote", quote)

    quote = _locked(quote)
    if quote.reminded_at is not None or not quote.is_asked:
        return quote

    quote.reminded_at = timezone.now()
    quote.save(update_fields=["reminded_at"])
    audit.record(by, "quote.reminded", quote)

    notifications.remind_host(quote)
    return quote


@transaction.atomic
def end_quote(*, quote: Quote, by: Actor) -> Quote:
    """Write down that its last day has passed, or that its request ended without it."""
    require(by, "quotes.end_quote", quote)

    quote = _locked(quote)
    state = QuoteState.EXPIRED if quote.is_made and quote.is_past else QuoteState.LAPSED
    require_transition(QUOTE_TRANSITIONS, quote.state, state)

    _turn(quote, state)
    audit.record(by, f"quote.{state}", quote)

    notifications.dismiss_made(quote)
    notifications.dismiss_asked(quote)
    return quote


@transaction.atomic
def forget_quote(*, quote: Quote, by: Actor) -> Quote:
    """Delete its names, words and PDF; number, dates and total stay, so that none is missing."""
    require(by, "quotes.forget_quote", quote)

    quote = _locked(quote)

    words = dict.fromkeys(
        (
            *("title", "host_name", "contact_name", "organisation_name"),
            *("organisation_identifiers", "conditions", "cancellation", "legal_note"),
        ),
        "",
    )
    QuoteFile.objects.filter(quote=quote).delete()
    Quote.objects.filter(pk=quote.pk).update(
        **words, facts=[], lines=[], forgotten_at=timezone.now()
    )
    # The count of a past year goes with its last quote: nobody gets a number of it any more.
    of_year = Quote.objects.filter(host=quote.host_id, year=quote.year, forgotten_at=None)
    if quote.year is not None and quote.year < timezone.localdate().year and not of_year.exists():
        QuoteSeries.objects.filter(host=quote.host_id, year=quote.year).delete()
    audit.record(by, "quote.forgotten", quote)
    return quote


def replace_quote(proposal: Proposal) -> None:
    """Other terms are on the table: a quote for the earlier ones can't be accepted any more.

    The caller holds the lock of the request.
    """
    for quote in _standing(proposal.request).filter(state=QuoteState.MADE):
        _turn(quote, QuoteState.SUPERSEDED)
        audit.record(proposal.by, "quote.superseded", quote)
        notifications.dismiss_made(quote)


def attach_to_agreement(agreement: Agreement) -> None:
    """The quote whose terms were agreed becomes its annex; one that is past or unmade ends.

    The caller holds the lock of the request.
    """
    agreed = agreement.request.proposals.filter(state=ProposalState.AGREED).last()
    for quote in _standing(agreement.request):
        state = QuoteState.LAPSED
        if quote.is_made and quote.is_past:
            state = QuoteState.EXPIRED
        elif quote.is_made and agreed is not None and quote.proposal_id == agreed.pk:
            state, quote.agreement = QuoteState.AGREED, agreement
        _turn(quote, state)
        audit.record(SYSTEM, f"quote.{state}", quote)
        notifications.dismiss_made(quote)
        notifications.dismiss_asked(quote)


def _require_open(request: Request) -> None:
    if not request.is_open:
        raise IllegalTransitionError(old=request.state, new=RequestState.AGREED)


def _require_host_side(request: Request, by: User) -> None:
    """The caller has locked the organisations and the request."""
    if not acts_as_host(request, by):
        raise CoHostEndedError
    require_host_word(request, by)


def _require_price(proposal: Proposal) -> None:
    if not ExchangeMode(proposal.mode).asks_money:
        raise QuoteNeedsMoneyError
    if proposal.total is None:
        raise QuoteNeedsTotalError


def _require_validity(proposal: Proposal, valid_until: date) -> None:
    validity = validity_of(proposal)
    if not validity.is_possible:
        raise QuoteTooLateError
    if not validity.first <= valid_until <= validity.last:
        raise QuoteValidityError(first=format_day(validity.first), last=format_day(validity.last))


def _proposed_by_host(proposal: Proposal, by: User) -> Proposal:
    """The same terms, as the host's."""
    terms = ProposedTerms(
        adults=proposal.adults,
        children=proposal.children,
        total=proposal.total,
        dates=None if proposal.half_days else proposal.dates,
        half_days=proposal.chosen_half_days,
        unit=proposal.unit,
        session=proposal.session,
        conditions=proposal.conditions,
        cancellation=proposal.cancellation,
        quantity=proposal.quantity,
    )
    return propose_terms(request=proposal.request, terms=terms, by=by)


def _quote_to_fill(request: Request) -> Quote:
    """The one that was asked for; else a new one, in the place of one that stands."""
    standing = request.quotes.standing().select_for_update(of=("self",)).first()
    if standing is not None and standing.is_asked:
        return standing
    if standing is not None:
        _turn(standing, QuoteState.SUPERSEDED)
        notifications.dismiss_made(standing)
    return Quote(request=request, host=request.host)


def _freeze(quote: Quote, terms: Proposal, draft: QuoteDraft) -> None:
    """Copy terms and names in the language of who asked.

    Whoever took the offer over since it was asked for makes it, under a number of their own.
    """
    request = terms.request
    reader = quote.asked_by or request.guest
    quote.host = request.host
    quote.request, quote.proposal = request, terms
    quote.made_on, quote.valid_until = timezone.localdate(), draft.valid_until
    quote.language, quote.legal_note = reader.language, draft.legal_note
    quote.title, quote.host_name = request.offer.title, _name_of_host(request)
    quote.contract_party = request.offer.legal_status_of(request.host_organisation)
    quote.contact_name = reader.signature
    quote.organisation_name = request.asked_as
    quote.organisation_identifiers = request.asked_with
    quote.total, quote.currency = terms.total, terms.currency
    quote.conditions, quote.cancellation = terms.conditions, terms.cancellation
    with translation.override(quote.language):
        quote.facts, quote.lines = quote_facts(terms), quote_lines(terms)


def _name_of_host(request: Request) -> str:
    """An organisation with who represents it, as far as the column takes both."""
    name: str = request.host.signature
    if request.host_organisation is None:
        return name
    return f"{request.host_organisation.name} ({name})"[:160]


def _next_number(host: User) -> tuple[int, int]:
    """The year and the next number in it. The lock is held until the quote is committed."""
    year = timezone.localdate().year
    series, _new = QuoteSeries.objects.get_or_create(host=host, year=year)
    series = QuoteSeries.objects.locked(series.pk)
    series.last += 1
    series.save(update_fields=["last"])
    return year, series.last


def _locked(quote: Quote) -> Quote:
    """With its request under lock, which whoever proposes or agrees holds as well."""
    request = lock_request(quote.request)
    quote = Quote.objects.locked(quote.pk)
    quote.request = request
    return quote


def _standing(request: Request) -> QuerySet[Quote]:
    return request.quotes.filter(state__in=STANDING).select_for_update(of=("self",))


def _turn(quote: Quote, state: QuoteState) -> None:
    require_transition(QUOTE_TRANSITIONS, quote.state, state)
    quote.state = state
    quote.save()
