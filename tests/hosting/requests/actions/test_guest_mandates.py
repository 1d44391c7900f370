"""Who reads, signs and is named for an organisation, once people come and go."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.blocking.actions import block_person
from commons.conversations.models import Attachment, Message
from commons.conversations.selectors import readable_attachment
from commons.moderation.reportable_types import reportable_type_named
from commons.notifications.models import Notice
from commons.organisations.actions import accept_invitation, end_mandate
from core.permissions import SYSTEM
from hosting.communities.models.communities import Membership
from hosting.requests.actions.agreements import complete_agreement, erase_contacts
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.requests import answer_request, withdraw_request
from hosting.requests.models.agreements import AgreementContacts
from hosting.requests.models.concerns import Concern
from hosting.requests.models.requests import Request
from hosting.requests.notifications.concerns import coordinators_for
from hosting.requests.presenters.asking_organisations import asking_organisation
from hosting.requests.presenters.request_timeline import request_timeline
from hosting.requests.selectors.guest_side import readable_agreement
from hosting.requests.selectors.requests import requests_for, requests_with_details
from hosting.requests.selectors.revealed_addresses import contacts_for, contacts_of_asker
from tests.factories.accounts import UserFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import (
    ConcernFactory,
    MembershipFactory,
    ProposalFactory,
    RequestFactory,
)
from tests.factories.organisations import MandateFactory, MandateInvitationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


class Asked:
    """Ada asks a host for an organisation that Ben manages; the host has proposed."""

    def __init__(self, **proposal):
        self.manager = MandateFactory(manager=True)
        self.organisation, self.ben = self.manager.organisation, self.manager.person
        self.mandate = MandateFactory(organisation=self.organisation)
        self.ada = self.mandate.person
        self.request = RequestFactory(guest=self.ada, on_behalf_of=self.organisation)
        self.proposal = ProposalFactory(request=self.request, **proposal)
        self.host = self.request.host

    def agree(self, by):
        return agree_to_proposal(proposal=self.proposal, by=by)

    def dismiss_ada(self):
        end_mandate(mandate=self.mandate, by=self.ben)
        self.request = Request.objects.get(pk=self.request.pk)


def write(request, by, words="Hello"):
    return answer_request(request=request, body=words, by=by)


def words_read(request, reader):
    page = requests_with_details(reader).get(pk=request.pk)
    sections = request_timeline(page, reader=reader)
    lines = [entry for section in sections for entry in section.entries]
    return [str(line.words) for line in lines if line.who]


# Whose telephone and address stand in an agreement


def test_the_signer_is_the_contact_where_who_asked_acts_no_longer():
    asked = Asked()
    asked.dismiss_ada()

    asked.agree(by=asked.ben)
    contacts = contacts_for(asked.host, Request.objects.get())

    assert contacts.guest.email == asked.ben.email
    assert contacts.guest.name == asked.ben.signature


def test_who_asked_is_the_contact_while_they_act():
    asked = Asked()

    asked.agree(by=asked.ben)
    request = Request.objects.get()

    assert contacts_for(asked.host, request).guest.email == asked.ada.email
    assert contacts_for(asked.ada, request).guest.email == asked.ada.email


def test_colleagues_read_the_name_of_the_contact_and_no_more():
    asked = Asked()
    asked.agree(by=asked.ada)

    contacts = contacts_for(asked.ben, Request.objects.get())

    assert (contacts.guest.name, contacts.guest.phone, contacts.guest.email) == (
        asked.ada.signature,
        "",
        "",
    )
    assert contacts.host.email == asked.host.email


def test_the_contacts_of_who_leaves_an_organisation_are_blank():
    asked = Asked()
    asked.agree(by=asked.ada)

    asked.dismiss_ada()

    contacts = AgreementContacts.objects.get()
    assert (contacts.guest_email, contacts.host_email) == ("", asked.host.email)


def test_the_contacts_of_an_organisation_outlive_the_account_of_who_asked():
    asked = Asked()
    agreement = asked.agree(by=asked.ada)
    complete_agreement(agreement=agreement, by=SYSTEM)

    close_account(person=asked.ada, by=asked.ada)

    contacts = AgreementContacts.objects.get()
    assert (contacts.guest_email, contacts.host_email) == ("", asked.host.email)
    assert not AgreementContacts.objects.to_erase().exists()


def test_the_contacts_of_a_guest_who_closes_their_account_are_erased():
    proposal = ProposalFactory()
    agreement = agree_to_proposal(proposal=proposal, by=proposal.request.guest)
    complete_agreement(agreement=agreement, by=SYSTEM)

    close_account(person=proposal.request.guest, by=proposal.request.guest)

    assert not AgreementContacts.objects.exists()


def test_contacts_of_asker_says_what_contacts_for_says():
    standing, left, erased = Asked(), Asked(), Asked()
    own = ProposalFactory(request__guest=standing.ada)
    for asked in (left, erased):
        asked.request.guest = standing.ada
        asked.request.save()
        MandateFactory(organisation=asked.organisation, person=standing.ada)
        asked.proposal.request = asked.request
    requests = [standing.request, left.request, erased.request, own.request]
    for proposal in (standing.proposal, left.proposal, erased.proposal, own):
        agree_to_proposal(proposal=proposal, by=standing.ada)
    left.organisation.mandates.filter(person=standing.ada).update(ended_at=timezone.now())
    erase_contacts(contacts=erased.request.agreement.contacts, by=SYSTEM)

    rows = Request.objects.filter(pk__in=[one.pk for one in requests])
    rows = rows.select_related("agreement__contacts")
    one_by_one = {one.pk: contacts_for(standing.ada, one) for one in rows}

    found = contacts_of_asker(standing.ada, rows)
    assert found == {key: one for key, one in one_by_one.items() if one}
    assert set(found) == {standing.request.pk, own.request.pk}


def test_contacts_of_asker_reads_mandates_once(django_assert_num_queries):
    asked = Asked()
    asked.agree(by=asked.ada)
    rows = list(Request.objects.select_related("agreement__contacts")) * 3

    with django_assert_num_queries(1):
        contacts_of_asker(asked.ada, rows)


# Who reads on, and who writes to whom


def test_who_was_dismissed_reads_no_further_once_a_colleague_takes_part(time_machine):
    asked = Asked()
    write(asked.request, asked.ben, "We come on Friday.")
    time_machine.shift(timedelta(minutes=1))

    asked.dismiss_ada()
    time_machine.shift(timedelta(minutes=1))
    write(asked.request, asked.host, "The code is 4711.")

    assert words_read(asked.request, asked.ada) == ["We come on Friday."]
    assert words_read(asked.request, asked.ben) == ["We come on Friday.", "The code is 4711."]
    assert requests_for(asked.ada).get().host_words is None
    assert requests_for(asked.ben).get().host_words == "The code is 4711."
    assert asked.ada not in asked.request.thread.people.all()


def test_a_former_colleague_who_answers_for_the_host_keeps_that_seat():
    asked = Asked()
    former = MandateFactory(organisation=asked.request.on_behalf_of)
    CoHostFactory(offer=asked.request.offer, person=former.person)
    write(asked.request, former.person, "Welcome.")

    end_mandate(mandate=former, by=former.person)

    assert former.person in asked.request.thread.people.all()


def test_who_was_dismissed_reads_no_agreement_of_others(client, time_machine):
    asked = Asked()
    asked.dismiss_ada()
    time_machine.shift(timedelta(minutes=1))
    asked.agree(by=asked.ben)
    request = Request.objects.get()
    client.force_login(asked.ada)

    page = client.get(request.get_absolute_url())
    printed = client.get(f"{request.get_absolute_url()}agreement/")

    assert readable_agreement(request, asked.ada) is None
    assert readable_agreement(request, asked.ben) == request.agreement
    assert (page.status_code, printed.status_code) == (200, 404)
    assert request.agreement.reference not in page.content.decode()


def test_who_was_dismissed_neither_writes_nor_withdraws_after_others(client):
    asked = Asked()
    write(asked.request, asked.ben)
    asked.dismiss_ada()
    client.force_login(asked.ada)

    for action in (write, lambda request, by: withdraw_request(request=request, by=by)):
        with pytest.raises(PermissionDenied):
            action(asked.request, asked.ada)
    page = client.get(asked.request.get_absolute_url()).content.decode()

    assert "others carry on with this request" in page
    assert "Withdraw request" not in page


def test_who_was_dismissed_keeps_their_request_until_others_take_part():
    asked = Asked()
    asked.dismiss_ada()

    write(asked.request, asked.ada)
    before = Request.objects.get().asker_left_at
    write(asked.request, asked.ben)

    assert (before, Request.objects.get().asker_left_at is None) == (None, False)
    assert asked.ada not in asked.request.thread.people.all()


def test_a_co_host_who_writes_takes_nothing_over_from_who_asked():
    asked = Asked()
    helper = CoHostFactory(offer=asked.request.offer).person
    write(asked.request, helper)

    asked.dismiss_ada()
    write(asked.request, asked.ada)

    assert Request.objects.get().asker_left_at is None
    assert set(asked.request.thread.correspondents_of(helper)) == {asked.ada, asked.host}


def test_who_comes_back_to_the_organisation_reads_and_writes_again():
    asked = Asked()
    write(asked.request, asked.ben, "First")
    asked.dismiss_ada()
    write(asked.request, asked.host, "Second")

    MandateFactory(organisation=asked.organisation, person=asked.ada)
    write(asked.request, asked.ada, "Third")

    assert words_read(asked.request, asked.ada) == ["First", "Second", "Third"]
    assert asked.ada in asked.request.thread.people.all()
    assert Request.objects.get().asker_left_at is None


def test_closing_an_account_ends_what_nobody_carries_on_any_more():
    asked = Asked()
    write(asked.request, asked.ben)
    asked.dismiss_ada()
    close_account(person=asked.ben, by=asked.ben)

    close_account(person=asked.ada, by=asked.ada)

    assert Request.objects.get().state == "withdrawn"


def test_colleagues_who_block_each_other_silence_nobody():
    asked = Asked()
    write(asked.request, asked.ben)

    block_person(person=asked.ben, by=asked.ada)
    for person in (asked.ada, asked.ben, asked.host):
        write(asked.request, person, f"From {person.pk}")

    thread = asked.request.thread
    assert thread.messages.count() == 4
    assert set(thread.correspondents_of(asked.ada)) == {asked.host}
    assert set(thread.correspondents_of(asked.host)) == {asked.ada, asked.ben}


def test_a_colleague_reads_and_reports_what_came_without_having_written():
    asked = Asked()
    message = write(asked.request, asked.host)
    file = Attachment.objects.create(message=message, name="Room", kind="image/jpeg", weight=1)
    message_type = reportable_type_named("message")

    found = [readable_attachment(person, file.public_id) for person in (asked.ben, UserFactory())]
    reportable = [
        message_type.find(message.public_id, person) for person in (asked.ben, UserFactory())
    ]

    assert (found, reportable) == ([file, None], [message, None])


def test_files_that_came_later_stay_closed_to_who_was_dismissed(time_machine):
    asked = Asked()
    first = write(asked.request, asked.ben)
    time_machine.shift(timedelta(minutes=1))
    asked.dismiss_ada()
    time_machine.shift(timedelta(minutes=1))
    second = write(asked.request, asked.host)
    files = [
        Attachment.objects.create(message=one, name="Plan", kind="application/pdf", weight=1)
        for one in (first, second)
    ]

    found = [readable_attachment(asked.ada, file.public_id) for file in files]

    assert found == [files[0], None]


def test_whoever_signs_without_writing_hears_of_what_comes():
    asked = Asked()

    asked.agree(by=asked.ben)

    made = Notice.objects.filter(template="requests/email/agreement_made.txt")
    assert {notice.recipient for notice in made} == {asked.ada, asked.ben, asked.host}
    assert asked.ben in asked.request.thread.people.all()


def test_whoever_is_asked_to_manage_stays_in_their_conversations():
    asked = Asked()
    joined = MandateFactory(organisation=asked.organisation)
    write(asked.request, joined.person)
    invitation = MandateInvitationFactory(
        organisation=asked.organisation, by=asked.ben, email=joined.person.email, role="manager"
    )

    accept_invitation(invitation=invitation, by=joined.person)

    assert joined.person in asked.request.thread.people.all()


def test_nobody_is_asked_for_a_note_about_a_stay_of_others():
    asked = Asked()
    agreement = asked.agree(by=asked.ben)
    asked.dismiss_ada()
    agreement.refresh_from_db()

    complete_agreement(agreement=agreement, by=SYSTEM)

    asked_for_notes = Notice.objects.filter(template="requests/email/agreement_completed.txt")
    assert [notice.recipient for notice in asked_for_notes] == [asked.host]


# What the host reads of who proposed


def test_the_host_reads_of_an_ended_mandate_where_it_stands_in_the_way():
    asked = Asked()
    asked.dismiss_ada()
    of_ada = asking_organisation(asked.request, reader=asked.host)
    asked.request.proposals.all().delete()
    ProposalFactory(request=asked.request, by=asked.ben)

    of_ben = asking_organisation(asked.request, reader=asked.host)

    assert (of_ada.may_bind, of_ada.is_warning) == (False, True)
    assert (of_ben.may_bind, of_ben.is_warning) == (True, False)


def test_the_host_reads_nothing_of_proposals_once_it_is_agreed():
    asked = Asked()
    asked.agree(by=asked.ada)
    asked.dismiss_ada()

    assert asking_organisation(asked.request, reader=asked.host).note == ""


# What is told in confidence


@pytest.mark.parametrize("joined", [True, False])
def test_a_coordinating_colleague_reads_nothing_about_their_side(joined):
    asked = Asked()
    community = asked.request.offer.community
    carl = MandateFactory(organisation=asked.organisation).person
    other = UserFactory()
    for person in (carl, other):
        MembershipFactory(community=community, person=person, is_coordinator=True)
    if joined:
        write(asked.request, carl)
        carl.mandates.update(ended_at=timezone.now())
    concern = ConcernFactory(request=asked.request, by=asked.host, about=asked.ada)

    assert coordinators_for(concern) == [other]
    assert not Concern.objects.readable_by(carl).exists()
    assert list(Concern.objects.readable_by(other)) == [concern]


def test_a_co_host_who_coordinates_reads_nothing_told_about_the_host():
    asked = Asked()
    helper = CoHostFactory(offer=asked.request.offer).person
    Membership.objects.filter(person=helper).update(is_coordinator=True)
    concern = ConcernFactory(request=asked.request)

    assert coordinators_for(concern) == []
    assert not Concern.objects.readable_by(helper).exists()


def test_a_safety_team_of_either_side_reads_nothing():
    asked = Asked()
    ben = asked.ben
    ben.is_superuser = True
    ben.save()
    ConcernFactory(request=asked.request, by=asked.host, about=asked.ada, goes_to_safety=True)

    assert not Concern.objects.readable_by(ben).exists()
    assert Message.objects.filter(author=ben).count() == 0
