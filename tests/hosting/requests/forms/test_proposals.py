"""A proposal starts from the terms that lie on the table."""

import pytest

from hosting.requests.forms.proposals import ProposalForm
from tests.factories.hosting import ProposalFactory

pytestmark = pytest.mark.django_db


def test_proposal_form__starts_with_all_that_was_proposed_last():
    conditions, cancellation = "Sheets are there.", "Free until three days before."
    proposal = ProposalFactory(conditions=conditions, cancellation=cancellation, total=160)

    form = ProposalForm(guest_request=proposal.request)

    names = ("check_in", "check_out", "adults", "children", "total", "conditions", "cancellation")
    assert {name: form.initial[name] for name in names} == {
        name: getattr(proposal, name) for name in names
    }
