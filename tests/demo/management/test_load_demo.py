import pytest
from django.apps import apps
from django.core.management import CommandError

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from demo.accounts import ACCOUNTS
from tests.demo.conftest import load_small
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

OURS = (
    *("accounts", "audit", "outbox", "mail", "notifications"),
    *(
        "conversations",
        "geography",
        "calendars",
        "communities",
        "notes",
        "offers",
        "requests",
        "media",
        "pages",
        "recordings",
        "wagtailsearch",
    ),
)


def rows():
    """How many rows each of our tables holds, and what the admin finds."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models(True)]
    return {model._meta.db_table: model._base_manager.count() for model in models}


# Those that need an empty database stand first: the demonstration below stays until the end.


@pytest.mark.parametrize("options", [(), ("--flush",)])
def test_load_demo_leaves_a_database_with_real_people_alone(options):
    somebody = UserFactory(email="ada@hirondelle.coop")

    with pytest.raises(CommandError):
        load_small(*options)

    assert list(User.objects.all()) == [somebody]


def test_load_demo_does_not_go_on_with_a_load_that_stopped_halfway():
    UserFactory(email=ACCOUNTS[0].email)

    with pytest.raises(CommandError, match="--flush"):
        load_small()


@pytest.mark.usefixtures("small_demo")
def test_load_demo_changes_nothing_the_second_time():
    before = rows()

    output = load_small()

    assert rows() == before
    assert "The demonstration is already loaded." in output


@pytest.mark.usefixtures("small_demo")
def test_load_demo_tells_the_accounts_each_time():
    output = load_small()

    assert [one.email for one in ACCOUNTS if one.email not in output] == []


@pytest.mark.usefixtures("small_demo")
def test_load_demo_forgets_the_earlier_one_when_told_to_flush(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path  # the photographs of the demonstration stay for other tests
    before, first = rows(), AuditEntry.objects.get(verb="demo.loaded")

    load_small("--flush")

    assert rows() == before
    assert AuditEntry.objects.get(verb="demo.loaded").at > first.at
