"""Encrypting, signing and where messages may go."""

from types import SimpleNamespace

import jwt
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from pywebpush import webpush

from commons.push_messages.checks import check_push_key
from commons.push_messages.web_push import (
    are_usable_keys,
    authorization,
    encrypt,
    is_allowed_endpoint,
    read_key,
    send,
    server_key,
)
from core.http import client
from core.http.errors import OutboundError, UnsafeAddressError
from tests.commons.push_messages.browser import Browser, decode
from tests.factories.push_messages import KEY

MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc"


def claims_of(header, audience):
    """Checked with another library than the one that signed them."""
    scheme, _space, parts = header.partition(" ")
    values = dict(part.split("=", 1) for part in parts.split(","))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(values["k"]))
    assert scheme == "vapid"
    return jwt.decode(values["t"], point, algorithms=["ES256"], audience=audience), values["k"]


@pytest.mark.parametrize(
    "endpoint",
    [
        MOZILLA,
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc%2f",
    ],
    ids=str.split("mozilla google apple windows"),
)
def test_push_services_of_browsers_are_allowed(endpoint):
    assert is_allowed_endpoint(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        pytest.param(endpoint, id=str(number))
        for number, endpoint in enumerate(
            (
                *("http://fcm.googleapis.com/fcm/send/abc", "webcal://fcm.googleapis.com/a", ""),
                *("https://example.org/fcm.googleapis.com", "https://fcm.googleapis.com.evil.org/"),
                *("https://xfcm.googleapis.com/a", "https://a.fcm.googleapis.com/a"),
                *("https://notify.windows.com/a", "https://evilnotify.windows.com/a"),
                *("https://fcm.googleapis.com:8443/a", "https://me@fcm.googleapis.com/a"),
                *("https://example.org@10.0.0.1/", "https://fcm.googleapis.com\\@10.0.0.1/"),
                *("https://127.0.0.1/a", "https://[::1]/a", "https://localhost/a"),
                *("https://169.254.169.254/latest", "https://10.0.0.1/.push.apple.com"),
                f"https://fcm.googleapis.com/{'a' * 2000}",
            )
        )
    ],
)
def test_any_other_address_is_refused(endpoint):
    assert not is_allowed_endpoint(endpoint)


def test_a_push_service_whose_name_leads_inside_is_not_asked(monkeypatch, push_key):
    monkeypatch.setattr(client, "look_up", lambda *_args: ["10.0.0.1"])

    with pytest.raises(UnsafeAddressError):
        send(MOZILLA, b"body", server_key())


def test_a_push_service_without_a_valid_certificate_is_not_asked(service, monkeypatch):
    monkeypatch.undo()  # the authorities of everybody

    with pytest.raises(OutboundError):
        send(service.endpoint("/a"), b"body", read_key(KEY))
    assert service.received == []


def test_read_reads_the_example_of_rfc_8291():
    private = ec.derive_private_key(
        int.from_bytes(decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")), ec.SECP256R1()
    )
    browser = Browser(private, decode("BTBZMqHH6r4Tts7J_aSIgg"))
    body = decode(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T"
        "lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
        "a-fN"
    )

    assert browser.read(body) == b"When I grow up, I want to be a watermelon"


def test_encrypt_is_read_by_the_browser_alone():
    browser, other = Browser(), Browser()

    body = encrypt(b"words", p256dh=browser.p256dh, auth=browser.auth)

    assert browser.read(body) == b"words"
    assert b"words" not in body
    with pytest.raises(InvalidTag):
        other.read(body)


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", "BTBZMqHH6r4Tts7J_aSIgg"),
        ("AAAA", "BTBZMqHH6r4Tts7J_aSIgg"),
        ("é", "BTBZMqHH6r4Tts7J_aSIgg"),
        ("B" + "A" * 86, "BTBZMqHH6r4Tts7J_aSIgg"),
        (Browser().p256dh, ""),
        (Browser().p256dh, "short"),
        (Browser().p256dh, "!!"),
    ],
    ids=str.split("none length letter point secret short signs"),
)
def test_keys_that_are_none_are_not_usable(p256dh, auth):
    assert not are_usable_keys(p256dh, auth)
    with pytest.raises(ValueError, match="keys"):
        encrypt(b"words", p256dh=p256dh, auth=auth)


def test_authorization_is_signed_for_one_service_and_half_a_day(time_machine):
    time_machine.move_to("2027-03-01T12:00:00+00:00", tick=False)

    claims, public = claims_of(
        authorization(MOZILLA, read_key(KEY)), "https://updates.push.services.mozilla.com"
    )

    assert public == read_key(KEY).public
    assert claims == {
        "aud": "https://updates.push.services.mozilla.com",
        "sub": "mailto:bonjour@hirondelle.invalid",
        "exp": 1803945600,
    }


def test_send_sends_what_pywebpush_would(service):
    browser, sent = Browser(), []
    endpoint = service.endpoint("/a")

    class Recorder:
        def post(self, url, data, headers, **_options):
            sent.append((headers, data))
            return SimpleNamespace(status_code=201, text="", headers={})

    webpush(
        {"endpoint": endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}},
        "words",
        vapid_private_key=KEY,
        vapid_claims={"sub": "mailto:bonjour@hirondelle.invalid"},
        ttl=43200,
        headers={"topic": "waiting", "urgency": "normal"},
        requests_session=Recorder(),
    )
    status = send(
        endpoint, encrypt(b"words", p256dh=browser.p256dh, auth=browser.auth), read_key(KEY)
    )

    ((_path, ours, body),), ((theirs, other_body),) = service.received, sent
    ours = {name.lower(): value for name, value in ours.items()}
    theirs = {name.lower(): str(value) for name, value in theirs.items()}
    audience = endpoint.removesuffix("/a")
    (our_claims, key), (their_claims, other_key) = (
        claims_of(headers.pop("authorization"), audience) for headers in (ours, theirs)
    )
    assert status == 201
    assert ours.items() >= theirs.items()
    assert (our_claims.keys(), key) == (their_claims.keys(), other_key)
    assert browser.read(body) == browser.read(other_body) == b"words"


def test_send_follows_no_redirect(service):
    assert send(service.endpoint("/a", status=307), b"body", read_key(KEY)) == 307
    assert len(service.received) == 1


def test_make_push_key_prints_one_that_can_be_used(capsys, settings):
    call_command("make_push_key")

    settings.PUSH_MESSAGES_KEY = capsys.readouterr().out.strip()
    assert len(decode(server_key().public)) == 65
    assert check_push_key() == []


@pytest.mark.parametrize(
    "key", ["no key", "AAAA", "A" * 43, "é"], ids=str.split("words short zero letter")
)
def test_a_key_that_is_none_is_reported(settings, key):
    settings.PUSH_MESSAGES_KEY = key

    assert server_key() is None
    assert [one.id for one in check_push_key()] == ["push_messages.E001"]
