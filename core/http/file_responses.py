"""Files of any size, handed out in parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from typing import cast

from asgiref.sync import sync_to_async
from django.http import FileResponse


class ChunkedFileResponse(FileResponse):
    """A file of which one part at a time is in memory, under ASGI as well.

    There Django makes a list of the whole file first: three gigabytes, for each download.
    """

    def set_headers(self, filelike: BytesIO) -> None:
        super().set_headers(filelike)
        # Compressed it had no length, by which a browser knows that a download was cut.
        self.headers["Content-Encoding"] = "identity"

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = cast("Iterator[bytes]", self.streaming_content)

        def next_part() -> bytes | None:
            return next(parts, None)

        while (part := await sync_to_async(next_part)()) is not None:
            yield part
