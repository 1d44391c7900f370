"""A large file, handed out in parts (RFC 9110, section 14)."""

from __future__ import annotations

import os
from typing import IO

from django.http import HttpRequest, HttpResponse
from werkzeug.http import parse_range_header


def version_of(file: IO[bytes]) -> str:
    """Another one for each content: when the file was written, in nanoseconds, and its bytes."""
    status = os.fstat(file.fileno())
    return f"{status.st_mtime_ns:x}-{status.st_size:x}"


def byte_range_response(
    request: HttpRequest, file: IO[bytes], *, content_type: str, most_bytes: int
) -> HttpResponse:
    """One range of an open file: 206, never more than `most_bytes` of what was asked for.

    416 if there are several ranges, or none inside the file. Without a range, or with an `If-Range`
    of another version, the whole file if it is that small, otherwise 403: an answer of ours stands
    in memory.
    """
    size = os.fstat(file.fileno()).st_size
    etag = f'"{version_of(file)}"'
    response = HttpResponse(content_type=content_type)
    asked = request.headers.get("Range", "") if request.method == "GET" else ""
    is_current = request.headers.get("If-Range", etag) == etag
    requested = parse_range_header(asked) if is_current else None
    if requested and requested.units != "bytes":
        requested = None
    if request.method == "HEAD":
        response.headers["Content-Length"] = str(size)
    elif requested is None and size > most_bytes:
        response.status_code = 403
        response.headers["Content-Type"] = "text/plain"
        response.content = b"Ask for a part of this file, with the header Range.\n"
    elif requested is None:
        file.seek(0)
        response.content = file.read(most_bytes)
    elif span := requested.range_for_length(size):
        start, stop = span[0], min(span[1], span[0] + most_bytes)
        file.seek(start)
        response.status_code = 206
        response.content = file.read(stop - start)
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    else:
        response.status_code = 416
        response.headers["Content-Range"] = f"bytes */{size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag
    return response
