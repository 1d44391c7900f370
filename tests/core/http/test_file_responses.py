"""Large files under ASGI: how much of one is in memory."""

import asyncio
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.middleware.gzip import GZipMiddleware

from core.http.file_responses import ChunkedFileResponse

CONTENT = bytes(range(256)) * 4096  # 1 MiB


class Watched(BytesIO):
    """A file that knows how much of it was read."""

    def __init__(self):
        super().__init__(CONTENT)
        self.was_read = 0

    def read(self, *size):
        part = super().read(*size)
        self.was_read += len(part)
        return part


def send_of(asgi, answer, file):
    """What is sent of an answer, and how much more of the file was read by then, each time."""
    came, ahead = bytearray(), []

    async def send(message):
        came.extend(message.get("body", b""))
        ahead.append(file.was_read - len(came))

    asyncio.run(asgi.send_response(answer, send))
    return bytes(came), max(ahead)


def test_chunked_file_response_reads_no_more_than_what_is_sent_next():
    file = Watched()

    assert send_of(ASGIHandler(), ChunkedFileResponse(file), file) == (CONTENT, 0)


def test_chunked_file_response_keeps_its_length_where_pages_are_compressed(rf):
    file = Watched()
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})

    answer = GZipMiddleware(lambda _request: ChunkedFileResponse(file))(request)

    assert answer["Content-Length"] == str(len(CONTENT))
    assert send_of(ASGIHandler(), answer, file) == (CONTENT, 0)


def test_chunked_file_response_is_read_as_any_other_without_asgi():
    file = Watched()
    answer = ChunkedFileResponse(file, content_type="audio/ogg")

    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer.getvalue() == CONTENT


def test_every_file_is_handed_out_in_parts():
    root = Path(settings.BASE_DIR)
    packages = ("cms", "commons", "config", "core", "emergency", "hosting", "travel_stories", "ui")
    whole = {
        str(path.relative_to(root))
        for package in packages
        for path in (root / package).rglob("*.py")
        if "import FileResponse" in path.read_text()
    }

    assert whole == {"core/http/file_responses.py"}
