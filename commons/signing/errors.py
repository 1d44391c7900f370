"""Why something can't be signed, for operators."""


class SigningKeyUnreadableError(Exception):
    """The private key was encrypted under another SECRET_KEY, is damaged, or was deleted."""

    def __init__(self) -> None:
        super().__init__(
            "The signing key can’t be decrypted: SECRET_KEY has changed, or the key is damaged. "
            "Run manage.py rotate_signing_key --lost to make a new one."
        )
