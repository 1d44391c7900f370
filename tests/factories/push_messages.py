"""Browsers that get notifications, as tests make them."""

import factory

from commons.push_messages.models import PushSubscription
from commons.push_messages.web_push import read_key
from tests.commons.push_messages.browser import Browser
from tests.factories.accounts import UserFactory

KEY = "d3HJhj6dKF1MTXv97qaVHSbn0w9GRyyFOqKI5qCoDJ0"
"""A private key of the site, of tests alone."""


class PushSubscriptionFactory(factory.django.DjangoModelFactory):
    """`keys` is the browser that can read what is sent there."""

    class Meta:
        model = PushSubscription

    class Params:
        keys = factory.LazyFunction(Browser)

    person = factory.SubFactory(UserFactory)
    endpoint = factory.Sequence("https://updates.push.services.mozilla.com/wpush/v2/{}".format)
    p256dh = factory.LazyAttribute(lambda made: made.keys.p256dh)
    auth = factory.LazyAttribute(lambda made: made.keys.auth)
    server_key = factory.LazyFunction(lambda: read_key(KEY).public)
    browser = "Firefox · Linux"
