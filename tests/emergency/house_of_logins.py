"""A professional login without a network: what an adapter has to do, and nothing more."""

from urllib.parse import urlencode

from emergency.activations.errors.logins import LoginFailedError
from emergency.activations.logins import Professional

CODE = "good-once"


class HouseOfLogins:
    """Everybody who logs in here is `nurse-7`; it answers for the nonce that it was asked with."""

    asked = None  # what it was asked with, as the house itself would remember

    def address(self, *, state, nonce, back):
        HouseOfLogins.asked = {"nonce": nonce, "back": back}
        return f"https://login.example/authorize?{urlencode({'state': state})}"

    def who_came_back(self, *, code, nonce, back):
        if code != CODE or HouseOfLogins.asked != {"nonce": nonce, "back": back}:
            raise LoginFailedError
        HouseOfLogins.asked = None
        return Professional(issuer="https://login.example", subject="nurse-7")
