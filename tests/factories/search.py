"""What people keep of the list."""

import factory

from search.saved.models import SavedSearch, StockWatch
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ProductFactory


class SavedSearchFactory(factory.django.DjangoModelFactory):
    """Tips, and a mail when there is a new one."""

    class Meta:
        model = SavedSearch

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence("Search {}".format)
    query = "kind=tip"
    mails = True


class StockWatchFactory(factory.django.DjangoModelFactory):
    """Somebody waits for a product of which none is left."""

    class Meta:
        model = StockWatch

    owner = factory.SubFactory(UserFactory)
    product = factory.SubFactory(ProductFactory, stock=0)
