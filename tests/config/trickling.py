"""A site behind our own limits, with less patience, that says how many bytes came.

At /large it answers with more than the buffers in between take, at /page with as much as a page
has at most, at /readers how many of these answers somebody is reading.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()

from config import request_bodies, response_bodies, transfer_limits  # noqa: E402  needs settings
from config.concurrency import ConcurrencyLimitMiddleware  # noqa: E402
from config.response_bodies import ONE_PART  # noqa: E402

transfer_limits.PATIENCE = 4
request_bodies.WHOLE_BODY_WITHIN = 7
response_bodies.WHOLE_ANSWER_WITHIN = 4
PART = ONE_PART
WEIGHTS = {"/large": 32 << 20, "/page": PART}  # bytes
reading = 0


async def answer(scope, receive, send):
    number, is_more = 0, True
    while is_more:
        message = await receive()
        number, is_more = number + len(message["body"]), message.get("more_body", False)
    if scope["path"] in WEIGHTS:
        await send_heavy(send, WEIGHTS[scope["path"]])
        return
    body = str(reading if scope["path"] == "/readers" else number).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


async def send_heavy(send, weight):
    global reading
    reading += 1
    try:
        length = [(b"content-length", str(weight).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        for sent in range(0, weight, PART):
            part = {"type": "http.response.body", "body": bytes(PART)}
            await send(part | {"more_body": sent + PART < weight})
    finally:
        reading -= 1


application = ConcurrencyLimitMiddleware(answer, slots=3)
