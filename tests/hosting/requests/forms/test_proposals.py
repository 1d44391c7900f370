"""A proposal starts from the terms that lie on the table."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hosting.offers.choices.lists import RateUnit
from hosting.requests.forms.proposals import ProposalForm
from tests.factories.hosting import (
    HALF_DAYS,
    DeskRequestFactory,
    ProposalFactory,
    RequestFactory,
    SessionRequestFactory,
)

pytestmark = pytest.mark.django_db


def test_proposal_form__starts_with_all_that_was_proposed_last():
    conditions, cancellation = "Sheets are there.", "Free until three days before."
    proposal = ProposalFactory(conditions=conditions, cancellation=cancellation, total=160)

    form = ProposalForm(guest_request=proposal.request)

    names = ("check_in", "check_out", "adults", "children", "total", "conditions", "cancellation")
    assert {name: form.initial[name] for name in names} == {
        name: getattr(proposal, name) for name in names
    }


@pytest.fixture
def three_nights():
    """At €60 a night, as proposed: €180."""
    asked = RequestFactory(amount=Decimal(60), unit_of_rate=RateUnit.NIGHT, mode="paid")
    asked.check_out = asked.check_in + timedelta(days=3)
    asked.save()
    return ProposalFactory(request=asked, total=Decimal(180)).request


def typed(request, **changes):
    fields = ("check_in", "check_out", "adults", "children")
    data = {name: str(getattr(request, name)) for name in fields}
    return data | {"unit": request.unit.public_id, "total": "180.00"} | changes


def test_proposal_form__asks_about_a_sum_that_was_left_behind(three_nights):
    longer = str(three_nights.check_out + timedelta(days=1))

    forms = [
        ProposalForm(typed(three_nights, **changes), guest_request=three_nights)
        for changes in (
            {"check_out": longer},
            {"check_out": longer, "keep_total": "on"},
            {"check_out": longer, "total": "200"},
            {},
        )
    ]

    assert [form.is_valid() for form in forms] == [False, True, True, True]
    assert "€240" in str(forms[0].errors["total"])


def test_proposal_form__knows_no_sum_for_dates_in_the_wrong_order(three_nights):
    data = typed(three_nights, check_out=str(three_nights.check_in))

    form = ProposalForm(data, guest_request=three_nights)

    assert not form.is_valid()
    assert form.usual_total is None


def test_proposal_form__refuses_a_departure_before_arrival_at_its_field(three_nights):
    data = typed(three_nights, check_out=str(three_nights.check_in))

    form = ProposalForm(data, guest_request=three_nights)

    assert list(form.errors) == ["check_out"]


def test_proposal_form__of_a_session_offers_its_sessions_and_no_days():
    request = SessionRequestFactory()

    form = ProposalForm(guest_request=request)

    assert "session" in form.fields
    assert form.fields.keys().isdisjoint({"unit", "check_in", "check_out"})


@pytest.mark.time_machine(date(2027, 4, 1))
def test_proposal_form__of_a_workspace_shows_days_around_those_asked_for():
    """They were chosen more than twenty open days ahead."""
    request = DeskRequestFactory()

    shown = [one.day for one in ProposalForm(guest_request=request).days()]

    assert shown[0] == date(2027, 4, 26)
    assert {date(2027, 5, 3), date(2027, 5, 5)} < set(shown)


@pytest.mark.time_machine(date(2027, 4, 1))
def test_proposal_form__of_a_workspace_shows_days_from_another_one_on():
    request = ProposalFactory(request=DeskRequestFactory(), half_days=HALF_DAYS).request

    form = ProposalForm(guest_request=request, first_day=date(2027, 6, 1))

    shown = [one.day for one in form.days()]
    assert shown[:3] == [date(2027, 5, 3), date(2027, 5, 4), date(2027, 6, 1)]
    assert form.later_days == str(shown[-1] + timedelta(days=1))
