"""Two quotes of one host at once, or a quote and a hand-over. The controls have no lock."""

import pytest
from django.db import IntegrityError

from commons.audit.models import AuditEntry
from hosting.quotes.actions import make_quote
from hosting.quotes.models import Quote, QuoteDraft, QuoteSeries
from hosting.quotes.selectors import terms_on_table
from hosting.requests.actions.handovers import take_over_offer
from tests.factories.hosting import MembershipFactory
from tests.factories.organisations import MandateFactory
from tests.factories.quotes import APRIL, council_request
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.race,
    pytest.mark.time_machine(APRIL),
]

AFTER_THE_LOCK = "hosting.quotes.actions.can_make_pdf"


def made_at_once():
    """The numbers of two quotes that one host made in the same moment."""
    request = council_request()
    other = council_request(unit=request.unit)
    host, year = request.host, APRIL.year
    QuoteSeries.objects.create(host=host, year=year)
    draft = QuoteDraft(APRIL.replace(day=20))

    overtaken(
        lambda: make_quote(proposal=terms_on_table(request), draft=draft, by=host),
        at=AFTER_THE_LOCK,
        by=lambda: make_quote(proposal=terms_on_table(other), draft=draft, by=host),
    )

    return sorted(Quote.objects.values_list("number", flat=True))


def test_two_quotes_at_once_have_two_numbers():
    assert made_at_once() == [1, 2]


def test_control_without_lock_one_number_is_given_twice():
    if not has_row_locks():
        assert made_at_once() == [1, 2]
        return

    with without_row_locks(), pytest.raises(IntegrityError):
        made_at_once()


def made_and_taken_over():
    """Verbs in their order: a host makes a quote, and meanwhile a manager relieves them.

    What the guest asked becomes the host's proposal, for which the organisation is locked again.
    """
    mandate = MandateFactory()
    manager = MandateFactory(organisation=mandate.organisation, manager=True).person
    fields = {"host": mandate.person, "on_behalf_of": mandate.organisation}
    request = council_request(
        host_organisation=mandate.organisation,
        **{f"unit__stay__{name}": value for name, value in fields.items()},
    )
    MembershipFactory(community=request.offer.community, person=manager)
    draft = QuoteDraft(APRIL.replace(day=20))

    overtaken(
        lambda: make_quote(proposal=terms_on_table(request), draft=draft, by=mandate.person),
        at="hosting.quotes.actions.propose_terms",
        by=lambda: take_over_offer(offer=request.offer, by=manager),
    )

    verbs = AuditEntry.objects.filter(verb__in=("quote.made", "offer.handed_over"))
    return list(verbs.order_by("pk").values_list("verb", flat=True))


def test_a_quote_and_a_hand_over_never_wait_for_each_other():
    assert made_and_taken_over() == ["quote.made", "offer.handed_over"]


def test_control_without_lock_the_offer_is_handed_over_first():
    with without_row_locks():
        verbs = made_and_taken_over()

    assert (verbs[0] == "offer.handed_over") == has_row_locks()
