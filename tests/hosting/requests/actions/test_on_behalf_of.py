"""Somebody asks for an organisation: by which mandate, who else acts, and what is agreed."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.notifications.models import Notice
from commons.organisations.actions import end_mandate
from commons.organisations.errors import MandateEndedError
from core.permissions import SYSTEM
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import (
    answer_request,
    decline_request,
    forget_terms,
    send_request,
    withdraw_request,
)
from hosting.requests.errors import GuestMandateEndedError
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.notifications.requests import PROPOSAL_MADE
from hosting.requests.selectors.guest_side import guest_side_of
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MAY, RateFactory, UnitFactory
from tests.factories.organisations import MandateFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

SIRET = "55210055400013"


class Council:
    """A works council with somebody who manages it, and somebody else who acts for it."""

    def __init__(self):
        self.organisation = OrganisationFactory(name="CSE du Bief", siret=SIRET)
        self.manager = MandateFactory(organisation=self.organisation, manager=True)
        self.mandate = MandateFactory(organisation=self.organisation)
        self.asker, self.colleague = self.mandate.person, self.manager.person

    def ask(self, by=None, **changes):
        unit = UnitFactory()
        RateFactory(offer=unit.stay)
        draft = RequestDraft(
            unit.stay,
            adults=2,
            message="May we?",
            dates=MAY,
            on_behalf_of=self.organisation,
            **changes,
        )
        return send_request(draft=draft, key=uuid4(), by=by or self.asker)


@pytest.fixture
def council():
    return Council()


def propose(request, by):
    terms = ProposedTerms(adults=2, children=0, total=100)
    return propose_terms(request=request, terms=terms, by=by)


def test_send_request_notes_for_whom_somebody_asks(council):
    request = council.ask()

    assert (request.guest, request.on_behalf_of) == (council.asker, council.organisation)
    entry = AuditEntry.objects.about(request).get(verb="request.sent")
    assert entry.data == {"on_behalf_of": council.organisation.pk}


@pytest.mark.parametrize("changes", [{"ended": True}, {"ends_on": date(2027, 3, 31)}])
def test_send_request_refuses_a_mandate_that_is_over(council, changes):
    person = MandateFactory(organisation=council.organisation, **changes).person

    with pytest.raises(MandateEndedError):
        council.ask(by=person)

    assert not Request.objects.exists()


def test_send_request_refuses_who_never_had_a_mandate(council):
    with pytest.raises(MandateEndedError):
        council.ask(by=UserFactory())


def test_the_agreement_names_the_organisation_and_who_signed(council):
    request = council.ask()

    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    assert (
        agreement.on_behalf_of,
        agreement.guest_party,
        agreement.organisation_identifiers,
        agreement.represented_by,
    ) == (council.organisation, "CSE du Bief", f"SIRET {SIRET}", council.asker.signature)


def test_the_agreement_keeps_the_name_of_its_day(council):
    request = council.ask()
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    council.organisation.name = "Another name"
    council.organisation.save()
    agreement.refresh_from_db()

    assert agreement.guest_party == "CSE du Bief"


def test_a_colleague_sees_answers_and_agrees(council):
    request = council.ask()
    proposal = propose(request, by=request.host)

    answer_request(request=request, body="We agree.", by=council.colleague)
    agreement = agree_to_proposal(proposal=proposal, by=council.colleague)

    assert Request.objects.visible_to(council.colleague).get() == request
    assert agreement.represented_by == council.colleague.signature
    assert agreement.guest_name == council.asker.signature
    assert council.colleague in request.thread.people.all()
    entry = AuditEntry.objects.about(proposal).get(verb="proposal.agreed")
    assert (entry.actor, entry.data) == (
        council.colleague,
        {"on_behalf_of": council.organisation.pk},
    )


def test_a_colleague_withdraws_and_cancels(council):
    first, second = council.ask(), council.ask()
    agreement = agree_to_proposal(proposal=second.proposals.get(), by=second.host)

    withdraw_request(request=first, by=council.colleague)
    cancel_agreement(agreement=agreement, by=council.colleague)

    assert {request.state for request in Request.objects.all()} == {
        RequestState.WITHDRAWN,
        RequestState.CANCELLED,
    }


def test_a_stranger_and_a_former_colleague_see_nothing(council):
    former = MandateFactory(organisation=council.organisation, ended=True).person
    request = council.ask()

    for person in (UserFactory(), former):
        with pytest.raises(PermissionDenied):
            propose(request, by=person)
        with pytest.raises(PermissionDenied):
            answer_request(request=request, body="Hello", by=person)
        assert not Request.objects.visible_to(person).exists()


def test_nobody_on_one_side_agrees_to_what_their_side_proposed(council):
    request = council.ask()

    with pytest.raises(PermissionDenied):
        agree_to_proposal(proposal=request.proposals.get(), by=council.colleague)


def test_a_mandate_that_ends_meanwhile_leaves_the_words_and_takes_the_yes(council):
    request = council.ask()
    proposal = propose(request, by=request.host)
    end_mandate(mandate=council.mandate, by=council.colleague)

    with pytest.raises(MandateEndedError):
        agree_to_proposal(proposal=proposal, by=council.asker)
    with pytest.raises(MandateEndedError):
        propose(request, by=council.asker)

    assert Request.objects.visible_to(council.asker).get() == request
    answer_request(request=request, body="Somebody else will answer.", by=council.asker)
    assert withdraw_request(request=request, by=council.asker).state == RequestState.WITHDRAWN


def test_a_host_agrees_after_a_mandate_only_to_a_new_proposal(council):
    request = council.ask()
    end_mandate(mandate=council.mandate, by=council.colleague)

    with pytest.raises(GuestMandateEndedError):
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    proposal = propose(request, by=council.colleague)
    agreement = agree_to_proposal(proposal=proposal, by=request.host)

    assert agreement.represented_by == council.colleague.signature


def test_who_acts_no_longer_neither_cancels_nor_reads_contacts(council):
    request = council.ask()
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    end_mandate(mandate=council.mandate, by=council.colleague)

    with pytest.raises(PermissionDenied):
        cancel_agreement(agreement=agreement, by=council.asker)

    assert not council.asker.has_perm("requests.see_contacts", request)
    assert council.colleague.has_perm("requests.see_contacts", agreement.request)


def test_who_joined_a_conversation_leaves_it_with_their_mandate(council):
    request = council.ask()
    joined = MandateFactory(organisation=council.organisation)
    answer_request(request=request, body="Hello", by=joined.person)

    end_mandate(mandate=joined, by=council.colleague)
    end_mandate(mandate=council.mandate, by=council.colleague)

    assert set(request.thread.people.all()) == {council.asker, request.host}


def test_colleagues_hear_once_who_asked_acts_no_longer(council):
    request = council.ask()
    propose(request, by=request.host)
    end_mandate(mandate=council.mandate, by=council.colleague)
    propose(request, by=request.host)

    told = Notice.objects.filter(template=PROPOSAL_MADE).order_by("pk")
    assert [notice.recipient for notice in told] == [council.asker, council.colleague]


def test_closing_the_account_of_who_asked_leaves_what_others_carry_on(council):
    open_request, agreed = council.ask(), council.ask()
    agreement = agree_to_proposal(proposal=agreed.proposals.get(), by=agreed.host)

    close_account(person=council.asker, by=council.asker)
    states = [Request.objects.get(pk=one.pk).state for one in (open_request, agreed)]
    agreement.contacts.refresh_from_db()

    assert states == [RequestState.SENT, RequestState.AGREED]
    assert agreement.contacts.guest_email == ""
    decline_request(request=open_request, by=open_request.host)
    declined = Notice.objects.filter(template="requests/email/request_declined.txt")
    assert [notice.recipient for notice in declined] == [council.colleague]


def test_closing_the_last_account_ends_what_was_asked_for_the_organisation():
    mandate = MandateFactory(manager=True)
    council = Council()
    council.organisation, council.asker = mandate.organisation, mandate.person
    open_request, agreed = council.ask(), council.ask()
    agree_to_proposal(proposal=agreed.proposals.get(), by=agreed.host)

    close_account(person=council.asker, by=council.asker)

    states = [Request.objects.get(pk=one.pk).state for one in (open_request, agreed)]
    assert states == [RequestState.WITHDRAWN, RequestState.CANCELLED]


def test_forget_terms_forgets_the_organisation(council):
    request = council.ask()
    agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    forget_terms(request=request, by=SYSTEM)

    agreement = Agreement.objects.get()
    assert (
        agreement.organisation_name,
        agreement.organisation_identifiers,
        agreement.represented_by,
    ) == ("", "", "")


def test_a_host_who_acts_for_the_organisation_stays_the_host(council):
    request = council.ask()
    MandateFactory(organisation=council.organisation, person=request.host)

    with pytest.raises(PermissionDenied):
        withdraw_request(request=request, by=request.host)

    assert agree_to_proposal(proposal=request.proposals.get(), by=request.host) is not None


def test_a_mandate_with_a_last_day_is_over_the_day_after(council, time_machine):
    council.mandate.ends_on = timezone.localdate()
    council.mandate.save()
    request = council.ask()

    time_machine.move_to(timezone.now() + timedelta(days=1, hours=1))

    with pytest.raises(GuestMandateEndedError):
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)


@pytest.mark.parametrize("by_host", [True, False])
def test_a_blocked_colleague_reads_signs_and_writes_nothing(by_host):
    council = Council()
    request = council.ask()
    host, colleague = request.host, council.colleague
    proposal = propose_terms(request=request, by=host, terms=ProposedTerms(2, 0, Decimal(90), MAY))
    blocker, blocked = (host, colleague) if by_host else (colleague, host)

    block_person(person=blocked, by=blocker)

    assert request not in Request.objects.visible_to(colleague)
    assert request in Request.objects.visible_to(council.asker)
    assert guest_side_of(request) == [council.asker]
    for refused in (
        lambda: agree_to_proposal(proposal=proposal, by=colleague),
        lambda: answer_request(request=request, body="Here I am.", by=colleague),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert request.thread.participants.count() == 2


def test_a_block_takes_a_colleague_out_of_the_conversation():
    council = Council()
    request = council.ask()
    answer_request(request=request, body="I come along.", by=council.colleague)

    block_person(person=council.colleague, by=request.host)

    seats = request.thread.participants.values_list("person", flat=True)
    assert set(seats) == {request.host_id, council.asker.pk}
    request.refresh_from_db()
    assert request.state == RequestState.SENT
    answer_request(request=request, body="We look forward to it.", by=request.host)


def test_a_blocked_colleague_hears_of_nothing_even_when_nobody_else_acts():
    council = Council()
    request = council.ask()
    MandateFactory(organisation=council.organisation, manager=True, person=request.host)
    end_mandate(mandate=council.mandate, by=council.asker)
    assert guest_side_of(request) == [council.colleague]

    block_person(person=council.colleague, by=request.host)

    assert guest_side_of(request) == [council.asker]


def test_who_asked_hears_of_their_request_whoever_blocks_whom():
    council = Council()
    request = council.ask()
    agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    block_person(person=request.host, by=council.asker)

    assert guest_side_of(request) == [council.asker]


def test_who_manages_the_organisation_hears_that_it_is_bound(council):
    agreement = agree_to_proposal(
        proposal=propose(request := council.ask(), by=request.host), by=council.asker
    )

    told = Notice.objects.filter(template="requests/email/agreement_in_your_name.txt")
    assert [(one.recipient, one.subject_id) for one in told] == [(council.colleague, agreement.pk)]


def test_a_manager_who_takes_part_reads_of_the_agreement_once(council):
    request = council.ask(by=council.colleague)

    agree_to_proposal(proposal=propose(request, by=request.host), by=council.colleague)

    told = Notice.objects.filter(recipient=council.colleague, template__contains="/agreement_")
    assert [one.template for one in told] == ["requests/email/agreement_made.txt"]
