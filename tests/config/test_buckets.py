"""One setting that says in which bucket photographs lie."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.buckets import Bucket, read_bucket


def test_read_bucket_takes_the_least():
    assert read_bucket("s3://key:secret@s3.example.org/photos") == Bucket(
        "https://s3.example.org", "photos", "key", "secret"
    )


def test_read_bucket_decodes_what_it_is_given():
    read = read_bucket("s3://k%2Fy:s%40cret@[::1]:9000/my.photos?region=fr-par&tls=0")

    assert read == Bucket("http://[::1]:9000", "my.photos", "k/y", "s@cret", "fr-par")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("https://key:secret@host/photos", "'https' isn’t s3", id="not-s3"),
        pytest.param("s3://key:secret@/photos", "it has no host", id="no-host"),
        pytest.param("s3://host/photos", "it needs a key and a secret", id="no-login"),
        pytest.param("s3://key@host/photos", "it needs a key and a secret", id="no-secret"),
        pytest.param("s3://key:secret@host", "'' isn’t a valid bucket name", id="no-bucket"),
        pytest.param(
            "s3://key:secret@host/Photos", "'Photos' isn’t a valid bucket name", id="capitals"
        ),
        pytest.param("s3://key:secret@host/a/b", "'a/b' isn’t a valid bucket name", id="folder"),
        pytest.param("s3://key:secret@host:70000/photos", "the port isn’t valid", id="port"),
        pytest.param("s3://key:secret@host/photos?tls=maybe", "tls must be 1 or 0", id="tls"),
        pytest.param(
            "s3://key:secret@host/photos?acl=public",
            "unknown option acl; use region or tls",
            id="unknown-option",
        ),
        pytest.param("s3://key:secret@host/photos#x", "write # as %23", id="number-sign"),
        pytest.param("s3://key:secret@[host/photos", "Invalid IPv6 URL", id="ipv6"),
    ],
)
def test_read_bucket_says_what_is_wrong(text, why):
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE can’t be read") as refused:
        read_bucket(text)

    assert why in str(refused.value)
    assert "secret" not in str(refused.value).replace("a key and a secret", "")


def test_a_bucket_never_shows_its_secret():
    assert repr(read_bucket("s3://key:hidden@host/photos")) == "Bucket(https://host/photos)"
