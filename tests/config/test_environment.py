"""A setting is read from the environment, or from a file that the environment names."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, SecretFiles, phone_countries


@pytest.fixture
def env(monkeypatch):
    def made(**environment):
        monkeypatch.setattr(Environment, "ENVIRON", SecretFiles(environment))
        return Environment()

    return made


@pytest.mark.parametrize(
    ("written", "expected"),
    [("s3cret", "s3cret"), ("s3cret\n", "s3cret"), (" s 3\n\n", " s 3\n"), ("", "")],
    ids=["plain", "one-line", "spaces", "empty"],
)
def test_environment_reads_a_file_without_its_last_newline(env, tmp_path, written, expected):
    (tmp_path / "secret").write_text(written)
    read = env(EMAIL_PASSWORD_FILE=str(tmp_path / "secret"), EMAIL_PASSWORD="another")

    assert read("EMAIL_PASSWORD", default="none") == expected
    assert "EMAIL_PASSWORD" in read


def test_environment_reads_lists_and_addresses_from_files_as_well(env, tmp_path):
    for name, text in (("keys", "one,two\n"), ("url", "redis://:p@cache:6379/0\n"), ("no", "")):
        (tmp_path / name).write_text(text)
    files = {f"{name.upper()}_FILE": str(tmp_path / name) for name in ("keys", "url", "no")}
    read = env(**files)

    assert (read.list("KEYS"), read.list("NO", default=[])) == (["one", "two"], [])
    assert read.cache("URL")["LOCATION"] == "redis://:p@cache:6379/0"


def test_environment_names_a_file_that_it_cannot_read(env):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE: /no/such"):
        env(SECRET_KEY_FILE="/no/such")("SECRET_KEY")


def test_environment_keeps_a_plain_value_as_it_is(env):
    assert env(EMAIL_USER="ada\n")("EMAIL_USER") == "ada\n"


def test_phone_countries_refuses_a_code_without_numbers():
    assert phone_countries("COUNTRIES", ["fr", " BE "]) == ["FR", "BE"]
    with pytest.raises(ImproperlyConfigured, match="COUNTRIES: no telephone numbers of UK"):
        phone_countries("COUNTRIES", ["FR", "UK"])
