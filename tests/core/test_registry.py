"""What packages register with those below them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.registry import KeyedRegistry, Registry


def test_registry__keeps_the_order_and_decorates():
    registry = Registry()

    @registry.register
    def first():
        pass

    registry.register("second")

    assert list(registry) == [first, "second"]
    assert len(registry) == 2


def test_keyed_registry__finds_by_key():
    registry = KeyedRegistry()

    registry.register("a", 1)

    assert (registry.get("a"), registry.get("b"), dict(registry)) == (1, None, {"a": 1})
    assert len(registry) == 1


def test_keyed_registry__refuses_a_key_that_is_taken():
    registry = KeyedRegistry()
    registry.register("a", 1)

    with pytest.raises(ImproperlyConfigured):
        registry.register("a", 2)

    assert registry["a"] == 1
