"""Who sees a thread, and where its page is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from commons.conversations.models import Thread
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import RequestFactory

pytestmark = pytest.mark.django_db


def test_visible_to_shows_a_thread_to_its_people():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada])

    seen = [list(Thread.objects.visible_to(one)) for one in (ada, ben, AnonymousUser())]

    assert seen == [[thread], [], []]


def test_get_absolute_url_is_the_page_of_the_owner():
    asked = RequestFactory()

    assert asked.thread.owner == asked
    assert asked.thread.get_absolute_url() == asked.get_absolute_url()


def test_get_absolute_url_is_a_page_of_its_own_without_an_owner():
    thread = ThreadFactory()

    assert thread.owner is None
    assert thread.get_absolute_url() == reverse(
        "conversations:thread-detail", args=[thread.public_id]
    )
