"""Short public names of rows: primary keys never leave the server."""

import secrets
from typing import Final

from django.utils.text import slugify

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 and o, no 1, i and l
LENGTH: Final = 8


def new_public_id() -> str:
    """Eight random letters and digits without look-alikes: 31^8, about 8.5e11 possibilities."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def url_slug(name: str, public_id: str) -> str:
    """An object's part of an address: the slug of its name may change, the id stays."""
    return f"{slugify(name)}-{public_id}"
