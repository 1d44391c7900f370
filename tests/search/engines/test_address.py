"""One URL names a server, or is refused in one sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.address import Address, read_address


def test_read_address_takes_the_least():
    assert read_address("elasticsearch://search") == Address("http://search:9200")


def test_read_address_decodes_what_it_is_given(tmp_path):
    authority = tmp_path / "ca.pem"
    authority.write_text("")

    address = read_address(
        f"elasticsearchs://h%40st:p%2Fw%3A%C3%A9@search.example:9243/offers?ca={authority}&timeout=2.5"
    )

    assert address == Address(
        url="https://search.example:9243",
        prefix="offers",
        login=("h@st", "p/w:é"),
        ca=str(authority),
        timeout=2.5,
    )


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("elasticsearch://search?tls=1", "https://search:9200"),
        ("elasticsearch://search?tls=0", "http://search:9200"),
        (f"elasticsearch://search?ca={__file__}", "https://search:9200"),
        ("elasticsearchs://[::1]:9201/", "https://[::1]:9201"),
    ],
)
def test_read_address_knows_three_ways_to_ask_for_tls(url, base):
    assert read_address(url).url == base


def test_read_address_takes_a_key():
    assert read_address("elasticsearchs://search/a?api_key=aGk%3D").api_key == "aGk="


def test_an_address_never_shows_a_secret():
    address = read_address("elasticsearch://host:secret@search/offers")

    assert repr(address) == "Address(http://search:9200, offers)"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://search", "'http' is none of elasticsearch, elasticsearchs"),
        ("elasticsearch:", "it names no host"),
        ("elasticsearch:///offers", "it names no host"),
        ("elasticsearch://search:0x10", "its port is no port"),
        ("elasticsearch://search:99999", "its port is no port"),
        ("elasticsearch://[::1", "Invalid IPv6 URL"),
        ("elasticsearch://search/Offers", "'Offers' is no beginning of an index name"),
        ("elasticsearch://search/a/b", "'a/b' is no beginning of an index name"),
        ("elasticsearch://search/*", "'*' is no beginning of an index name"),
        ("elasticsearch://a:b@search?api_key=c", "give a login or an api_key, not both"),
        ("elasticsearch://search?timeout=soon", "timeout is a number of seconds, at most 60"),
        ("elasticsearch://search?timeout=0", "timeout is a number of seconds, at most 60"),
        ("elasticsearch://search?timeout=600", "timeout is a number of seconds, at most 60"),
        ("elasticsearch://search?timeout=", "an option has no value"),
        ("elasticsearch://search?timeout=1&timeout=2", "an option stands there twice"),
        ("elasticsearch://search?user=me", "user is none of api_key, ca, timeout, tls"),
        ("elasticsearch://search?tls=maybe", "tls is 1 or 0"),
        ("elasticsearchs://search?tls=0", "elasticsearchs:// is always over TLS"),
        ("elasticsearch://search?ca=/x&tls=0", "ca is for TLS, and tls=0 is without"),
        ("elasticsearch://search?ca=/no/such/file", "there is no file /no/such/file"),
        ("elasticsearchs://search?ca=/no/such/file", "there is no file /no/such/file"),
        ("elasticsearch://me:se#cret@search", "a # has to be written %23"),
    ],
)
def test_read_address_refuses_what_nobody_could_be_asked_by(url, why):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_address(url)

    assert str(refusal.value) == f"SEARCH_URL can't be read: {why}."
