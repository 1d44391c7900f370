"""Running `manage.py setup_site` on few places."""

from io import StringIO

from django.core.management import call_command
from wagtail.models import Page, Site

from commons.accounts.models import User
from commons.geography.models import Locality
from emergency.activations.models.places import Hospital
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.terms import Need
from tests.factories.emergency import HospitalFactory
from tests.factories.geography import LocalityFactory

ADDRESS = "https://valley.example"
EVERYTHING = (
    *("--admin", "ada@example.org", "--admin-name", "Ada"),
    *("--community", "The valley", "--place", "fr:37027"),
)


def know_few_places():
    """Three instead of 58,000, which take long."""
    HospitalFactory()
    LocalityFactory(code="fr:37027", name="Bléré")
    LocalityFactory(code="fr:37003", name="Amboise")
    LocalityFactory(code="fr:01003", name="Amboise", department="Ain")


def run(*options):
    """What the command says."""
    said = StringIO()
    call_command("setup_site", *options, stdout=said, verbosity=0)
    return said.getvalue()


def counts():
    models = (Locality, Hospital, Need, Page, User, Community, Membership, Site)
    return {model.__name__: model.objects.count() for model in models}
