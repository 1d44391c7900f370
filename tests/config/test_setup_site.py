"""`manage.py setup_site`: from empty tables to a site that can be used, however often it is run."""

import pytest
from django.core.management import CommandError
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

from cms.pages.models import HomePage
from commons.geography.management.commands import load_geography
from commons.geography.models import Locality
from config.setup import steps
from config.setup.address import AddressUnfitError, SiteAddress, parse_address
from emergency.activations.models.places import Hospital
from hosting.communities.models.communities import Community
from tests.config.setting_up import ADDRESS, EVERYTHING, counts, know_few_places, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings):
    settings.BASE_URL = ADDRESS


@pytest.fixture(scope="module")
def places(module_rows):
    know_few_places()


def test_a_dry_run_says_what_is_missing_and_makes_nothing(places):
    before = counts()

    said = run("--dry-run", *EVERYTHING)

    assert counts() == before
    assert "missing  Lists: 45 causes, interests and needs" in said
    assert "missing  Administrator: an account for ada@example.org" in said
    assert "made" not in said


def test_what_was_cut_half_way_goes_on_where_it_stopped(places, monkeypatch):
    def cut(*words, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(steps, "set_address", cut)
        with pytest.raises(KeyboardInterrupt):
            run(*EVERYTHING)
    pages = Page.objects.count()

    said = run(*EVERYTHING)

    assert "ok       Pages" in said
    assert Page.objects.count() == pages
    assert Community.objects.get().name == "The valley"


def test_one_language_is_enough_and_another_may_come_later(places):
    run("--languages", "en")
    first = HomePage.objects.get()
    run("--languages", "fr,en")

    assert first.locale.language_code == "en"
    assert {home.locale.language_code for home in HomePage.objects.all()} == {"fr", "en"}
    assert Site.objects.get().root_page_id == first.pk


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(
            ("--languages", "fr,tlh"), "--languages takes only fr, en", id="languages-other"
        ),
        pytest.param(("--languages", "fr"), "--languages must include en", id="languages-needs-en"),
        pytest.param(("--languages", ""), "--languages takes only fr, en", id="languages-empty"),
        pytest.param(
            ("--admin", "nobody"), "'nobody' isn’t an email address", id="admin-no-address"
        ),
        pytest.param(
            ("--admin", "a@example.org,b@example.org"),
            "--admin takes a single email address",
            id="admin-two",
        ),
        pytest.param(
            ("--community", "The valley"), "needs a centre. Give it with --place", id="no-centre"
        ),
        pytest.param(
            ("--community", "V", "--place", "Nowhere"),
            "No place is called 'Nowhere'",
            id="unknown-place",
        ),
        (("--community", "V", "--place", "Amboise"), "fr:37003"),
        pytest.param(
            ("--community", "V", "--place", "fr:37027"),
            "--founders ada@example.org",
            id="no-founder",
        ),
        pytest.param(
            ("--community", "V", "--place", "fr:37027", "--founders", "eve@example.org"),
            "No account with a confirmed email address: eve@example.org",
            id="founder-unconfirmed",
        ),
        pytest.param(
            ("--community", "V" * 121, "--place", "fr:37027", "--admin", "a@example.org"),
            "at most 120 characters",
            id="name-too-long",
        ),
    ],
)
def test_wrong_options_are_refused_with_what_to_do(places, options, words):
    with pytest.raises(CommandError, match=r".*") as refusal:
        run(*options)

    assert words in str(refusal.value)
    assert not HomePage.objects.exists()


@pytest.mark.parametrize(
    "base_url", ["valley.example", "ftp://valley.example", "https://", "https://v.example/site"]
)
def test_base_url_that_is_no_address_is_refused(settings, base_url):
    settings.BASE_URL = base_url

    with pytest.raises(CommandError, match="BASE_URL is"):
        run()
    assert not HomePage.objects.exists()


@pytest.mark.parametrize(
    ("base_url", "found"),
    [
        ("https://valley.example", SiteAddress("https", "valley.example", 443)),
        ("http://localhost:8000", SiteAddress("http", "localhost", 8000)),
    ],
)
def test_parse_address_knows_the_port(base_url, found):
    assert parse_address(base_url) == found


@pytest.mark.parametrize("base_url", ["https://v.example:port", "https://a:b@v.example", "", "//"])
def test_parse_address_refuses_what_is_none(base_url):
    with pytest.raises(AddressUnfitError):
        parse_address(base_url)


def test_tables_that_lag_behind_are_refused(monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *words: ["one"])

    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        run()


@pytest.mark.slow
def test_it_loads_places_and_hospitals_itself():
    run()

    with load_geography.gzip.open(load_geography.LIST, "rt") as lines:
        assert Locality.objects.count() == sum(1 for _line in lines) - 1
    assert Hospital.objects.exists()
