"""What is written when the house fails: enough to mend it, no key of anybody."""

import logging
import logging.config

import pytest
from django.conf import settings
from django.urls import path

TOKEN = "kept-by-one-person"


def fails(request, token):
    raise RuntimeError("the roof leaks")


urlpatterns = [path("status/<str:token>/", fails)]


@pytest.fixture
def written(capsys, client):
    """What stands on standard error after a visit; loggers are as they were afterwards."""
    root, django = logging.getLogger(), logging.getLogger("django")
    kept = root.handlers[:], django.handlers[:], root.level
    logging.config.dictConfig(settings.LOGGING)
    client.raise_request_exception = False

    def after(url):
        status = client.get(url).status_code
        return status, capsys.readouterr().err

    yield after
    root.handlers[:], django.handlers[:] = kept[:2]
    root.setLevel(kept[2])


@pytest.mark.urls(__name__)
def test_a_failure_is_logged_with_its_trace_and_without_the_key(written):
    status, words = written(f"/status/{TOKEN}/")

    assert status == 500
    assert "status/<str:token>/" in words
    assert "RuntimeError: the roof leaks" in words
    assert TOKEN not in words


@pytest.mark.django_db
def test_an_unknown_address_is_no_failure_and_not_written(written):
    assert written(f"/en/nowhere/{TOKEN}/") == (404, "")
