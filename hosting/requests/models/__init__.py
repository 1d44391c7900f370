"""Tables of requests."""

from hosting.requests.models import (
    agreements,
    concerns,
    request_sets,
    requests,
    saved_replies,
    swaps,
)

__all__ = ["agreements", "concerns", "request_sets", "requests", "saved_replies", "swaps"]
