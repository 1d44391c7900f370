"""Writing to a host or a community without a request: who may, who reads, who hears."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person, unblock_person
from commons.blocking.errors import ContactRefusedError, OwnBlockError
from commons.blocking.models import PersonBlock
from commons.conversations.actions import post_message
from commons.conversations.errors import EmptyMessageError, NobodyReadsError
from commons.conversations.models import Message, Thread
from core.permissions import SYSTEM
from core.quotas.errors import QuotaExceededError
from hosting.communities.actions.coordinators import dismiss_coordinator, name_coordinator
from hosting.communities.models.communities import Membership
from hosting.enquiries.actions import (
    change_enquiry_settings,
    forget_enquiry,
    settle_enquiry,
)
from hosting.enquiries.errors import (
    EnquiriesClosedError,
    NoCoordinatorError,
    OwnCommunityError,
    OwnEnquiryError,
)
from hosting.enquiries.models import Enquiry, EnquirySettings
from hosting.enquiries.periodic import forget_enquiries
from tests.factories.accounts import UserFactory
from tests.factories.enquiries import WORDS, coordinated, enquire
from tests.factories.hosting import CommunityFactory, MembershipFactory, StayFactory
from tests.quotas import limit

pytestmark = pytest.mark.django_db


def people_of(enquiry):
    return set(enquiry.thread.people.all())


def states():
    return [(one.waiting_since is None, one.answered_by_id) for one in Enquiry.objects.all()]


def test_send_enquiry_reaches_the_host_by_mail_without_contacts(committed, mailoutbox):
    stay = StayFactory(title="The mill")
    ada = UserFactory(display_name="Ada")

    with committed():
        enquiry = enquire(
            ada, host=stay.host, offer=stay, words="Call me on 06 12 34 56 78, or a@example.org."
        )

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([stay.host.email], "Message from Ada: The mill")
    assert "> Call me on […], or […].\n" in mail.body
    assert people_of(enquiry) == {ada, stay.host}
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["enquiry.sent"]


def test_send_enquiry_twice_goes_on_in_one_conversation():
    ada, host = UserFactory.create_batch(2)

    first = enquire(ada, host=host)
    second = enquire(ada, host=host, words="And for a cargo bike?")

    assert (first, Thread.objects.count()) == (second, 1)
    assert [message.body for message in first.thread.messages.all()] == [
        WORDS,
        "And for a cargo bike?",
    ]


def test_send_enquiry_pressed_twice_says_it_once():
    ada, host = UserFactory.create_batch(2)
    key = uuid4()

    for _press in range(2):
        enquire(ada, host=host, key=key)

    assert [message.body for message in Message.objects.all()] == [WORDS]


def test_send_enquiry_refuses_a_host_who_takes_none():
    ada, host = UserFactory(), UserFactory(display_name="Odile")
    change_enquiry_settings(takes=False, by=host)

    with pytest.raises(
        EnquiriesClosedError, match="Odile doesn’t accept messages without a request"
    ):
        enquire(ada, host=host)

    assert not Thread.objects.exists()


def test_change_settings_leaves_what_has_begun():
    ada, host = UserFactory.create_batch(2)
    enquiry = enquire(ada, host=host)

    change_enquiry_settings(takes=False, by=host)

    assert enquire(ada, host=host, words="One more thing") == enquiry


def test_send_enquiry_refuses_oneself_and_empty_words():
    ada = UserFactory()

    with pytest.raises(OwnEnquiryError):
        enquire(ada, host=ada)
    with pytest.raises(EmptyMessageError):
        enquire(ada, host=UserFactory(), words=" \n ")

    assert not Enquiry.objects.exists()


def test_send_enquiry_asks_for_a_confirmed_address():
    with pytest.raises(PermissionDenied):
        enquire(UserFactory(email_verified_at=None), host=UserFactory())


def test_send_enquiry_is_refused_to_both_after_a_block():
    ada, host, other = UserFactory.create_batch(3)
    block_person(person=ada, by=host)
    block_person(person=other, by=ada)

    with pytest.raises(ContactRefusedError):
        enquire(ada, host=host)
    with pytest.raises(OwnBlockError):
        enquire(ada, host=other)

    assert not Enquiry.objects.exists()


def test_a_block_ends_the_conversation_for_both():
    ada, host = UserFactory.create_batch(2)
    enquiry = enquire(ada, host=host)
    block_person(person=ada, by=host)

    with pytest.raises(ContactRefusedError):
        post_message(thread=enquiry.thread, body="Hello?", by=ada)
    with pytest.raises(OwnBlockError):
        post_message(thread=enquiry.thread, body="No", by=host)


def test_send_enquiry_counts_new_conversations_only(settings):
    limit(settings, enquiries=1)
    ada, host = UserFactory.create_batch(2)
    enquire(ada, host=host)
    enquire(ada, host=host, words="In the same one")

    with pytest.raises(QuotaExceededError):
        enquire(ada, host=UserFactory())

    assert Enquiry.objects.count() == 1


def test_send_enquiry_to_a_community_is_read_by_each_coordinator(committed, mailoutbox):
    community, people = coordinated("Ben", "Cem")
    ada = UserFactory()

    with committed():
        enquiry = enquire(ada, community=community)

    assert people_of(enquiry) == {ada, *people}
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(one.email for one in people)


def test_a_reply_of_a_coordinator_goes_to_who_wrote(committed, mailoutbox):
    community, (ben, _cem) = coordinated("Ben", "Cem")
    ada = UserFactory()
    with committed():
        enquiry = enquire(ada, community=community)
    mailoutbox.clear()

    with committed():
        post_message(thread=enquiry.thread, body="There is one.", by=ben)

    assert [mail.to for mail in mailoutbox] == [[ada.email]]
    assert states() == [(True, ben.pk)]


def test_who_wrote_waits_again_with_another_message():
    host, ada = UserFactory.create_batch(2)
    enquiry = enquire(ada, host=host)
    post_message(thread=enquiry.thread, body="There is one.", by=host)

    post_message(thread=enquiry.thread, body="And a pump?", by=ada)

    assert states() == [(False, host.pk)]


def test_send_enquiry_refuses_ones_own_community_and_an_empty_one():
    community, (ben,) = coordinated("Ben")

    with pytest.raises(OwnCommunityError):
        enquire(ben, community=community)
    with pytest.raises(NoCoordinatorError):
        enquire(ben, community=CommunityFactory())


def test_a_coordinator_who_blocked_somebody_is_left_out():
    community, (ben, cem) = coordinated("Ben", "Cem")
    ada = UserFactory()
    block_person(person=ada, by=ben)

    enquiry = enquire(ada, community=community)

    assert people_of(enquiry) == {ada, cem}
    assert post_message(thread=enquiry.thread, body="Still there?", by=ada).body == "Still there?"


def test_a_coordinator_who_blocks_later_reads_no_more():
    community, (ben, cem) = coordinated("Ben", "Cem")
    ada = UserFactory()
    enquiry = enquire(ada, community=community)

    block_person(person=ada, by=ben)

    assert people_of(enquiry) == {ada, cem}


def test_who_is_apart_is_never_seated_again():
    """Not even where nobody else is left: then nobody reads it."""
    community, (ben, cem) = coordinated("Ben", "Cem")
    ada = UserFactory()
    enquiry = enquire(ada, community=community)
    block_person(person=ben, by=ada)

    dismiss_coordinator(membership=cem.memberships.get(), by=cem)
    alone = people_of(enquiry)
    with pytest.raises(NobodyReadsError):
        post_message(thread=enquiry.thread, body="Still there?", by=ada)
    unblock_person(block=PersonBlock.objects.get(), by=ada)
    enquire(ada, community=community, words="Hello again")

    assert (alone, people_of(enquiry)) == ({ada}, {ada, ben})


def test_send_enquiry_is_refused_where_every_coordinator_blocked():
    community, (ben,) = coordinated("Ben")
    ada = UserFactory()
    block_person(person=ada, by=ben)

    with pytest.raises(ContactRefusedError):
        enquire(ada, community=community)


def test_two_coordinators_apart_both_answer():
    community, (ben, cem) = coordinated("Ben", "Cem")
    enquiry = enquire(UserFactory(), community=community)
    block_person(person=ben, by=cem)

    post_message(thread=enquiry.thread, body="There is one.", by=ben)
    post_message(thread=enquiry.thread, body="And a pump.", by=cem)

    assert states() == [(True, cem.pk)]


def test_a_new_coordinator_reads_and_a_dismissed_one_doesnt():
    community, (ben,) = coordinated("Ben")
    cem = MembershipFactory(community=community)
    ada = UserFactory()
    enquiry = enquire(ada, community=community)

    name_coordinator(membership=cem, by=SYSTEM)
    both = people_of(enquiry)
    dismiss_coordinator(membership=Membership.objects.get(person=ben), by=SYSTEM)

    assert (both, people_of(enquiry)) == ({ada, ben, cem.person}, {ada, cem.person})
    assert list(Enquiry.objects.visible_to(ben)) == []


def test_settle_enquiry_takes_it_off_the_desk():
    community, (ben,) = coordinated("Ben")
    enquiry = enquire(UserFactory(), community=community)

    settle_enquiry(enquiry=enquiry, by=ben)
    settle_enquiry(enquiry=enquiry, by=ben)

    assert states() == [(True, None)]
    assert AuditEntry.objects.filter(verb="enquiry.settled").count() == 1


def test_settle_enquiry_is_for_who_receives_it():
    ada, host, stranger = UserFactory.create_batch(3)
    enquiry = enquire(ada, host=host)

    for person in (ada, stranger):
        with pytest.raises(PermissionDenied):
            settle_enquiry(enquiry=enquiry, by=person)

    assert states() == [(False, None)]


def test_closing_an_account_leaves_nothing_waiting():
    ada, host = UserFactory.create_batch(2)
    enquire(ada, host=host)
    change_enquiry_settings(takes=False, by=ada)

    close_account(person=ada, by=ada)

    assert states() == [(True, None)]
    assert not EnquirySettings.objects.exists()


def test_forget_enquiries_deletes_the_whole_conversation(time_machine):
    enquire(UserFactory(), host=UserFactory())
    forget_enquiries()
    kept = Enquiry.objects.count()
    time_machine.move_to(timezone.now() + settings.CONVERSATIONS_KEPT + timedelta(minutes=1))

    forget_enquiries()

    assert (kept, Enquiry.objects.count(), Thread.objects.count()) == (1, 0, 0)


def test_forget_enquiry_is_left_to_the_system():
    ada, host = UserFactory.create_batch(2)
    enquiry = enquire(ada, host=host)

    with pytest.raises(PermissionDenied):
        forget_enquiry(enquiry=enquiry, by=host)
    forget_enquiry(enquiry=enquiry, by=SYSTEM)  # not due

    assert Enquiry.objects.count() == 1
