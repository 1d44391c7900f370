"""Dates, people and terms of a request, proposal or agreement, as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from core.text.formatting import (
    format_date_range,
    format_day,
    format_full_moment,
    format_moment,
    format_money,
    format_short_date_range,
    format_short_day,
    format_short_moment,
)
from core.values.half_days import days_of
from core.values.money import Money
from hosting.calendars.presenters.workspace_days import count_half_days, format_half_days
from hosting.offers.choices.lists import ExchangeMode, OfferKind, RateName, RateUnit
from hosting.offers.models.offers import Offer
from hosting.offers.presenters.dates_and_party import (
    format_nights,
    format_people,
    format_quantity,
)
from hosting.offers.presenters.exchange_facts import format_hours_of_help
from hosting.offers.presenters.price_lines import PriceLineText, terms_lines
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.presenters.validity import valid_until
from hosting.requests.rules import reads_as_host
from hosting.requests.states import ProposalState, RequestState
from ui.templatetags.languages import in_language

ERASED_TITLES: Final = {
    OfferKind.STAY: gettext_lazy("A stay that is no longer offered"),
    OfferKind.WORKSPACE: gettext_lazy("A workspace that is no longer offered"),
    OfferKind.ACTIVITY: gettext_lazy("An activity that is no longer offered"),
    OfferKind.PRODUCT: gettext_lazy("A product that is no longer offered"),
    OfferKind.TIP: gettext_lazy("A tip that is no longer shared"),
}

LONGEST_TITLE: Final = 40  # of an offer, in the subject of a mail

type AnyTerms = Request | Proposal | Agreement


@dataclass(frozen=True, slots=True)
class TermLine:
    """One line of a proposal; `before` is what it replaces."""

    name: str
    value: str
    note: str = ""
    before: str = ""
    lines: tuple[PriceLineText, ...] = ()  # what a total is made of


def current_terms(terms: AnyTerms) -> AnyTerms:
    """What holds of a request now: its agreement, else the last proposal on the table.

    A request that nobody has proposed anything for says itself what it asks. Proposals and
    agreements are their own terms. No query where the request comes `with_terms()`.
    """
    if not isinstance(terms, Request):
        return terms
    agreement: Agreement | None = getattr(terms, "agreement", None)
    if agreement is not None:
        return agreement
    proposals = [one for one in terms.proposals.all() if one.state != ProposalState.REPLACED]
    return proposals[-1] if proposals else terms


def proposal_terms(proposal: Proposal, before: Proposal | None = None) -> list[TermLine]:
    """Its lines, without those that say nothing."""
    old = dict(_lines(before)) if before else {}
    return [
        TermLine(
            name,
            value,
            before=old.get(name, "") if old.get(name) != value else "",
            lines=price_lines(proposal) if name == _("Total") else (),
        )
        for name, value in _lines(proposal)
        if value
    ]


def price_lines(terms: AnyTerms) -> tuple[PriceLineText, ...]:
    """What a total is made of, by the amounts that were frozen.

    Nothing where the two speak of another sum, or where one amount times the nights says it all.
    """
    if not isinstance(terms, Request) and terms.total != terms.usual_total:
        return ()
    offer = terms.offer if isinstance(terms, Request) else terms.request.offer
    return terms_lines(terms, party=terms.party, dates=terms.dates, language=offer.language)


def offer_display_title(offer: Offer) -> str:
    """The host's title; its kind where that was erased because the host has left."""
    return str(ERASED_TITLES[OfferKind(offer.kind)]) if offer.erased_at else offer.title


def marked_title(offer: Offer) -> str:
    """The same as HTML, marked with the language of its host where the page is in another."""
    return in_language(offer_display_title(offer), "" if offer.erased_at else offer.language)


def written_words_of(offer: Offer) -> list[tuple[str, str]]:
    """What mails quote of it, with its language; nothing is left of one that was erased."""
    if offer.erased_at:
        return []
    short = Truncator(offer.title).chars(LONGEST_TITLE)  # as in a subject
    return [(words, offer.language) for words in sorted({offer.title, short})]


def format_party(terms: AnyTerms) -> str:
    """`2 adults, 1 child`, or `2 items` of a product."""
    if terms.quantity is not None:
        return format_quantity(terms.quantity)
    return format_people(terms.adults, terms.children)


