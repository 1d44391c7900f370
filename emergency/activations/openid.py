"""A professional login that speaks OpenID Connect: a person's code becomes who vouches for them.

Authlib (extra `login`) speaks the protocol and checks tokens; joserfc, its own library for JOSE,
the signatures. What is ours: limits of size and time, and what is asked beyond the standard.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from django.conf import settings
from django.utils.crypto import salted_hmac
from joserfc import jwk, jwt
from joserfc.errors import JoseError
from requests import PreparedRequest, RequestException, Response, codes
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from core.cache.caching import get_or_set
from core.http.client import Limits, OutboundError, exchange
from emergency.activations.errors.logins import (
    LoginFailedError,
    LoginNotReadyError,
    LoginWithoutEmailError,
)
from emergency.activations.logins import Professional

WAIT: Final = 5  # seconds for each of its answers as a whole
MOST_BYTES: Final = 256 * 1024
LEEWAY: Final = 30  # seconds: its clock isn't ours
SIGNED_BY: Final = ("RS256", "PS256", "ES256")  # never with a secret, never with nothing
CLAIMS: Final = ("iss", "sub", "aud", "exp", "iat", "nonce")
METADATA_KEPT_FOR: Final = timedelta(minutes=10)
REFUSALS: Final = (  # what the libraries raise for answers that are none, or of another shape
    AuthlibBaseError,
    JoseError,
    RequestException,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches, and who we are there."""

    issuer: str
    client: str
    secret: str
    scope: str
    level: str  # of certainty, where the provider knows several


class OpenIDLogin:
    """The adapter, for the provider that the settings name."""

    def address(self, *, state: str, nonce: str, back: str) -> str:
        """Where the person logs in, with what has to come back."""
        provider = _configured_provider()
        with _session(provider) as session, refusing():
            address, _state = session.create_authorization_url(
                _metadata(session, provider).authorization_endpoint,
                state=state,
                nonce=nonce,
                redirect_uri=back,
                code_verifier=_verifier(nonce),
                acr_values=provider.level or None,
            )
        return str(address)

    def who_came_back(self, *, code: str, nonce: str, back: str) -> Professional:
        """Raises LoginFailedError, LoginWithoutEmailError."""
        provider = _configured_provider()
        with _session(provider) as session:
            metadata = _metadata(session, provider)
            # The code is exchanged, once; the verifier shows that we are who sent the person there.
            with refusing():
                is_basic = "client_secret_basic" in metadata.token_endpoint_auth_methods_supported
                way = "client_secret_basic" if is_basic else "client_secret_post"
                tokens = session.fetch_token(
                    metadata.token_endpoint,
                    auth=session.client_auth(way),
                    code_verifier=_verifier(nonce),
                    code=code,
                    redirect_uri=back,
                )
                token = str(tokens["id_token"])
            # What its signature covers: for us, from it, of now. Anything else is no answer.
            with refusing():
                keys = _read_json(session, metadata.jwks_uri, withhold_token=True)["keys"]
                by_id = {key["kid"]: key for key in keys if "kid" in key}
                decoded = jwt.decode(
                    token, lambda signed: jwk.import_key(by_id[signed.headers()["kid"]]), SIGNED_BY
                )
                wanted = {"iss": provider.issuer, "aud": provider.client}
                claims = CodeIDToken(
                    decoded.claims,
                    decoded.header,
                    options={
                        name: {"essential": True, "value": wanted.get(name)} for name in CLAIMS
                    },
                    params={
                        "client_id": provider.client,
                        "nonce": nonce,
                        "access_token": session.token.get("access_token"),
                    },
                )
                claims.validate(leeway=LEEWAY)
            if not (claims.get("email") or _fetch_email(session, metadata, claims["sub"])):
                raise LoginWithoutEmailError
        return Professional(issuer=provider.issuer, subject=claims["sub"])


class GuardedAdapter(BaseAdapter):
    """One whole answer of a few kilobytes, in time, from a public address (core/http/client.py).

    Raises RequestException for any other.
    """

    def send(self, request: PreparedRequest, *_args: Any, **_options: Any) -> Response:
        """The answer to it, from the guarded client."""
        try:
            answer = exchange(
                str(request.method),
                str(request.url),
                headers=request.headers,
                content=request.body,
                limits=Limits(seconds=WAIT, size=MOST_BYTES),
            )
        except OutboundError as refused:
            raise RequestException(type(refused).__name__) from refused
        if answer.status != codes.ok:
            raise RequestException("another answer than was asked for")
        response = Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response.url, response.request = answer.url, request
        response.raw = BytesIO(answer.content)
        return response

    def close(self) -> None:
        """Nothing stays open."""


@contextmanager
def refusing() -> Iterator[None]:
    """An answer that is none, or of another shape, is a LoginFailedError."""
    try:
        yield
    except REFUSALS as wrong:
        raise LoginFailedError from wrong


def _configured_provider() -> Provider:
    """As the settings say it. Raises LoginNotReadyError where they leave something out."""
    provider = Provider(**settings.EMERGENCY_OPENID)
    if not (provider.issuer and provider.client and provider.secret):
        raise LoginNotReadyError
    return provider


def _session(provider: Provider) -> OAuth2Session:
    session = OAuth2Session(
        provider.client,
        provider.secret,
        scope=provider.scope,
        code_challenge_method="S256",
        leeway=0,
    )
    session.trust_env = False  # neither a proxy nor a password of the environment
    for scheme in ("https://", "http://"):
        session.mount(scheme, GuardedAdapter())
    return session


def _metadata(session: OAuth2Session, provider: Provider) -> OpenIDProviderMetadata:
    """Its endpoints (OpenID Connect Discovery 1.0).

    Raises LoginFailedError, also where it names another issuer.
    """
    address = get_well_known_url(provider.issuer, external=True)
    with refusing():
        payload = get_or_set(
            f"emergency.activations.openid.{hashlib.sha256(address.encode()).hexdigest()}",
            lambda: _read_json(session, address, withhold_token=True),
            METADATA_KEPT_FOR,
        )
        metadata = OpenIDProviderMetadata(payload)
        if metadata.issuer != provider.issuer:
            raise LoginFailedError
        metadata.validate_authorization_endpoint()
        metadata.validate_token_endpoint()
        metadata.validate_jwks_uri()
    return metadata


def _fetch_email(session: OAuth2Session, metadata: OpenIDProviderMetadata, subject: str) -> str:
    """Providers may keep it out of the token, and tell it to whoever shows the key they gave."""
    address = metadata.get("userinfo_endpoint")
    if not address:
        return ""
    with refusing():
        payload = _read_json(session, address)
    return str(payload.get("email") or "") if payload.get("sub") == subject else ""


def _read_json(session: OAuth2Session, address: str, **options: bool) -> dict[str, Any]:
    payload = session.get(address, **options).json()
    if not isinstance(payload, dict):
        raise LoginFailedError
    return payload


def _verifier(nonce: str) -> str:
    """Known to us alone, and the same when they come back: nothing more has to be kept."""
    return salted_hmac("emergency.activations.openid", nonce, algorithm="sha256").hexdigest()
