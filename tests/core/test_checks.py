"""What `check --deploy` says about secrets and proxies."""

import os

import pytest
from django.core.checks import run_checks

from core import checks
from core.checks import check_landlock, check_proxies, check_secrets
from tests.settings_processes import ready_to_start

GOOD = "Zm9yIHRoaXMgdGVzdCBhbG9uZSwgYW5kIG5vYm9keSBlbHNl"
OTHER = "YW5vdGhlciBvbmUgZm9yIHRoaXMgdGVzdCwgbG9uZyBhcyB3"
SAY_DEBUG = "from django.conf import settings; print(settings.DEBUG)"
BAD = ["  ", "not-a-secret", "not-a-secret-either", "short", "a" * 64]


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOSTING_PLACE_SECRET", ""),  # without the other one Django itself doesn't start
        *((name, value) for name in ("SECRET_KEY", "HOSTING_PLACE_SECRET") for value in BAD),
    ],
    ids=lambda part: part[:14],
)
def test_check_secrets_refuses_what_is_none(settings, name, value):
    settings.SECRET_KEY, settings.HOSTING_PLACE_SECRET = GOOD, OTHER
    setattr(settings, name, value)

    (found,) = check_secrets(None)

    assert (found.id, found.is_serious()) == ("core.E001", True)
    assert found.msg.startswith(f"{name} ")
    assert "openssl rand -base64 48" in found.hint


def test_check_secrets_refuses_one_for_both(settings):
    settings.SECRET_KEY = settings.HOSTING_PLACE_SECRET = GOOD

    assert ids(check_secrets(None)) == ["core.E002"]


@pytest.mark.parametrize(
    ("former", "found"), [("short", "core.E001"), (OTHER, "core.E002")], ids=["short", "equal"]
)
def test_check_secrets_looks_at_former_keys(settings, former, found):
    settings.SECRET_KEY, settings.HOSTING_PLACE_SECRET = GOOD, OTHER
    settings.SECRET_KEY_FALLBACKS = [former]

    assert ids(check_secrets(None)) == [found]


def test_check_secrets_says_nothing_of_two_good_ones(settings):
    settings.SECRET_KEY, settings.HOSTING_PLACE_SECRET = GOOD, OTHER

    assert check_secrets(None) == []


@pytest.mark.parametrize(
    ("header", "count", "found"),
    [
        (("HTTP_X_FORWARDED_PROTO", "https"), 0, ["core.E003"]),
        (("HTTP_X_FORWARDED_PROTO", "https"), 1, []),
        (None, 0, []),
    ],
)
def test_check_proxies_wants_their_number(settings, header, count, found):
    settings.SECURE_PROXY_SSL_HEADER, settings.TRUSTED_PROXY_COUNT = header, count

    assert ids(check_proxies(None)) == found


@pytest.mark.django_db  # a check of Django asks the database what it can
def test_run_checks_asks_for_secrets_before_a_deployment_only(settings):
    settings.SECRET_KEY = "not-a-secret"

    ours = [
        [one for one in ids(run_checks(include_deployment_checks=deploy)) if one == "core.E001"]
        for deploy in (False, True)
    ]

    assert ours[0] == []
    assert "core.E001" in ours[1]


@pytest.fixture(scope="module")
def started():
    """Says what happens to a process that starts with these settings; None takes one out."""
    path = {"PATH": os.environ["PATH"]}
    with ready_to_start(**path) as start:

        def started(module, words=SAY_DEBUG, **environment):
            asked = {
                **path,
                "DJANGO_SETTINGS_MODULE": module,
                "SECRET_KEY": GOOD,
                "HOSTING_PLACE_SECRET": OTHER,
                "CELERY_BROKER_URL": "redis://unused.invalid",
                "BASE_URL": "https://unused.invalid",
                "EMAIL_HOST": "unused.invalid",
                "DATABASE_URL": "postgres://unused.invalid/unused",
            } | environment
            known = {name: value for name, value in asked.items() if value is not None}
            return start(words, known)

        yield started


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATABASE_URL": None}, "DATABASE_URL"),  # no file beside the code takes its place
        pytest.param(
            {"EMAIL_TLS": "1"},
            "EMAIL_TLS is no longer used. Set EMAIL_SECURITY",
            id="email-tls-1",
        ),
        pytest.param(
            {"EMAIL_SECURITY": "ssl"},
            "EMAIL_SECURITY is 'ssl'. Use one of: tls, starttls, none.",
            id="email-security-ssl",
        ),
        ({"EMAIL_HOST": None}, "EMAIL_HOST"),
        ({"BASE_URL": None}, "BASE_URL"),
        pytest.param({"CELERY_BROKER_URL": None}, "CELERY_BROKER_URL", id="no-broker"),
    ],
)
def test_production_refuses_missing_settings(started, environment, words):
    ran = started("config.settings.production", **environment)

    assert ran.returncode != 0
    assert "ImproperlyConfigured" in ran.stderr
    assert words in ran.stderr


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        pytest.param({}, "587 True False", id="nothing-said"),
        pytest.param({"EMAIL_SECURITY": "none"}, "25 False False", id="plain"),
        pytest.param({"EMAIL_SECURITY": "starttls"}, "587 True False", id="starttls"),
        pytest.param({"EMAIL_SECURITY": "tls"}, "465 False True", id="tls"),
        pytest.param(
            {"EMAIL_SECURITY": "tls", "EMAIL_PORT": "2465"}, "2465 False True", id="tls-own-port"
        ),
    ],
)
def test_mail_goes_by_tls_by_starttls_or_by_neither(started, environment, found):
    words = (
        "from django.conf import settings; o = settings.MAILERS['default']['OPTIONS'];"
        "print(o['port'], o['use_tls'], o['use_ssl'])"
    )

    ran = started("config.settings.production", words=words, **environment)

    assert ran.stdout.strip() == found, ran.stderr


