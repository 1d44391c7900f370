"""A bell never stands in the way of what has been done."""

import logging

from core.bells import has_bells, ring


def test_without_an_address_nobody_hears_and_nothing_happens(settings):
    settings.CORE_BELLS_URL = ""

    ring("trips", "41")

    assert not has_bells()


def test_a_bell_that_is_not_there_is_written_down_and_refuses_nothing(settings, caplog):
    settings.CORE_BELLS_URL = "redis://127.0.0.1:1/0"

    with caplog.at_level(logging.WARNING):
        ring("trips", "41")

    assert [record.name for record in caplog.records] == ["core.bells"]
