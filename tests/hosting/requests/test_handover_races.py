"""Who takes over an offer of an organisation, and who agrees in its name, at the same moment."""

import pytest

from commons.audit.models import AuditEntry
from commons.organisations.actions import end_mandate
from hosting.offers.actions.review import publish_offer, submit_for_review
from hosting.requests.actions.handovers import take_over_offer
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.models.agreements import Agreement
from tests.factories.hosting import MembershipFactory, ProposalFactory, StayFactory
from tests.factories.organisations import MandateFactory
from tests.rivals import at_once, has_row_locks, overtaken, without_row_locks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_of_two_colleagues_at_once_one_takes_it_over():
    mandate = MandateFactory(ended=True)
    offer = StayFactory(host=mandate.person, on_behalf_of=mandate.organisation).offer_ptr
    colleagues = [MandateFactory(organisation=mandate.organisation).person for _ in range(2)]
    for person in colleagues:
        MembershipFactory(community=offer.community, person=person)

    at_once(
        *(lambda by=by: take_over_offer(offer=offer, by=by) for by in colleagues),
        refusals=Exception,
    )

    assert AuditEntry.objects.filter(verb="offer.handed_over").count() == 1


def agree_while_the_host_leaves():
    """A guest agrees while the mandate of the host ends. The agreement and the end, in order."""
    mandate = MandateFactory()
    MandateFactory(organisation=mandate.organisation, manager=True)
    fields = {"host_organisation": mandate.organisation}
    fields |= {"unit__stay__host": mandate.person, "unit__stay__on_behalf_of": mandate.organisation}
    proposal = ProposalFactory(**{f"request__{name}": value for name, value in fields.items()})

    overtaken(
        lambda: agree_to_proposal(proposal=proposal, by=proposal.request.guest),
        at="hosting.requests.actions.proposals.create_agreement",
        by=lambda: end_mandate(mandate=mandate, by=mandate.person),
    )
    verbs = ("proposal.agreed", "mandate.ended")
    entries = AuditEntry.objects.filter(verb__in=verbs).order_by("pk")
    return list(entries.values_list("verb", flat=True)), Agreement.objects.exists()


def test_no_guest_agrees_with_a_host_whose_mandate_has_ended():
    order, _is_agreed = agree_while_the_host_leaves()

    assert order == ["proposal.agreed", "mandate.ended"]


def test_control_without_the_lock_the_mandate_ends_first():
    with without_row_locks():
        order, _is_agreed = agree_while_the_host_leaves()

    assert (order[0] == "mandate.ended") == has_row_locks()


def publish_while_the_host_leaves():
    """An offer is published while the mandate of its host ends. The two, in order."""
    mandate = MandateFactory()
    manager = MandateFactory(organisation=mandate.organisation, manager=True).person
    fields = {"host": mandate.person, "on_behalf_of": mandate.organisation}
    offer = submit_for_review(offer=StayFactory(draft=True, **fields), by=mandate.person)
    coordinator = MembershipFactory(community=offer.community, coordinator=True).person

    overtaken(
        lambda: publish_offer(offer=offer, by=coordinator),
        at="hosting.offers.receivers.review.note_organisation",
        by=lambda: end_mandate(mandate=mandate, by=manager),
    )
    verbs = ("offer.published", "mandate.ended")
    entries = AuditEntry.objects.filter(verb__in=verbs).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_no_offer_is_published_whose_host_has_left():
    assert publish_while_the_host_leaves() == ["offer.published", "mandate.ended"]


def test_control_without_the_lock_the_host_leaves_before_it_is_published():
    with without_row_locks():
        order = publish_while_the_host_leaves()

    assert (order[0] == "mandate.ended") == has_row_locks()
