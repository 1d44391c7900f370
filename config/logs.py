"""What the processes write for whoever keeps them running, on standard error."""

import logging
from typing import override

from django.http import HttpRequest


class AddressesAsPatterns(logging.Filter):
    """A link can be a key: of an address only its pattern is written, never what stands in it."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(
                pattern_of(request) if one == request.path else one for one in record.args
            )
        return True


def pattern_of(request: HttpRequest) -> str:
    """Of the address, as `urls` has it; the whole of it says nothing where nobody knew it."""
    return request.resolver_match.route if request.resolver_match else "an unknown address"