def test_connections_to_the_database_end_what_hangs_and_are_looked_at(started):
    words = (
        "from django.conf import settings; one = settings.DATABASES['default'];"
        "print(one['CONN_HEALTH_CHECKS'], one['OPTIONS']['connect_timeout'],"
        " *one['OPTIONS']['pool'].values(), one['OPTIONS']['options'], sep='|')"
    )

    ran = started("config.settings.production", words=words, DATABASE_STATEMENT_TIMEOUT="7")

    *found, limits = ran.stdout.strip().split("|")
    assert found == ["True", "5", "2", "10", "10", "5"], ran.stderr
    assert limits == (
        "-c lock_timeout=5s -c statement_timeout=7s -c idle_in_transaction_session_timeout=60s"
    )


def test_production_hides_its_memory(started):
    words = "import ctypes, django.conf as c; c.settings.DEBUG; print(ctypes.CDLL(None).prctl(3))"

    ran = started("config.settings.production", words=words)

    assert ran.stdout.strip() == "0", ran.stderr


def test_cookies_are_bound_to_the_host_and_to_tls(started):
    words = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        " s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN,"
        " s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_PATH)"
    )

    ran = started("config.settings.production", words=words)

    # RFC 6265bis, 4.1.3.2: such a name is kept only with Secure, with path / and without a domain.
    names = "__Host-sessionid __Host-csrftoken"
    assert ran.stdout.strip() == f"{names} True True True None None / /", ran.stderr


def test_browsers_are_bound_to_tls_for_an_hour_unless_somebody_says_longer(started):
    words = (
        "from django.conf import settings as s;"
        "print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS,"
        " getattr(s, 'SECURE_HSTS_PRELOAD', False))"
    )
    longer = {"HSTS_SECONDS": "31536000", "HSTS_SUBDOMAINS": "1"}

    found = [
        started("config.settings.production", words=words, **one).stdout.strip()
        for one in ({}, longer)
    ]

    assert found == ["3600 False False", "31536000 True False"]


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", pytest.param("HOSTING_PLACE_SECRET", id="hosting-place")]
)
@pytest.mark.parametrize("value", ["", pytest.param("not-a-secret-either", id="not-a-secret")])
def test_production_needs_its_secrets(started, name, value):
    ran = started("config.settings.production", **{name: value})

    assert ran.returncode != 0
    assert f"ImproperlyConfigured: {name} is" in ran.stderr
    assert "openssl rand -base64 48" in ran.stderr


@pytest.mark.parametrize(
    ("module", "debug"),
    [
        pytest.param("config.settings.production", "False", id="config-settings"),
        pytest.param("config.settings.base", "False", id="config-settings-base"),
        pytest.param("config.settings.development", "True", id="settings-development"),
    ],
)
def test_only_development_shows_what_went_wrong(started, module, debug):
    ran = started(module)

    assert (ran.returncode, ran.stdout.strip()) == (0, debug)


@pytest.mark.parametrize(("version", "found"), [(0, ["core.W001"]), (1, [])])
def test_check_landlock_warns_of_a_kernel_without_it(monkeypatch, version, found):
    monkeypatch.setattr(checks, "landlock_version", lambda: version)

    assert ids(check_landlock(None)) == found
