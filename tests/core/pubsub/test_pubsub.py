"""A bell never stands in the way of what has been done."""

import logging

from core.pubsub import is_pubsub_enabled, publish


def test_without_an_address_nobody_hears_and_nothing_happens(settings):
    settings.CORE_PUBSUB_URL = ""

    publish("trips", "41")

    assert not is_pubsub_enabled()


def test_a_bell_that_is_not_there_is_written_down_and_refuses_nothing(settings, caplog):
    settings.CORE_PUBSUB_URL = "redis://127.0.0.1:1/0"

    with caplog.at_level(logging.WARNING):
        publish("trips", "41")

    assert [record.name for record in caplog.records] == ["core.pubsub"]
