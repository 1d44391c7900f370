"""Letters as somebody finds them in a mailbox, and a clean slate for limits."""

import re

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_limit_reached_before():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def link_in(mailoutbox):
    """A function that gives the path behind the first link of a mail, the last one by default."""

    def find(number=-1):
        address = re.search(r"http://testserver(\S+)", mailoutbox[number].body)
        return address.group(1)

    return find


@pytest.fixture
def code_in(mailoutbox):
    """A function that gives the code of the last mail."""

    def find():
        return re.search(r"^[A-Z0-9]+(-[A-Z0-9]+)+$", mailoutbox[-1].body, re.MULTILINE).group(0)

    return find
