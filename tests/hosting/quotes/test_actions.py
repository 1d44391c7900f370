"""A quote is asked for, made, replaced, withdrawn, and becomes the annex of an agreement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.notifications.models import Notice
from commons.organisations.models import Mandate
from core.permissions import SYSTEM
from core.quotas.errors import QuotaExceededError
from core.states import IllegalTransitionError
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.errors import HostMandateEndedError
from hosting.quotes.actions import (
    ask_for_quote,
    end_quote,
    forget_quote,
    make_quote,
    remind_of_quote,
    withdraw_quote,
)
from hosting.quotes.errors import (
    QuoteNeedsMoneyError,
    QuoteNeedsTotalError,
    QuoteStandsError,
    QuoteTooLateError,
    QuoteValidityError,
)
from hosting.quotes.models import Quote, QuoteDraft, QuoteFile, QuoteSeries
from hosting.quotes.notifications import QUOTE_ASKED, QUOTE_MADE, QUOTE_WITHDRAWN
from hosting.quotes.presenters import annex_of
from hosting.quotes.selectors import terms_on_table
from hosting.quotes.states import QuoteState
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.errors import ProposalReplacedError
from hosting.requests.models.requests import ProposedTerms
from hosting.requests.notifications.requests import PROPOSAL_MADE, notify_of_new_host
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import MAY, ProposalFactory, RequestFactory
from tests.factories.organisations import MandateFactory
from tests.factories.quotes import APRIL, QuoteFactory, council_request, with_file
from tests.quotas import limit

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL, tick=False)]

UNTIL = date(2027, 4, 20)


def make(request, by=None, *, until=UNTIL, note="", proposal=None):
    return make_quote(
        proposal=proposal or terms_on_table(request),
        draft=QuoteDraft(until, note),
        by=by or request.host,
    )


def propose(request, by, total=300):
    terms = ProposedTerms(adults=2, children=0, total=Decimal(total))
    return propose_terms(request=request, terms=terms, by=by)


def hand_over(request):
    """A colleague hosts now, and what the earlier host proposed counts no longer by itself."""
    request.proposals.filter(by=request.host).update(for_host=True)
    request.host = UserFactory()
    request.save()


def told(template):
    notices = Notice.objects.unread().filter(template=template).order_by("pk")
    return [notice.recipient for notice in notices]


def state_of(quote):
    return Quote.objects.get(pk=quote.pk).state


def test_ask_for_quote_tells_the_host_once():
    request = council_request()

    quote = ask_for_quote(request=request, by=request.guest)
    again = ask_for_quote(request=request, by=request.guest)

    assert quote == again
    assert (quote.state, quote.asked_by, quote.host) == ("asked", request.guest, request.host)
    assert told(QUOTE_ASKED[0]) == [request.host]
    assert quote.remind_at - quote.asked_at == timedelta(hours=24)
    assert AuditEntry.objects.about(quote).get().data == {"on_behalf_of": request.on_behalf_of_id}


def test_ask_for_quote_is_for_who_acts_for_the_organisation():
    request = council_request()
    colleague = MandateFactory(organisation=request.on_behalf_of).person
    own = RequestFactory()

    quote = ask_for_quote(request=request, by=colleague)

    assert quote.asked_by == colleague
    for wanted, person in (
        (request, request.host),
        (request, UserFactory()),
        (request, MandateFactory().person),
        (own, own.guest),
    ):
        with pytest.raises(PermissionDenied):
            ask_for_quote(request=wanted, by=person)


def test_ask_for_quote_is_refused_once_the_mandate_has_ended():
    request = council_request()
    Mandate.objects.all().delete()

    with pytest.raises(PermissionDenied):
        ask_for_quote(request=request, by=request.guest)


def test_ask_for_quote_is_refused_without_price_or_open_request():
    free = council_request(mode=ExchangeMode.HOUSE_SWAP, amount=None)
    declined = council_request(state=RequestState.DECLINED)

    with pytest.raises(QuoteNeedsMoneyError):
        ask_for_quote(request=free, by=free.guest)
    with pytest.raises(IllegalTransitionError):
        ask_for_quote(request=declined, by=declined.guest)


def test_ask_for_quote_is_refused_while_one_is_valid(time_machine):
    quote = QuoteFactory()
    request = quote.request

    with pytest.raises(QuoteStandsError):
        ask_for_quote(request=request, by=request.guest)
    time_machine.move_to(APRIL + timedelta(days=31))
    asked = ask_for_quote(request=request, by=request.guest)

    assert (state_of(quote), asked.state) == ("expired", "asked")


def test_ask_for_quote_is_refused_after_a_block_and_over_the_quota(settings):
    blocked, request = council_request(), council_request()
    block_person(person=blocked.host, by=blocked.guest)
    limit(settings, quote_requests=0)

    with pytest.raises(IllegalTransitionError):
        ask_for_quote(request=blocked, by=blocked.guest)
    with pytest.raises(QuotaExceededError):
        ask_for_quote(request=request, by=request.guest)


def test_make_quote_freezes_the_terms_as_the_hosts_proposal():
    request = council_request()
    asked = ask_for_quote(request=request, by=request.guest)

    quote = make(request, note="SIRET 1234, VAT not applicable")

    proposal = request.proposals.last()
    assert (quote.pk, quote.state, quote.reference) == (asked.pk, "made", "2027-001")
    assert (quote.proposal, proposal.by, proposal.state) == (proposal, request.host, "open")
    assert (quote.made_on, quote.valid_until) == (APRIL, UNTIL)
    assert (quote.total, quote.currency) == (Decimal(120), "EUR")
    assert (quote.organisation_name, quote.organisation_identifiers) == (
        "CSE du Bief",
        "SIRET 55210055400013",
    )
    assert (quote.host_name, quote.contact_name) == (
        request.host.signature,
        request.guest.signature,
    )
    assert quote.legal_note == "SIRET 1234, VAT not applicable"
    assert told(QUOTE_MADE) == [request.guest]
    assert told(PROPOSAL_MADE) == told(QUOTE_ASKED[0]) == []


def test_make_quote_counts_by_host_and_year(time_machine):
    request = council_request()
    same_host = council_request(unit=request.unit)
    other = council_request()

    numbers = [make(one).reference for one in (request, same_host, other)]
    time_machine.move_to("2028-01-02 12:00 +0000")
    next_year = council_request(
        unit=request.unit, check_in=date(2028, 5, 3), check_out=date(2028, 5, 6)
    )
    numbers.append(make(next_year, until=date(2028, 1, 20)).reference)

    assert numbers == ["2027-001", "2027-002", "2027-001", "2028-001"]


def test_make_quote_leaves_no_hole_where_it_is_refused():
    request = council_request()

    with pytest.raises(QuoteValidityError):
        make(request, until=APRIL)
    quote = make(request)

    assert quote.reference == "2027-001"


def test_make_quote_in_place_of_one_that_stands():
    quote = QuoteFactory(request=council_request(terms={"by": UserFactory()}), number=9)
    request = quote.request
    request.proposals.update(by=request.host)

    again = make(request)

    assert (state_of(quote), again.state) == ("superseded", "made")
    assert again.proposal == quote.proposal


def test_make_quote_is_for_the_host_alone():
    request = council_request()
    own = ProposalFactory().request

    for wanted, person in (
        (request, request.guest),
        (request, UserFactory()),
        (own, own.host),
    ):
        with pytest.raises(PermissionDenied):
            make(wanted, person)


def test_make_quote_by_a_co_host_counts_for_the_host():
    request = council_request()
    co_host = CoHostFactory(offer=request.offer)
    former = CoHostFactory(offer=request.offer, ended=True)

    asked = ask_for_quote(request=request, by=request.guest)
    informed = set(told(QUOTE_ASKED[0]))
    with pytest.raises(PermissionDenied):
        make(request, former.person)
    quote = make(request, co_host.person)

    assert (quote.pk, quote.host, quote.reference) == (asked.pk, request.host, "2027-001")
    assert informed == {request.host, co_host.person}
    assert quote.proposal.for_host
    withdraw_quote(quote=quote, by=co_host.person)
    assert state_of(quote) == "withdrawn"


def test_make_quote_after_a_hand_over_has_a_number_of_the_new_host():
    request = council_request()
    QuoteFactory(request=council_request(unit=request.unit), number=1)
    asked = ask_for_quote(request=request, by=request.guest)
    hand_over(request)

    quote = make(request)

    assert (quote.pk, quote.host, quote.reference) == (asked.pk, request.host, "2027-001")


def test_make_quote_proposes_again_what_a_former_host_proposed():
    request = council_request()
    propose(request, request.host)
    hand_over(request)

    quote = make(request)

    assert quote.proposal.by == request.host
    assert agree_to_proposal(proposal=quote.proposal, by=request.guest).host == request.host


def test_no_quote_by_a_host_who_left_the_organisation():
    mandate = MandateFactory()
    request = council_request(
        host_organisation=mandate.organisation, unit__stay__host=mandate.person
    )
    quote = make(request)
    mandate.delete()

    with pytest.raises(HostMandateEndedError):
        make(request)
    with pytest.raises(HostMandateEndedError):
        withdraw_quote(quote=quote, by=request.host)

    assert state_of(quote) == "made"


def test_a_new_host_hears_of_the_quote_that_was_asked_for():
    request = council_request()
    co_host = CoHostFactory(offer=request.offer)
    ask_for_quote(request=request, by=request.guest)
    hand_over(request)

    notify_of_new_host(request)

    assert told(QUOTE_ASKED[0]) == [co_host.person, request.host]


@pytest.mark.parametrize("until", [APRIL, date(2027, 3, 1), MAY.check_out, date(2028, 1, 1)])
def test_make_quote_valid_until_the_first_day(until):
    request = council_request()

    with pytest.raises(QuoteValidityError):
        make(request, until=until)

    assert make(request, until=MAY.check_in).valid_until == MAY.check_in


def test_make_quote_is_refused_on_the_first_day(time_machine):
    request = council_request()
    time_machine.move_to(MAY.check_in)

    with pytest.raises(QuoteTooLateError):
        make(request, until=MAY.check_in)


def test_make_quote_is_refused_without_a_price():
    free = council_request(mode=ExchangeMode.GIFT, amount=None)
    open_sum = council_request(amount=None, terms={"total": None})

    with pytest.raises(QuoteNeedsMoneyError):
        make(free)
    with pytest.raises(QuoteNeedsTotalError):
        make(open_sum)


def test_make_quote_is_refused_where_other_terms_came_meanwhile():
    request = council_request()
    read = terms_on_table(request)
    propose(request, request.guest)

    with pytest.raises(ProposalReplacedError):
        make(request, proposal=read)

    assert not Quote.objects.exists()


def test_make_quote_is_refused_over_the_quota(settings):
    limit(settings, quotes=0)

    with pytest.raises(QuotaExceededError):
        make(council_request())


@pytest.mark.parametrize("by_host", [True, False])
def test_other_terms_replace_a_quote(by_host):
    request = council_request()
    quote = make(request)

    propose(request, request.host if by_host else request.guest)

    assert state_of(quote) == "superseded"
    assert told(QUOTE_MADE) == []


def test_withdraw_quote_leaves_the_proposal_on_the_table():
    request = council_request()
    quote = make(request)

    withdraw_quote(quote=quote, by=request.host)

    assert state_of(quote) == "withdrawn"
    assert request.proposals.last().is_open
    assert (told(QUOTE_MADE), told(QUOTE_WITHDRAWN)) == ([], [request.guest])
    with pytest.raises(IllegalTransitionError):
        withdraw_quote(quote=quote, by=request.host)
    with pytest.raises(PermissionDenied):
        withdraw_quote(quote=quote, by=request.guest)


def test_agreeing_makes_the_quote_the_annex():
    request = council_request()
    quote = make(request)

    agreement = agree_to_proposal(proposal=quote.proposal, by=request.guest)

    assert (state_of(quote), agreement.quote) == ("agreed", quote)
    assert annex_of(agreement) == "Annex: quote 2027-001 of Thursday 1 April 2027"
    assert told(QUOTE_MADE) == []


def test_agreeing_without_the_quote_ends_it(time_machine):
    late, unmade = QuoteFactory(), QuoteFactory(asked=True)
    time_machine.move_to(APRIL + timedelta(days=31))

    for quote in (late, unmade):
        request = quote.request
        agreement = agree_to_proposal(proposal=terms_on_table(request), by=request.host)
        assert annex_of(agreement) == ""

    assert (state_of(late), state_of(unmade)) == ("expired", "lapsed")


def test_what_the_clock_does_is_left_to_it():
    quote = QuoteFactory()

    for action in (remind_of_quote, end_quote, forget_quote):
        with pytest.raises(PermissionDenied):
            action(quote=quote, by=quote.host)


def test_forget_quote_leaves_number_dates_and_total():
    quote = with_file(QuoteFactory(legal_note="SIRET", conditions="Sheets"))

    forget_quote(quote=quote, by=SYSTEM)

    quote.refresh_from_db()
    words = (quote.title, quote.host_name, quote.contact_name, quote.organisation_name)
    assert {*words, quote.legal_note, quote.conditions} == {""}
    assert (quote.facts, quote.lines, QuoteFile.objects.count()) == ([], [], 0)
    assert (quote.total, quote.year, quote.state) == (Decimal(120), 2027, QuoteState.MADE)


def test_forget_quote_takes_the_count_of_a_past_year_along():
    first = QuoteFactory(year=2026)
    second = QuoteFactory(request=council_request(unit=first.request.unit), year=2026)
    QuoteSeries.objects.create(host=first.host, year=2026, last=2)

    counts = []
    for quote in (first, second):
        forget_quote(quote=quote, by=SYSTEM)
        counts.append(QuoteSeries.objects.count())

    assert counts == [1, 0]