def format_dates(terms: AnyTerms) -> str:
    """Nights with their number, half-days, a day, a session's start by its clocks, or nothing."""
    if (starts_at := start_of(terms)) is not None:
        return format_moment(
            starts_at,
            time_zone_of(terms.offer if isinstance(terms, Request) else terms.request.offer),
        )
    if terms.dates is None:
        return ""
    if terms.half_days:
        return format_half_days(terms.chosen_half_days)
    if terms.unit_id is None:
        return format_day(terms.dates.check_in, weekday=True)
    return f"{format_date_range(terms.dates)}, {format_nights(terms.dates)}"


def format_short_dates(terms: AnyTerms) -> str:
    """`3–6 May`, `Tue 4 May, 14:00`, for the subject of a mail.

    As the terms themselves say it: no query where they come with session and place.
    """
    if (starts_at := start_of(terms)) is not None:
        offer = terms.offer if isinstance(terms, Request) else terms.request.offer
        return format_short_moment(starts_at, time_zone_of(offer))
    if terms.dates is None:
        return ""
    if terms.takes_nights:
        return format_short_date_range(terms.dates)
    first = format_short_day(terms.dates.check_in)
    if len(days_of(terms.chosen_half_days)) > 1:
        return f"{first}, {count_half_days(terms.chosen_half_days)}"
    return first


def format_topic(terms: AnyTerms) -> str:
    """`3–6 May, The mill`: when and what, short enough for the subject of a mail."""
    if isinstance(terms, Agreement):
        title = terms.offer_title
    else:
        offer = terms.offer if isinstance(terms, Request) else terms.request.offer
        title = offer_display_title(offer)
    return _joined(format_short_dates(terms), Truncator(title).chars(LONGEST_TITLE))


def format_heading(terms: AnyTerms, reader: User) -> str:
    """`Odile and Marc, 3–6 May, The mill`: the other side before when and what."""
    return _joined(other_name(terms, reader), format_topic(terms))


def other_name(terms: AnyTerms, reader: User) -> str:
    """Of the other side: as the agreement has it, else as the person is called now."""
    if isinstance(terms, Agreement):
        is_host = reads_as_host(terms.request, reader)
        return _short_name(terms.guest_party if is_host else terms.host_party)
    request = terms if isinstance(terms, Request) else terms.request
    is_host = reads_as_host(request, reader)
    return format_guest(request, short=True) if is_host else request.host.display_name


def format_guest(request: Request, *, short: bool = False) -> str:
    """`Yann`, or `Yann for The works council`; `short` for the subject of a mail."""
    name = str(request.guest.display_name)
    if request.on_behalf_of is None:
        return name
    organisation = organisation_of(request)
    return _("%(name)s for %(organisation)s") % {
        "name": name,
        "organisation": _short_name(organisation) if short else organisation,
    }


def organisation_of(terms: AnyTerms) -> str:
    """The name of the organisation for which somebody asks, or that has agreed; else nothing."""
    if isinstance(terms, Agreement):
        return terms.organisation_name
    request = terms if isinstance(terms, Request) else terms.request
    if request.on_behalf_of is not None and request.on_behalf_of.is_hidden:
        return _("an organisation that was hidden after a report")
    return request.asked_as


def group_of(request: Request) -> str:
    """The kind of group that asks, with its own words for another one; else nothing."""
    kind = str(request.get_group_kind_display())
    if not request.group_words:
        return kind
    return _("%(kind)s: “%(words)s”") % {"kind": kind, "words": request.group_words}


def _short_name(name: str) -> str:
    return Truncator(name).chars(LONGEST_TITLE)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def format_deadline(request: Request) -> str:
    """`Thursday 3 May at 14:12`: until when the host may answer, by the clocks of the place."""
    return format_moment(request.answer_by, time_zone_of(request.offer))


def format_proposal_deadline(proposal: Proposal) -> str:
    """Until when the other side may accept it, by the clocks of the place, as a sentence.

    A request that nobody has answered, and a joint one, expire; else what is proposed is open
    as long as its quote is valid, without one until it begins, and what has no date for good.
    """
    request = proposal.request
    if request.request_set_id is not None or request.state == RequestState.SENT:
        moment = format_deadline(request)
    elif last := valid_until(proposal):
        moment = format_day(last, weekday=True)
    elif proposal.session is not None:
        moment = format_moment(proposal.session.starts_at, time_zone_of(request.offer))
    elif proposal.check_in is not None:
        moment = format_day(proposal.check_in, weekday=True)
    else:
        return _("There’s no deadline for answering this proposal.")
    return _("You can answer this proposal until %(moment)s.") % {"moment": moment}


def format_agreed_at(agreement: Agreement) -> str:
    """`Monday 3 May 2027 at 14:12`: when both had said yes, by the clocks of the place."""
    return format_full_moment(agreement.agreed_at, time_zone_of(agreement.request.offer))


