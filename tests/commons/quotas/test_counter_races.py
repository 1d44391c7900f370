"""Of many at once as many are counted as there may be."""

import pytest
from django.core.cache import caches

from core.quotas.checks import require_quota
from tests.quotas import limit
from tests.rivals import outcomes_at_once

pytestmark = pytest.mark.django_db(transaction=True)
RIVALS = 5


@pytest.mark.parametrize("is_redis_gone", [False, True])
def test_require_quota_holds_at_once(settings, is_redis_gone):
    limit(settings, messages=2)
    if is_redis_gone:
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:9/0",
            }
        }

    said = outcomes_at_once(*[lambda: require_quota("messages", "ada")] * RIVALS)

    caches.close_all()
    assert sorted(said) == ["QuotaExceededError"] * (RIVALS - 2) + ["done"] * 2
