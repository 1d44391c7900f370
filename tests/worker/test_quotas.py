"""Quotas hold when Redis stops: first it counts, then the database does."""

import os

import pytest
from django.core.cache import cache, caches

from commons.quotas.models import QuotaCount
from core.quotas.checks import require_quota
from core.quotas.errors import QuotaExceededError
from scripts import debian
from scripts.machine import free_port
from scripts.processes import start, stop, wait_until
from tests.patience import patience
from tests.quotas import limit


def use():
    try:
        require_quota("messages", "ada")
    except QuotaExceededError:
        return False
    return True


@pytest.mark.django_db
def test_quotas_hold_when_redis_stops(settings, tmp_path):
    port = free_port()
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
            "OPTIONS": {"socket_timeout": 2},
        }
    }
    limit(settings, messages=2)
    redis = start(
        "redis",
        [debian.path_of(debian.REDIS), "--port", str(port), "--save", "", "--appendonly", "no"],
        log=tmp_path / "redis.log",
        environment=dict(os.environ),
        cwd=tmp_path,
    )
    try:
        assert wait_until(is_up, within=patience(20)), redis.last_words()
        with_redis = [use(), use(), use()]
        is_empty = not QuotaCount.objects.exists()
    finally:
        stop([redis], patience=0)

    without_redis = [use(), use(), use()]

    caches.close_all()
    assert is_empty
    assert (with_redis, without_redis) == ([True, True, False], [True, True, False])
    assert QuotaCount.objects.get().number == 2


def is_up():
    try:
        return cache.get("anything") is None
    except Exception:
        return False
