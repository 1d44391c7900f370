"""A professional login that speaks OpenID Connect: a person's code becomes who vouches for them.

Signatures and claims are PyJWT's work (extra `login`); what is asked of whom is the standard's.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from core.cache.caching import get_or_set
from emergency.activations.errors.logins import (
    LoginFailedError,
    LoginNotReadyError,
    LoginWithoutEmailError,
)
from emergency.activations.logins import Professional

WAIT: Final = 5  # seconds for each of its answers
MOST_BYTES: Final = 256 * 1024
LEEWAY: Final = timedelta(seconds=30)  # its clock isn't ours
SIGNED_BY: Final = ("RS256", "PS256", "ES256")  # never with a secret, never with nothing
CLAIMS: Final = ("iss", "sub", "aud", "exp", "iat", "nonce")
METADATA_KEPT_FOR: Final = timedelta(minutes=10)
AT_HOME: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class House:
    """Who vouches, and who we are there."""

    issuer: str
    client: str
    secret: str
    scope: str
    level: str  # of certainty, where the house knows several


class OpenIDLogin:
    """The adapter, for the house that the settings name."""

    def address(self, *, state: str, nonce: str, back: str) -> str:
        """Where the person logs in, with what has to come back."""
        house = _named()
        asked = {
            "response_type": "code",
            "client_id": house.client,
            "redirect_uri": back,
            "scope": house.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": _challenge(_verifier(nonce)),
            "code_challenge_method": "S256",
        }
        if house.level:
            asked["acr_values"] = house.level
        return f"{_metadata(house)['authorization_endpoint']}?{urlencode(asked)}"

    def who_came_back(self, *, code: str, nonce: str, back: str) -> Professional:
        """Raises LoginFailedError, LoginWithoutEmailError."""
        house = _named()
        metadata = _metadata(house)
        tokens = _tokens(house, metadata, {"code": code, "redirect_uri": back}, nonce)
        claims = _claims(house, metadata, str(tokens.get("id_token", "")))
        if not constant_time_compare(str(claims["nonce"]), nonce):
            raise LoginFailedError
        if not (claims.get("email") or _fetch_email(metadata, tokens, str(claims["sub"]))):
            raise LoginWithoutEmailError
        return Professional(issuer=house.issuer, subject=str(claims["sub"]))


def _named() -> House:
    """As the settings say it. Raises LoginNotReadyError where they leave something out."""
    house = House(**settings.EMERGENCY_OPENID)
    if not (house.issuer and house.client and house.secret):
        raise LoginNotReadyError
    return house


def _metadata(house: House) -> Mapping[str, Any]:
    """Where its doors are, as it tells itself; a house that names another one is refused."""
    address = f"{house.issuer.rstrip('/')}/.well-known/openid-configuration"
    payload: Mapping[str, Any] = get_or_set(
        f"emergency.activations.openid.{hashlib.sha256(address.encode()).hexdigest()}",
        lambda: _request_json("GET", address),
        METADATA_KEPT_FOR,
    )
    if payload.get("issuer") != house.issuer:
        raise LoginFailedError
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _require_safe(str(payload.get(name, "")))
    return payload


def _tokens(
    house: House, metadata: Mapping[str, Any], brought: Mapping[str, str], nonce: str
) -> Mapping[str, Any]:
    """The code is exchanged, once; the verifier shows that we are who sent the person there."""
    asked = {"grant_type": "authorization_code", "code_verifier": _verifier(nonce), **brought}
    ways = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in ways:
        auth = (house.client, house.secret)
        return _request_json("POST", metadata["token_endpoint"], data=asked, auth=auth)
    asked |= {"client_id": house.client, "client_secret": house.secret}
    return _request_json("POST", metadata["token_endpoint"], data=asked)


def _claims(house: House, metadata: Mapping[str, Any], token: str) -> Mapping[str, Any]:
    """What its signature covers: for us, from it, of now. Anything else is no answer."""
    try:
        keys = jwt.PyJWKSet.from_dict(dict(_request_json("GET", metadata["jwks_uri"])))
        key = keys[jwt.get_unverified_header(token)["kid"]]
        claims: Mapping[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(SIGNED_BY),
            audience=house.client,
            issuer=house.issuer,
            leeway=LEEWAY,
            options={"require": list(CLAIMS)},
        )
    except (jwt.PyJWTError, KeyError) as wrong:
        raise LoginFailedError from wrong
    if claims.get("azp", house.client) != house.client:
        raise LoginFailedError
    return claims


def _fetch_email(metadata: Mapping[str, Any], tokens: Mapping[str, Any], subject: str) -> str:
    """Houses may keep it out of the token, and tell it to whoever shows the key they gave."""
    address = str(metadata.get("userinfo_endpoint", ""))
    if not address:
        return ""
    _require_safe(address)
    bearer = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
    payload = _request_json("GET", address, headers=bearer)
    return str(payload.get("email") or "") if payload.get("sub") == subject else ""


def _request_json(method: str, address: str, **options: Any) -> Mapping[str, Any]:
    """One answer of a few kilobytes, in time, from where we asked. Raises LoginFailedError."""
    _require_safe(address)
    try:
        with requests.request(
            method, address, timeout=WAIT, allow_redirects=False, stream=True, **options
        ) as answer:
            body = next(answer.iter_content(MOST_BYTES + 1), b"")
            if answer.status_code != requests.codes.ok or len(body) > MOST_BYTES:
                raise LoginFailedError
            payload = json.loads(body)
    except (requests.RequestException, OSError, ValueError) as wrong:
        raise LoginFailedError from wrong
    if not isinstance(payload, dict):
        raise LoginFailedError
    return payload


def _require_safe(address: str) -> None:
    """Encrypted, or on this very machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in AT_HOME:
        raise LoginFailedError


def _verifier(nonce: str) -> str:
    """Known to us alone, and the same when they come back: nothing more has to be kept."""
    return salted_hmac("emergency.activations.openid", nonce, algorithm="sha256").hexdigest()


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
