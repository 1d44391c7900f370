"""A professional login over OpenID Connect, against an issuer that speaks it on this machine."""

import time

import pytest
from django.urls import reverse

from emergency.activations.errors.logins import (
    LoginFailedError,
    LoginNotReadyError,
    LoginWithoutEmailError,
)
from emergency.activations.logins import Professional, professional_login
from emergency.activations.openid import MOST_BYTES
from emergency.housing.actions.verification import is_verified
from emergency.housing.models.verification import Verification
from tests.emergency.issuer import CLIENT, OTHER_KEY, SECRET, public_key, standing
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    HousingRequestFactory,
)

BACK = "https://here.example/back/"


@pytest.fixture
def issuer(settings):
    settings.HTTP_CLIENT_ALLOWED_HOSTS = ["127.0.0.1"]
    with standing() as issuer:
        settings.EMERGENCY_LOGIN = "emergency.activations.openid.OpenIDLogin"
        settings.EMERGENCY_OPENID = {
            "issuer": issuer.url,
            "client": CLIENT,
            "secret": SECRET,
            "scope": "openid email",
            "level": "eidas1",
        }
        yield issuer


def come_back(issuer, **changes):
    """There and back again, as one person."""
    login = professional_login()
    brought = issuer.log_in(login.address(state="s", nonce="n", back=BACK))
    said = {"code": brought["code"], "nonce": "n", "back": BACK}
    return login.who_came_back(**said | changes)


def test_somebody_who_logs_in_there_is_known_by_house_and_subject(issuer):
    assert come_back(issuer) == Professional(issuer=issuer.url, subject="nurse-7")


def test_the_address_carries_what_has_to_come_back_and_the_level(issuer):
    address = professional_login().address(state="s", nonce="n", back=BACK)

    issuer.log_in(address)
    [asked] = issuer.codes.values()
    assert (asked["state"], asked["nonce"], asked["acr_values"]) == ("s", "n", "eidas1")
    assert asked["code_challenge_method"] == "S256"
    assert SECRET not in address


@pytest.mark.parametrize(
    "said",
    [
        {"iss": "https://login.elsewhere.example"},
        {"aud": "somebody-else"},
        {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
        {"nbf": int(time.time()) + 3600},
        {"sub": ""},
        {"sub": 7},
        {"exp": "tomorrow"},
        {"at_hash": "of-another-token"},
        {"nonce": "of another login"},
        *({name: None} for name in ("iss", "sub", "aud", "exp", "iat", "nonce")),
    ],
)
def test_what_isnt_said_to_us_by_this_house_of_now_is_refused(issuer, said):
    issuer.claims = said

    with pytest.raises(LoginFailedError):
        come_back(issuer)


@pytest.mark.parametrize(
    "forged",
    [
        {"key": OTHER_KEY},
        {"headers": {"kid": "another"}},
        {"headers": {}},
        {"key": None, "algorithm": "none"},
        {"key": "a secret that both may know, long enough for it", "algorithm": "HS256"},
    ],
)
def test_what_isnt_signed_by_its_key_is_refused(issuer, forged):
    vars(issuer).update(forged)

    with pytest.raises(LoginFailedError):
        come_back(issuer)


@pytest.mark.parametrize(
    "published",
    [
        [],
        [public_key(use="enc")],
        [public_key(alg="RS512")],
        [public_key(kty="oct", k="A" * 43)],
        [public_key(n="!")],
        [public_key(kid=None)],
        ["no key"],
        None,
    ],
)
def test_a_signature_without_its_published_key_is_refused(issuer, published):
    issuer.published = published

    with pytest.raises(LoginFailedError):
        come_back(issuer)


def test_a_key_of_a_kind_that_nobody_knows_hides_no_other(issuer):
    issuer.published = [{"kty": "new"}, {"kty": "new", "kid": "other"}, public_key()]

    assert come_back(issuer).subject == "nurse-7"


def test_who_has_no_e_mail_there_is_refused(issuer):
    issuer.claims, issuer.userinfo = {"email": None}, {}

    with pytest.raises(LoginWithoutEmailError):
        come_back(issuer)


def test_an_e_mail_may_be_told_apart_from_the_token_and_of_nobody_else(issuer):
    issuer.claims = {"email": None}
    assert come_back(issuer).subject == "nurse-7"

    issuer.userinfo = {"email": "x@chu-tours.fr", "sub": "somebody-else"}
    with pytest.raises(LoginWithoutEmailError):
        come_back(issuer)


def test_a_house_without_a_door_for_more_is_asked_for_no_more(issuer):
    issuer.metadata, issuer.claims = {"userinfo_endpoint": ""}, {"email": None}

    with pytest.raises(LoginWithoutEmailError):
        come_back(issuer)


@pytest.mark.parametrize("changed", [{"code": "guessed"}, {"nonce": "x"}, {"back": "https://x/"}])
def test_what_was_brought_by_somebody_else_opens_nothing(issuer, changed):
    with pytest.raises(LoginFailedError):
        come_back(issuer, **changed)


def test_a_code_is_good_once(issuer):
    login = professional_login()
    brought = issuer.log_in(login.address(state="s", nonce="n", back=BACK))
    login.who_came_back(code=brought["code"], nonce="n", back=BACK)

    with pytest.raises(LoginFailedError):
        login.who_came_back(code=brought["code"], nonce="n", back=BACK)


def test_a_house_that_takes_the_secret_in_the_form_gets_it_there(issuer):
    issuer.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    assert come_back(issuer).subject == "nurse-7"


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://login.elsewhere.example"},
        {"issuer": None},
        {"token_endpoint": "http://login.elsewhere.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": ""},
    ],
)
def test_a_house_that_names_another_one_is_not_followed(issuer, told):
    issuer.metadata = told

    with pytest.raises(LoginFailedError):
        professional_login().address(state="s", nonce="n", back=BACK)


