"""What `check --deploy` says about secrets and proxies."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as house
from django.core.checks import run_checks

from core.checks import check_proxies, check_secrets

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


def started(module, words=SAY_DEBUG, **environment):
    """What happens to a process that starts with these settings; None takes one of them out."""
    asked = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": module,
        "SECRET_KEY": GOOD,
        "HOSTING_PLACE_SECRET": OTHER,
        "CELERY_BROKER_URL": "redis://unused.invalid",
        "BASE_URL": "https://unused.invalid",
        "EMAIL_HOST": "unused.invalid",
        "DATABASE_URL": "postgres://unused.invalid/unused",
    }
    known = {name: value for name, value in (asked | environment).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", words],
        cwd=house.BASE_DIR,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATABASE_URL": None}, "DATABASE_URL"),  # no file beside the code takes its place
        pytest.param(
            {"EMAIL_TLS": "1"},
            "EMAIL_TLS isn’t read any more: set EMAIL_SECURITY",
            id="email-tls-1",
        ),
        pytest.param(
            {"EMAIL_SECURITY": "ssl"},
            "EMAIL_SECURITY is 'ssl': it takes tls, starttls, none",
            id="email-security-ssl",
        ),
        ({"EMAIL_HOST": None}, "EMAIL_HOST"),
        ({"BASE_URL": None}, "BASE_URL"),
        pytest.param({"CELERY_BROKER_URL": None}, "CELERY_BROKER_URL", id="no-broker"),
    ],
)
def test_production_refuses_missing_settings(environment, words):
    ran = started("config.settings.production", **environment)

    assert ran.returncode != 0
    assert "ImproperlyConfigured" in ran.stderr
    assert words in ran.stderr


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        pytest.param({}, "25 False False", id="plain"),
        pytest.param({"EMAIL_SECURITY": "starttls"}, "587 True False", id="starttls"),
        pytest.param({"EMAIL_SECURITY": "tls"}, "465 False True", id="tls"),
        pytest.param(
            {"EMAIL_SECURITY": "tls", "EMAIL_PORT": "2465"}, "2465 False True", id="tls-own-port"
        ),
    ],
)
def test_mail_goes_by_tls_by_starttls_or_by_neither(environment, found):
    words = (
        "from django.conf import settings; o = settings.MAILERS['default']['OPTIONS'];"
        "print(o['port'], o['use_tls'], o['use_ssl'])"
    )

    ran = started("config.settings.production", words=words, **environment)

    assert ran.stdout.strip() == found, ran.stderr


def test_browsers_are_bound_to_tls_for_an_hour_unless_somebody_says_longer():
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
def test_production_needs_its_secrets(name, value):
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
def test_only_development_shows_what_went_wrong(module, debug):
    ran = started(module)

    assert (ran.returncode, ran.stdout.strip()) == (0, debug)
