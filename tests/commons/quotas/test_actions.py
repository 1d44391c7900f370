"""Quotas while Redis can't be reached: counted in the database."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from commons.quotas import periodic
from commons.quotas.models import QuotaCount
from commons.quotas.periodic import forget_counts
from core.quotas.checks import require_quota
from core.quotas.errors import QuotaExceededError
from tests.factories.accounts import UserFactory
from tests.poison import assert_one_failed, poison
from tests.quotas import limit

pytestmark = pytest.mark.django_db


@pytest.fixture
def redis_gone(settings):
    """Nobody listens at that port: each call is refused by the network itself."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
        }
    }
    yield
    caches.close_all()


def test_require_quota_counts_in_the_database(redis_gone, settings):
    limit(settings, messages=2)
    ada, ben = UserFactory.create_batch(2)
    require_quota("messages", ada)
    require_quota("messages", ada)

    with pytest.raises(QuotaExceededError) as refused:
        require_quota("messages", ada)

    require_quota("messages", ben)
    assert sorted(QuotaCount.objects.values_list("number", flat=True)) == [1, 2]
    assert timezone.now() < refused.value.until <= timezone.now() + timedelta(hours=1)


def test_require_quota_begins_anew_after_its_time(redis_gone, settings, time_machine):
    time_machine.move_to("2027-04-01 08:00:00+00:00", tick=False)
    limit(settings, messages=1)
    ada = UserFactory()
    require_quota("messages", ada)

    time_machine.shift(timedelta(hours=1))
    require_quota("messages", ada)

    assert QuotaCount.objects.get().number == 1


def test_key_names_nobody(redis_gone):
    require_quota("messages", UserFactory())

    assert QuotaCount.objects.get().key.startswith("quota.messages.")
    assert len(QuotaCount.objects.get().key) == len("quota.messages.") + 32


def test_forget_counts_deletes_what_has_ended():
    now = timezone.now()
    QuotaCount.objects.create(key="old", number=1, ends_at=now - timedelta(seconds=1))
    QuotaCount.objects.create(key="new", number=1, ends_at=now + timedelta(hours=1))

    forget_counts()

    assert [one.key for one in QuotaCount.objects.all()] == ["new"]


def test_forget_counts_goes_on_after_a_row_that_fails(monkeypatch, failed_rows):
    past = timezone.now() - timedelta(seconds=1)
    first, _second = (QuotaCount.objects.create(key=key, ends_at=past) for key in "ab")
    poison(monkeypatch, periodic, "delete_row")

    forget_counts()

    assert_one_failed(failed_rows, QuotaCount, first.pk)
    assert QuotaCount.objects.count() == 1
