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
        pytest.param("elasticsearch://search?tls=1", "https://search:9200", id="tls-1"),
        pytest.param("elasticsearch://search?tls=0", "http://search:9200", id="tls-0"),
        pytest.param(
            f"elasticsearch://search?ca={__file__}", "https://search:9200", id="authority"
        ),
        pytest.param("elasticsearchs://[::1]:9201/", "https://[::1]:9201", id="scheme"),
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
        pytest.param(
            "http://search", "'http' isn’t one of elasticsearch, elasticsearchs", id="http"
        ),
        pytest.param("elasticsearch:", "it has no host", id="no-host"),
        pytest.param("elasticsearch:///offers", "it has no host", id="no-host-but-path"),
        pytest.param("elasticsearch://search:0x10", "the port isn’t valid", id="port-hex"),
        pytest.param("elasticsearch://search:99999", "the port isn’t valid", id="port-too-large"),
        pytest.param("elasticsearch://[::1", "Invalid IPv6 URL", id="ipv6"),
        pytest.param(
            "elasticsearch://search/Offers",
            "'Offers' isn’t a valid index prefix",
            id="capitals",
        ),
        pytest.param(
            "elasticsearch://search/a/b", "'a/b' isn’t a valid index prefix", id="two-parts"
        ),
        pytest.param("elasticsearch://search/*", "'*' isn’t a valid index prefix", id="star"),
        pytest.param(
            "elasticsearch://a:b@search?api_key=c",
            "give a login or an api_key, not both",
            id="login-and-key",
        ),
        pytest.param(
            "elasticsearch://search?timeout=soon",
            "timeout must be a number of seconds, up to 60",
            id="timeout-word",
        ),
        pytest.param(
            "elasticsearch://search?timeout=0",
            "timeout must be a number of seconds, up to 60",
            id="timeout-0",
        ),
        pytest.param(
            "elasticsearch://search?timeout=600",
            "timeout must be a number of seconds, up to 60",
            id="timeout-600",
        ),
        pytest.param(
            "elasticsearch://search?timeout=", "an option has no value", id="timeout-empty"
        ),
        pytest.param(
            "elasticsearch://search?timeout=1&timeout=2",
            "an option appears twice",
            id="timeout-twice",
        ),
        pytest.param(
            "elasticsearch://search?user=me",
            "user isn’t one of api_key, ca, timeout, tls",
            id="unknown-option",
        ),
        pytest.param("elasticsearch://search?tls=maybe", "tls must be 1 or 0", id="tls-maybe"),
        pytest.param(
            "elasticsearchs://search?tls=0",
            "elasticsearchs:// always uses TLS",
            id="scheme-without-tls",
        ),
        pytest.param(
            "elasticsearch://search?ca=/x&tls=0",
            "ca can’t be used with tls=0",
            id="authority-without-tls",
        ),
        pytest.param(
            "elasticsearch://search?ca=/no/such/file",
            "the file /no/such/file doesn’t exist",
            id="no-authority-file",
        ),
        pytest.param(
            "elasticsearchs://search?ca=/no/such/file",
            "the file /no/such/file doesn’t exist",
            id="no-authority-file-over-tls",
        ),
        pytest.param("elasticsearch://me:se#cret@search", "write # as %23", id="number-sign"),
    ],
)
def test_read_address_refuses_wrong_addresses(url, why):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_address(url)

    assert str(refusal.value) == f"SEARCH_URL can’t be read: {why}."
