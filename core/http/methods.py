"""Methods of HTTP by what they may do (RFC 9110, 9.2.1)."""

from typing import Final

SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")
