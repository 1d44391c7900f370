"""What is done or brought in return: copied with the rate, changed by proposals, frozen."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from core.permissions import SYSTEM
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import forget_terms, send_request
from hosting.requests.errors import DueDatePastError, DueDateTooLateError
from hosting.requests.forms.proposals import ProposalForm
from hosting.requests.models.requests import InReturn, ProposedTerms, RequestDraft
from hosting.requests.presenters.request_terms import plain_return_lines
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MAY, ProposalFactory, RateFactory, RequestFactory, UnitFactory

# The stays of the factories are to come, in the next year, so that their dates are told with it.
YEAR_BEFORE = pytest.mark.time_machine(date(2026, 12, 7))
pytestmark = [pytest.mark.django_db, YEAR_BEFORE]

SERVICE = {"mode": "service", "amount": None, "details": "Weeding.", "hours": Decimal(4)}


def test_terms_copy_hours_words_and_a_due_date():
    unit = UnitFactory()
    rate = RateFactory(offer=unit.stay, due_within_days=30, **SERVICE)
    draft = RequestDraft(unit.stay, adults=1, message="Hello.", dates=MAY, rate=rate)

    request = send_request(draft=draft, key=uuid4(), by=UserFactory())
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    due_date = MAY.check_out + timedelta(days=30)
    assert (agreement.in_return, agreement.hours, agreement.due_date) == ("Weeding.", 4, due_date)
    assert plain_return_lines(agreement) == [
        "In return: Weeding, 4 hours of help",
        "Due date: 5 June 2027",
    ]


def test_a_local_currency_goes_with_its_name():
    rate = RateFactory.build(mode="local_currency", currency="EUS", currency_name="Eusko")

    terms = rate.as_terms("fr")

    names = ("currency", "currency_name", "in_return", "due_date")
    assert [terms[name] for name in names] == ["EUS", "Eusko", "", None]


def test_a_proposal_changes_what_is_done_in_return():
    request = RequestFactory(mode="service", amount=None, in_return="Weeding", hours=4)
    given = InReturn("Painting", Decimal(6), date(2027, 6, 1))

    proposal = propose_terms(request=request, terms=_terms(given), by=request.host)

    assert (proposal.in_return, proposal.hours, proposal.due_date) == (
        given.words,
        given.hours,
        given.due_date,
    )


@pytest.mark.parametrize(
    ("days", "error"), [(None, DueDatePastError), (366, DueDateTooLateError)], ids=["past", "late"]
)
def test_a_due_date_is_refused(days, error):
    request = RequestFactory(mode="gift", amount=None)
    yesterday = timezone.localdate() - timedelta(days=1)
    due_date = MAY.check_out + timedelta(days=days) if days else yesterday

    with pytest.raises(error):
        propose_terms(request=request, terms=_terms(InReturn("", None, due_date)), by=request.host)

    assert request.proposals.count() == 0


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"hours": "0.4"}, "hours"),
        ({"hours": "201"}, "hours"),
        ({"in_return": "w" * 256}, "in_return"),
        ({"in_return": "", "hours": ""}, "in_return"),
        ({"due_date": "soon"}, "due_date"),
    ],
    ids=["few-hours", "many-hours", "long", "nothing", "no-date"],
)
def test_what_is_typed_in_return_is_refused(typed, field):
    request = ProposalFactory(request__mode="service", request__amount=None).request
    names = ("check_in", "check_out", "adults", "children")
    data = {name: str(getattr(request, name)) for name in names}
    said = {"unit": request.unit.public_id, "in_return": "Weeding", "hours": "4"}

    form = ProposalForm(data | said | typed, guest_request=request)

    assert list(form.errors) == [field]


def test_words_in_return_are_forgotten_with_the_terms():
    request = ProposalFactory(in_return="Weeding", currency_name="Eusko").request

    forget_terms(request=request, by=SYSTEM)

    proposal = request.proposals.get()
    assert (proposal.in_return, proposal.currency_name) == ("", "")


def _terms(given):
    return ProposedTerms(adults=2, children=0, total=None, in_return=given)
