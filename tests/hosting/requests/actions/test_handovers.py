"""An organisation hosts: who signs for it, and who takes over when somebody leaves."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from commons.accounts.actions.people import close_account
from commons.audit import actions as audit
from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.notifications.models import Notice
from commons.organisations.actions import end_mandate
from commons.organisations.choices import MandateRole
from core.permissions import SYSTEM
from hosting.calendar_feeds.models import CalendarFeed
from hosting.communities.errors import LocalRuleError
from hosting.communities.states import RuleKind
from hosting.offers.actions.offers import reopen_offer, withdraw_offer
from hosting.offers.actions.organisations import choose_organisation
from hosting.offers.errors import (
    BroughtByOtherError,
    DeclarationNeededError,
    HostMandateEndedError,
    NotMemberError,
    OfferingForChangedError,
    OfferMovedError,
)
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Stay
from hosting.offers.states import OfferState
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.handovers import take_over_offer
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import FORGOTTEN, answer_request, forget_terms, send_request
from hosting.requests.actions.swap_submission import send_swap
from hosting.requests.errors import HostWordEndedError, SwapForOrganisationError
from hosting.requests.models.requests import Exchange, ProposedTerms, Request, RequestDraft
from hosting.requests.notifications.requests import PROPOSAL_MADE
from hosting.requests.presenters.request_timeline import request_timeline
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.selectors.handovers import offers_to_take_over
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.calendar_feeds import CalendarFeedFactory, ForeignBlockFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import (
    MAY,
    AgreementFactory,
    LocalRuleFactory,
    MembershipFactory,
    RateFactory,
    StayFactory,
    UnitFactory,
)
from tests.factories.organisations import MandateFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


class Workshop:
    """A third place that hosts: one person made the offer, another manages the organisation."""

    def __init__(self):
        self.organisation = OrganisationFactory(name="Les Ateliers", siret="55210055400013")
        self.mandate = MandateFactory(organisation=self.organisation)
        self.manager = MandateFactory(organisation=self.organisation, manager=True).person
        self.host = self.mandate.person
        self.unit = UnitFactory(stay__host=self.host, stay__on_behalf_of=self.organisation)
        self.offer = Offer.objects.get(pk=self.unit.stay.pk)
        RateFactory(offer=self.unit.stay)
        MembershipFactory(community=self.offer.community, person=self.manager)

    def ask(self, guest=None):
        draft = RequestDraft(self.unit.stay, adults=2, message="May we?", dates=MAY)
        return send_request(draft=draft, key=uuid4(), by=guest or UserFactory())

    def agree(self, request):
        return agree_to_proposal(proposal=request.proposals.get(), by=self.host)

    def leave(self):
        end_mandate(mandate=self.mandate, by=self.manager)
        self.offer.refresh_from_db()

    def take_over(self, by=None):
        return take_over_offer(offer=self.offer, by=by or self.manager)


@pytest.fixture
def workshop():
    return Workshop()


def propose(request, by):
    terms = ProposedTerms(adults=2, children=0, total=100)
    return propose_terms(request=request, terms=terms, by=by)


def test_an_organisation_hosts_and_signs_by_who_acts_for_it(workshop):
    request = workshop.ask()

    agreement = workshop.agree(request)

    assert request.host_organisation == workshop.organisation
    assert (agreement.host_party, agreement.host_name) == ("Les Ateliers", workshop.host.signature)
    assert agreement.host_organisation_identifiers == "SIRET 55210055400013"
    party = ticket_of(agreement, None).parties[0]
    assert party.name == "Les Ateliers"
    assert workshop.host.signature in party.line


def test_nobody_agrees_once_the_mandate_of_the_host_has_ended(workshop):
    request = workshop.ask()
    proposal = propose(request, workshop.host)
    workshop.leave()

    with pytest.raises(HostMandateEndedError):
        agree_to_proposal(proposal=proposal, by=request.guest)
    with pytest.raises(HostMandateEndedError):
        propose(request, workshop.host)
    with pytest.raises(HostMandateEndedError):
        answer_request(request=request, body="Hello", by=workshop.host)


def test_who_left_the_organisation_cancels_nothing(workshop):
    agreement = workshop.agree(workshop.ask())
    workshop.leave()

    with pytest.raises(HostMandateEndedError):
        cancel_agreement(agreement=agreement, by=workshop.host)

    assert cancel_agreement(agreement=agreement, by=agreement.guest).request.state == "cancelled"


def test_nobody_asks_an_offer_that_changed_hands_meanwhile(workshop):
    draft = RequestDraft(workshop.unit.stay, adults=2, message="May we?", dates=MAY)
    Offer.objects.update(on_behalf_of=OrganisationFactory())

    with pytest.raises(OfferingForChangedError):
        send_request(draft=draft, key=uuid4(), by=UserFactory())


def test_an_organisation_swaps_no_house(workshop):
    own = StayFactory()
    exchange = Exchange(own, MAY, adults=2)
    draft = RequestDraft(workshop.unit.stay, adults=2, message="", dates=MAY, exchange=exchange)

    with pytest.raises(SwapForOrganisationError):
        send_swap(draft=draft, key=uuid4(), by=own.host)


def test_a_colleague_takes_over_what_was_asked_and_agreed(workshop):
    agreement = workshop.agree(workshop.ask())
    signature = workshop.host.signature
    Notice.objects.all().delete()
    workshop.leave()

    workshop.take_over()

    agreement.refresh_from_db()
    workshop.offer.refresh_from_db()
    request = agreement.request
    request.refresh_from_db()
    assert (workshop.offer.host, workshop.offer.state) == (workshop.manager, OfferState.PAUSED)
    assert workshop.offer.place.host == workshop.manager
    assert (request.host, agreement.host) == (workshop.manager, workshop.manager)
    assert agreement.host_name == signature
    assert agreement.contacts.host_email == workshop.manager.email
    assert set(request.thread.people.all()) == {request.guest, workshop.manager}
    assert AuditEntry.objects.filter(verb="offer.handed_over").get().data == {
        "before": workshop.host.pk,
        "on_behalf_of": workshop.organisation.pk,
    }
    templates = Notice.objects.filter(recipient=request.guest).values_list("template", flat=True)
    assert sorted(templates) == ["requests/email/host_changed.txt", "requests/email/host_left.txt"]


def test_what_the_earlier_host_proposed_has_to_be_made_again(workshop):
    request = workshop.ask()
    proposal = propose(request, workshop.host)
    workshop.leave()
    workshop.take_over()
    proposal.refresh_from_db()
    proposal.request.refresh_from_db()

    with pytest.raises(HostWordEndedError):
        agree_to_proposal(proposal=proposal, by=request.guest)

    again = propose(proposal.request, workshop.manager)
    assert agree_to_proposal(proposal=again, by=request.guest).host == workshop.manager


def test_a_proposal_that_waits_is_told_to_the_new_host(workshop):
    request = workshop.ask()
    co_host = CoHostFactory(offer=workshop.offer).person
    propose(request, request.guest)
    Request.objects.update(state=RequestState.TENTATIVE)
    workshop.leave()

    workshop.take_over()

    notices = Notice.objects.unread().filter(template=PROPOSAL_MADE).order_by("pk")
    assert list(notices.values_list("recipient", flat=True)) == [co_host.pk, workshop.manager.pk]


def test_who_hosted_before_answered_for_the_organisation(workshop):
    request = workshop.ask()
    audit.record(workshop.host, "request.considered", request)
    request.host = workshop.manager

    sections = request_timeline(request, reader=request.guest)

    asked = f"{workshop.host.display_name} asked for time to think about the request, for"
    words = [str(entry.words) for section in sections for entry in section.entries]
    assert words == ["May we?", f"{asked} Les Ateliers."]


def test_take_over_offer_is_for_members_of_its_community(workshop):
    colleague = MandateFactory(organisation=workshop.organisation).person
    workshop.leave()

    with pytest.raises(NotMemberError):
        workshop.take_over(by=colleague)


@pytest.mark.parametrize("who", ["stranger", "former", "colleague"])
def test_take_over_offer_is_denied(workshop, who):
    people = {
        "stranger": UserFactory(),
        "former": MandateFactory(organisation=workshop.organisation, ended=True).person,
        "colleague": MandateFactory(organisation=workshop.organisation).person,
    }

    with pytest.raises(PermissionDenied):
        workshop.take_over(by=people[who])

    assert not offers_to_take_over(people[who]).exists()


def test_take_over_offer_twice_is_once_and_a_manager_needs_no_leave(workshop):
    workshop.take_over()
    workshop.take_over()

    assert Offer.objects.get(pk=workshop.offer.pk).host == workshop.manager
    assert AuditEntry.objects.filter(verb="offer.handed_over").count() == 1


def test_a_place_of_other_offers_stays_with_the_earlier_host(workshop):
    other = StayFactory(host=workshop.host, place=workshop.offer.place)
    workshop.leave()

    offer = workshop.take_over()

    other.refresh_from_db()
    assert (other.place.host, offer.place.host) == (workshop.host, workshop.manager)
    assert offer.place.public_point == other.place.public_point
    assert Place.objects.count() == 2


def test_requests_behind_a_block_or_of_the_new_host_stay(workshop):
    blocked, own = workshop.ask(), workshop.ask(guest=workshop.manager)
    block_person(person=workshop.manager, by=blocked.guest)
    workshop.leave()

    workshop.take_over()

    for request in (blocked, own):
        request.refresh_from_db()
        assert request.host == workshop.host


def test_a_co_host_who_takes_over_is_the_host(workshop):
    co_host = CoHostFactory(offer=workshop.offer, person=workshop.manager, membership=False)
    workshop.leave()

    workshop.take_over()

    co_host.refresh_from_db()
    assert not co_host.is_active


def test_an_offer_outlives_the_account_of_its_host(workshop):
    agreement = workshop.agree(workshop.ask())

    close_account(person=workshop.host, by=workshop.host)
    workshop.offer.refresh_from_db()
    offer = workshop.take_over()

    agreement.request.refresh_from_db()
    assert (offer.host, offer.title != "…") == (workshop.manager, True)
    assert agreement.request.state == RequestState.AGREED


def test_the_offer_of_the_last_person_goes_with_them():
    mandate = MandateFactory(manager=True)
    unit = UnitFactory(stay__host=mandate.person, stay__on_behalf_of=mandate.organisation)
    RateFactory(offer=unit.stay)
    draft = RequestDraft(unit.stay, adults=2, message="May we?", dates=MAY)
    request = send_request(draft=draft, key=uuid4(), by=UserFactory())

    close_account(person=mandate.person, by=mandate.person)

    request.refresh_from_db()
    unit.stay.refresh_from_db()
    assert (request.state, unit.stay.state) == (RequestState.DECLINED, OfferState.WITHDRAWN)


def test_forget_terms_forgets_the_organisation_that_hosted(workshop):
    agreement = workshop.agree(workshop.ask())

    forget_terms(request=agreement.request, by=SYSTEM)

    agreement.refresh_from_db()
    assert agreement.host_organisation_name == agreement.host_organisation_identifiers == ""
    assert agreement.receiving_host == agreement.host_name == FORGOTTEN


def test_who_takes_it_over_keeps_it_for_the_organisation(workshop):
    offer = workshop.take_over()

    for organisation in (None, MandateFactory(person=workshop.manager).organisation):
        with pytest.raises(BroughtByOtherError):
            choose_organisation(offer=offer, organisation=organisation, by=workshop.manager)

    workshop.mandate.role = MandateRole.MANAGER
    workshop.mandate.save()
    offer = workshop.take_over(by=workshop.host)
    assert choose_organisation(offer=offer, organisation=None, by=workshop.host).first_host is None


def test_the_calendars_of_the_former_host_are_not_handed_over(workshop):
    ForeignBlockFactory(feed=CalendarFeedFactory(unit=workshop.unit))

    workshop.take_over()

    assert not CalendarFeed.objects.exists()
    assert not workshop.unit.foreign_blocks.exists()


def test_the_former_host_reads_who_took_it_over(workshop):
    workshop.take_over()

    [notice] = Notice.objects.filter(recipient=workshop.host)
    assert notice.template == "offers/email/offer_taken_over.txt"
    assert notice.data == {"by": workshop.manager.display_name}


def test_what_the_former_host_swore_speaks_for_nobody_else(workshop):
    Stay.objects.update(declared_at="2027-01-01T12:00Z", is_main_residence=True)

    offer = workshop.take_over()

    stay = Stay.objects.get()
    assert (stay.declared_at, stay.is_main_residence, stay.state) == (None, None, "paused")
    with pytest.raises(DeclarationNeededError):
        reopen_offer(offer=offer, by=workshop.manager)


def test_take_over_offer_keeps_rules_about_hosts(workshop):
    LocalRuleFactory(community=workshop.offer.community, kind=RuleKind.MEETING_FIRST, number=None)

    with pytest.raises(LocalRuleError):
        workshop.take_over()


def test_take_over_offer_from_a_page_that_is_out_of_date(workshop):
    request, stale = workshop.ask(), Offer.objects.get(pk=workshop.offer.pk)
    colleague = MandateFactory(organisation=workshop.organisation).person
    MembershipFactory(community=stale.community, person=colleague)
    workshop.leave()
    workshop.take_over(by=colleague)

    take_over_offer(offer=stale, by=workshop.manager)

    request.refresh_from_db()
    assert request.host == workshop.manager


def test_what_the_new_host_proposed_as_a_co_host_is_their_word(workshop):
    CoHostFactory(offer=workshop.offer, person=workshop.manager, membership=False)
    request = workshop.ask()
    proposal = propose(request, workshop.manager)
    workshop.take_over()
    proposal.refresh_from_db()
    proposal.request.refresh_from_db()

    assert agree_to_proposal(proposal=proposal, by=request.guest).host == workshop.manager


def test_co_hosts_behind_a_block_help_the_new_host_no_longer(workshop):
    blocked, other = (CoHostFactory(offer=workshop.offer) for _ in range(2))
    block_person(person=blocked.person, by=workshop.manager)

    workshop.take_over()

    for co_host in (blocked, other):
        co_host.refresh_from_db()
    assert (blocked.is_active, other.is_active) == (False, True)


def test_the_earlier_host_cancels_what_stays_with_them(workshop):
    agreement = workshop.agree(workshop.ask())
    block_person(person=workshop.manager, by=agreement.guest)
    workshop.leave()
    workshop.take_over()

    cancelled = cancel_agreement(agreement=agreement, by=workshop.host)

    assert cancelled.request.state == RequestState.CANCELLED


def test_guests_read_that_their_host_has_left(workshop):
    agreed, asked = workshop.ask(), workshop.ask()
    workshop.agree(agreed)
    Offer.objects.update(state=OfferState.PAUSED)
    Notice.objects.all().delete()

    workshop.leave()

    told = Notice.objects.filter(template="requests/email/host_left.txt")
    assert {(notice.recipient, notice.data["is_agreed"]) for notice in told} == {
        (agreed.guest, True),
        (asked.guest, False),
    }


def test_an_agreement_that_nobody_can_take_over_ends_with_the_account(workshop):
    agreement = workshop.agree(workshop.ask())
    withdraw_offer(offer=workshop.offer, by=workshop.host)

    close_account(person=workshop.host, by=workshop.host)

    agreement.request.refresh_from_db()
    assert agreement.request.state == RequestState.CANCELLED
    assert AuditEntry.objects.get(verb="agreement.cancelled").actor is None


def test_a_guest_of_an_organisation_cancels_for_themselves():
    agreement = AgreementFactory(host_organisation=OrganisationFactory())

    close_account(person=agreement.guest, by=agreement.guest)

    assert AuditEntry.objects.get(verb="agreement.cancelled").actor == agreement.guest


def test_no_offer_is_taken_over_that_is_of_another_organisation_meanwhile(workshop):
    other = MandateFactory(person=workshop.manager, manager=True).organisation
    workshop.offer.on_behalf_of  # noqa: B018 — as the page had it
    Offer.objects.filter(pk=workshop.offer.pk).update(on_behalf_of=other)

    with pytest.raises(OfferMovedError):
        workshop.take_over()

    assert Offer.objects.get(pk=workshop.offer.pk).host == workshop.host
