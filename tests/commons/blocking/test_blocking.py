"""A member blocks another: the pages, and what the two of them may still do."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person, unblock_person
from commons.blocking.errors import ContactRefusedError, OwnBlockError
from commons.blocking.models import PersonBlock
from commons.blocking.rules import is_mailbox_blocked, require_contact
from commons.conversations.actions import EmailReply, post_email_reply, post_message
from commons.notifications.models import Notice
from commons.privacy.personal_data import export_of
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada")


@pytest.fixture
def ben():
    return UserFactory(display_name="Ben")


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def test_block_person_twice_is_once_and_tells_nobody(ada, ben):
    first, again = block_person(person=ben, by=ada), block_person(person=ben, by=ada)

    assert first == again
    assert list(AuditEntry.objects.values_list("verb", "actor")) == [("person.blocked", ada.pk)]
    assert (Notice.objects.count(), mail.outbox) == (0, [])


def test_block_person_is_refused_for_oneself_and_unblocking_for_others(ada, ben):
    block = block_person(person=ben, by=ada)

    with pytest.raises(PermissionDenied):
        block_person(person=ada, by=ada)
    with pytest.raises(PermissionDenied):
        unblock_person(block=block, by=ben)


def test_require_contact_tells_the_blocked_one_nothing(ada, ben):
    block_person(person=ben, by=ada)

    with pytest.raises(ContactRefusedError) as refused:
        require_contact(ben, [ada])
    with pytest.raises(OwnBlockError, match="You’ve blocked Ben"):
        require_contact(ada, [ben])

    assert "block" not in str(refused.value)
    require_contact(ben, [UserFactory()])


@pytest.mark.parametrize("registered", ["ada@example.org", "ada+home@example.org"])
def test_is_mailbox_blocked_knows_other_spellings(ben, registered):
    ada = UserFactory(email=registered)
    block_person(person=ben, by=ada)

    for one, other in ((ben, "ada"), (ada, ben.email.partition("@")[0])):
        domain = ben.email.partition("@")[2] if one == ada else "example.org"
        for name in (other, other.upper(), f"{other}+trip"):
            assert is_mailbox_blocked(one, f"{name}@{domain}")
        assert not is_mailbox_blocked(one, f"nobody@{domain}")


def test_is_mailbox_blocked_asks_the_same_for_every_address(ada, ben, django_assert_num_queries):
    block_person(person=ben, by=ada)

    for address in (ada.email, "nobody@example.org"):
        with django_assert_num_queries(1):
            is_mailbox_blocked(ben, address)


def test_post_message_is_refused_to_both_and_what_was_typed_stays(ada, ben):
    thread = ThreadFactory(people=[ada, ben])
    block_person(person=ben, by=ada)
    address = reverse("conversations:message-post", args=[thread.public_id])

    answers = [as_person(one).post(address, {"body": "My words"}) for one in (ben, ada)]

    assert [one.status_code for one in answers] == [422, 422]
    assert "You can’t contact this person here at the moment." in answers[0].text
    assert "My words</textarea>" in answers[0].text
    assert "Unblock Ben" in answers[1].text
    assert thread.messages.count() == 0


def test_post_email_reply_is_refused_by_a_letter(ada, ben):
    thread = ThreadFactory(people=[ada, ben])
    block_person(person=ben, by=ada)

    said = post_email_reply(
        thread=thread, answer=EmailReply("Hi", (), "<1@x>", timedelta()), by=ben
    )

    assert said is None
    assert thread.messages.count() == 0


def test_unblock_person_lets_them_write_again(ada, ben):
    thread = ThreadFactory(people=[ada, ben])
    unblock_person(block=block_person(person=ben, by=ada), by=ada)

    post_message(thread=thread, body="Hello", by=ben)

    assert thread.messages.count() == 1


@pytest.mark.parametrize("leaves", ["ada", "ben"])
def test_close_account_forgets_blocks(ada, ben, leaves):
    block_person(person=ben, by=ada)

    close_account(person={"ada": ada, "ben": ben}[leaves], by={"ada": ada, "ben": ben}[leaves])

    assert not PersonBlock.objects.exists()


def test_export_names_whom_one_has_blocked_and_not_by_whom(ada, ben):
    block_person(person=ben, by=ada)

    mine, theirs = export_of(ada)["blocked_people"], export_of(ben)["blocked_people"]

    assert [one["blocked__public_id"] for one in mine] == [ben.public_id]
    assert theirs == []


def test_block_pages_ask_first_and_undo(ada, ben):
    client = as_person(ada)
    person_page = client.get(ben.get_absolute_url()).text
    address = reverse("blocking:block", args=[ben.public_id])

    asked = client.get(address).text
    done = client.post(address, follow=True).text
    listed = client.get(ben.get_absolute_url()).text
    block_person(person=ada, by=ben)  # which Ada can’t know
    undone = client.post(reverse("blocking:unblock", args=[ben.public_id]), follow=True).text

    assert address in person_page
    assert "We won’t tell Ben that you’ve blocked them." in asked
    assert "You’ve blocked Ben." in done
    assert "Unblock Ben" in listed
    assert "You haven’t blocked anyone." in undone
    assert "You’ve unblocked Ben." in undone
    assert "contact each other again" not in undone


def test_block_pages_show_nothing_of_others(ada, ben):
    block_person(person=ben, by=ada)
    client = as_person(ben)

    own_list = client.get(reverse("blocking:blocked-list")).text
    unblock = client.post(reverse("blocking:unblock", args=[ben.public_id]))
    oneself = client.get(reverse("blocking:block", args=[ben.public_id]))

    assert "You haven’t blocked anyone." in own_list
    assert "Unblock" not in client.get(ada.get_absolute_url()).text
    assert (unblock.status_code, oneself.status_code) == (404, 404)
