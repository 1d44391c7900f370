"""People."""

import factory
from django.utils import timezone

from commons.accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """A person who may do what everybody may. `unverified=True` hasn't answered our mail yet."""

    class Meta:
        model = User

    class Params:
        unverified = factory.Trait(email_verified_at=None)

    email = factory.Sequence("person{}@example.org".format)
    display_name = factory.Sequence("Person {}".format)
    language = "en"
    password = factory.django.Password(None)  # comes in with a code, as many do
    email_verified_at = factory.LazyFunction(timezone.now)
