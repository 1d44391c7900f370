"""What people keep of the list."""

import factory

from search.saved.models import SavedSearch
from tests.factories.accounts import UserFactory


class SavedSearchFactory(factory.django.DjangoModelFactory):
    """Tips, and a mail when there is a new one."""

    class Meta:
        model = SavedSearch

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence("Search {}".format)
    query = "kind=tip"
    mails = True