@pytest.mark.parametrize(
    "instead",
    [
        (500, {}),
        (404, {"access_token": "x", "id_token": "x"}),
        (200, b"[" * 200_000),
        (200, {"id_token": ["x"], "access_token": "x"}),
        (200, {"id_token": "x", "access_token": "x", "expires_in": []}),
        (302, {}),
        (200, b"<html>Bonjour</html>"),
        (200, b"[]"),
        (200, {}),
        (200, b"x" * (MOST_BYTES + 1)),
        (200, {"id_token": "no.token.at-all", "access_token": "x"}),
        (200, {"id_token": None}),
    ],
)
def test_a_house_that_answers_oddly_says_nothing(issuer, instead):
    issuer.instead = instead

    with pytest.raises(LoginFailedError):
        come_back(issuer)


@pytest.mark.parametrize(
    "tokens", [{"token_type": "mac"}, {"token_type": 5}, {"access_token": None}, {"expires_in": -9}]
)
def test_a_token_that_opens_nothing_vouches_for_nobody(issuer, tokens):
    issuer.tokens, issuer.claims = tokens, {"email": None}

    with pytest.raises((LoginFailedError, LoginWithoutEmailError)):
        come_back(issuer)


def test_a_house_that_never_answers_in_full_says_nothing(issuer):
    issuer.instead = (200, b"{}")
    issuer.missing_bytes = 10

    with pytest.raises(LoginFailedError):
        come_back(issuer)


def test_a_house_that_is_gone_or_silent_says_nothing(issuer, settings, monkeypatch):
    monkeypatch.setattr("emergency.activations.openid.WAIT", 0.2)
    with standing() as gone:
        url = gone.url
    settings.EMERGENCY_OPENID = settings.EMERGENCY_OPENID | {"issuer": url}

    with pytest.raises(LoginFailedError):
        professional_login().address(state="s", nonce="n", back=BACK)
    monkeypatch.setattr(issuer, "tells", lambda: time.sleep(0.6) or {})
    settings.EMERGENCY_OPENID = settings.EMERGENCY_OPENID | {"issuer": issuer.url}
    with pytest.raises(LoginFailedError):
        professional_login().address(state="s", nonce="n", back=BACK)


def test_a_house_that_trickles_is_cut_as_a_whole(issuer, monkeypatch):
    monkeypatch.setattr("emergency.activations.openid.WAIT", 0.3)
    issuer.pause = 0.1  # before each byte: no single one is late

    began = time.monotonic()
    with pytest.raises(LoginFailedError):
        professional_login().address(state="s", nonce="n", back=BACK)

    assert time.monotonic() - began < 2


def test_a_house_inside_a_network_is_not_asked(issuer, settings):
    settings.HTTP_CLIENT_ALLOWED_HOSTS = []

    with pytest.raises(LoginFailedError):
        professional_login().address(state="s", nonce="n", back=BACK)

    assert issuer.asked == []


@pytest.mark.parametrize("left_out", ["issuer", "client", "secret"])
def test_settings_that_leave_something_out_connect_nothing(issuer, settings, left_out):
    settings.EMERGENCY_OPENID = settings.EMERGENCY_OPENID | {left_out: ""}

    with pytest.raises(LoginNotReadyError):
        come_back(issuer)


def test_its_doors_are_asked_for_once_in_a_while(issuer):
    for _time in range(3):
        come_back(issuer)

    assert issuer.asked.count("/.well-known/openid-configuration") == 1


@pytest.mark.django_db
def test_a_nurse_is_verified_by_it_on_the_site(issuer, client):
    activation = ActivationFactory()
    category = CategoryFactory(activation=activation, proofs=["openid"])
    request = HousingRequestFactory(activation=activation, category=category, state="verifying")
    went = client.post(reverse("emergency:login-go", args=[request.submission.token]))
    brought = issuer.log_in(went.context["house"])

    client.get("/en/s/emergency/login/back/", brought)
    before = is_verified(request)
    client.post("/en/s/emergency/login/back/", brought)

    assert (before, is_verified(request)) == (False, True)
    detail = Verification.objects.get().detail
    assert ("nurse-7" in detail, "chu-tours" in detail) == (False, False)


@pytest.mark.django_db
def test_a_login_without_e_mail_is_said_on_the_site_and_verifies_nobody(issuer, client):
    issuer.claims, issuer.userinfo = {"email": None}, {}
    activation = ActivationFactory()
    category = CategoryFactory(activation=activation, proofs=["openid"])
    request = HousingRequestFactory(activation=activation, category=category, state="verifying")
    went = client.post(reverse("emergency:login-go", args=[request.submission.token]))
    brought = issuer.log_in(went.context["house"])

    answer = client.post("/en/s/emergency/login/back/", brought, follow=True)

    assert "has no email address, so we can’t use it" in answer.text
    assert not is_verified(request)
