"""Canonical JSON: the same bytes for the same value, so that a value can be hashed and signed."""

from __future__ import annotations

from typing import Any

import rfc8785


class NotCanonicalError(ValueError):
    """JSON can't carry the value without a loss."""


def canonical_json(value: Any) -> bytes:
    """UTF-8 of the JSON Canonicalization Scheme (RFC 8785) of a plain value.

    Keys are sorted by their UTF-16 code units, numbers are written as ECMAScript writes them,
    and there is no space between tokens. `value` is made of dictionaries with keys of text, lists,
    tuples, text, numbers, booleans and None.

    Raises NotCanonicalError for what I-JSON (RFC 7493) excludes: integers beyond 2^53 - 1,
    infinities and NaN, lone surrogates, other types, and values nested too deeply to be walked.
    """
    try:
        return rfc8785.dumps(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from error