def start_of(terms: AnyTerms) -> datetime | None:
    """When the session begins: an agreement keeps the hour that both agreed on."""
    if isinstance(terms, Agreement):
        return terms.starts_at
    return terms.session.starts_at if terms.session else None


def format_rate(terms: AnyTerms) -> SafeString:
    """The name of the rate, its amount and unit, or its mode where no money changes hands.

    The name alone where the two speak of another sum, or where amounts differ by season or length:
    one amount would contradict it. As HTML: the host's own words are marked as in their language.
    """
    if not terms.rate_label:
        return SafeString()
    pattern, amount = _rate_pattern(terms)
    language = "" if terms.rate_name in RateName else terms.rate_language
    return format_html(pattern, in_language(terms.rate_in_words, language), amount)


def format_plain_rate(terms: AnyTerms) -> str:
    """The same as plain text, for mails and calendar files."""
    if not terms.rate_label:
        return ""
    pattern, amount = _rate_pattern(terms)
    return pattern.format(terms.rate_in_words, amount)


def _rate_pattern(terms: AnyTerms) -> tuple[str, str]:
    """How the name of the rate stands beside its amount or mode, and these."""
    if terms.money is None or not ExchangeMode(terms.mode).asks_money:
        mode = str(terms.get_mode_display())
        return ("{}", "") if terms.rate_in_words == mode else ("{} ({})", mode)
    is_other_sum = not isinstance(terms, Request) and terms.total not in {None, terms.usual_total}
    if is_other_sum or price_lines(terms):
        return "{}", ""
    return "{}, {}", f"{format_money(terms.money)} {terms.get_unit_of_rate_display()}"


def format_total(terms: Proposal | Agreement) -> str:
    """The sum, or nothing where no sum was agreed. Of goods how it comes: `2 × €6 = €12`."""
    if terms.total is None:
        return ""
    total = format_money(Money(terms.total, terms.currency))
    by_item = terms.unit_of_rate == RateUnit.ITEM and (terms.quantity or 0) > 1
    if terms.money is None or not by_item or terms.total != terms.usual_total:
        return total
    return f"{terms.quantity} × {format_money(terms.money)} = {total}"


def return_lines(terms: AnyTerms) -> list[tuple[str, str]]:
    """What is done, brought or paid in a currency of its own, each with its name."""
    hours = "" if terms.hours is None else format_hours_of_help(terms.hours)
    due_date = "" if terms.due_date is None else format_day(terms.due_date)
    lines = [
        (_("In return"), _joined(terms.in_return.rstrip("."), hours)),
        (_("Due date"), due_date),
        (_("Currency"), terms.currency_name),
        (_("In exchange"), format_exchange(terms)),
    ]
    return [(name, value) for name, value in lines if value]


def format_exchange(terms: AnyTerms) -> str:
    """`The barn, 3–6 May, 3 nights, 2 adults`: the other half of a swap, as it goes with these.

    Nothing, and no query, of what is no swap.
    """
    request = terms if isinstance(terms, Request) else terms.request
    other = request.counterpart
    if other is None:
        return ""
    half = current_terms(other)
    if isinstance(terms, Proposal):  # both halves are proposed together, in one order
        earlier = request.proposals.filter(pk__lt=terms.pk).count()
        half = other.proposals.all()[earlier : earlier + 1].first() or half
    if isinstance(half, Agreement):
        title = f"{half.offer_title} ({half.reference})"
    else:
        title = offer_display_title(other.offer)
    return _joined(title, format_dates(half), format_party(half))


def plain_return_lines(terms: AnyTerms) -> list[str]:
    """`In return: Weeding, 4 hours of help`, one line for each."""
    return [
        _("%(name)s: %(value)s") % {"name": name, "value": value}
        for name, value in return_lines(terms)
    ]


def _lines(proposal: Proposal) -> list[tuple[str, str]]:
    language, unit = proposal.request.offer.language, proposal.unit
    return [
        (_("When"), format_dates(proposal)),
        (
            _("Desk or room") if proposal.half_days else _("Room or unit"),
            in_language(unit.name, language) if unit else "",
        ),
        (_("People") if proposal.quantity is None else _("Quantity"), format_party(proposal)),
        (_("Terms"), format_rate(proposal)),
        *return_lines(proposal),
        (_("Total"), format_total(proposal)),
        (_("Other terms"), proposal.conditions),
        (_("Cancellation"), proposal.cancellation),
    ]
