"""Requests, proposals and agreements in words: whose clock, and whose terms."""

from datetime import timedelta

import pytest
import time_machine

from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import current_terms, format_dates
from hosting.requests.selectors.requests import requests_with_details
from hosting.requests.states import ProposalState
from tests.factories.hosting import (
    AT_TWO,
    MAY,
    AgreementFactory,
    ProposalFactory,
    RequestFactory,
    SessionRequestFactory,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def test_when_in_words_tells_a_session_by_the_clocks_of_its_place():
    asked = SessionRequestFactory(
        session__activity__place__locality__timezone="Europe/London", session__starts_at=AT_TWO
    )
    proposal, agreement = ProposalFactory(request=asked), AgreementFactory(request=asked)

    told = [format_dates(wish) for wish in (asked, proposal, agreement)]

    assert told == ["Tuesday 4 May at 13:00"] * 3


def test_when_in_words_keeps_the_hour_that_was_agreed():
    asked = SessionRequestFactory(session__starts_at=AT_TWO)
    agreement = AgreementFactory(request=asked)
    asked.session.starts_at += timedelta(hours=1)
    asked.session.save()

    told = format_dates(agreement)

    assert told == "Tuesday 4 May at 14:00"


def test_current_terms_are_the_request_the_proposal_then_the_agreement():
    asked, countered, settled = RequestFactory.create_batch(3)
    for request in (countered, settled):
        ProposalFactory(request=request, state=ProposalState.REPLACED)
    proposal = ProposalFactory(request=countered, check_out=MAY.check_out + timedelta(days=1))
    ProposalFactory(request=settled, state=ProposalState.AGREED)
    agreement = AgreementFactory(request=settled)

    found = [current_terms(request) for request in (asked, countered, settled)]

    assert found == [asked, proposal, agreement]


def test_current_terms_of_a_list_cost_one_query_more(django_assert_num_queries):
    ProposalFactory.create_batch(2)
    AgreementFactory()

    with django_assert_num_queries(2):
        told = [format_dates(current_terms(one)) for one in Request.objects.with_terms()]

    assert told == ["Monday 3 – Thursday 6 May, 3 nights"] * 3


def test_the_page_of_a_request_reads_its_host_only_once(django_assert_num_queries):
    agreement = AgreementFactory(
        host_organisation=OrganisationFactory(), host_organisation_name="Les Ateliers"
    )
    request = requests_with_details(agreement.guest).get()

    with django_assert_num_queries(0):
        named = request.agreement.receiving_host

    assert named == agreement.host.signature
