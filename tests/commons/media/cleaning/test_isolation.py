"""Uploads in a process of their own: whatever it does, the site gets an answer."""

import signal
import subprocess
import sys
import threading
from io import BytesIO

import pytest
from django.conf import settings as django_settings
from PIL import Image

from commons.media.cleaning.isolation import sanitize_in_subprocess
from commons.media.cleaning.limits import HEAVIEST, MIB
from commons.media.errors import (
    NotAPhotographError,
    PhotographDamagedError,
    PhotographsQueueError,
    PhotographTooDemandingError,
    PhotographTooHeavyError,
    PhotographTooLargeError,
)
from core.files.bounded_process import Answer
from tests.factories.media import picture_bytes

LIMITS = {"memory": 1 << 30, "seconds": 20, "wait": 15, "output": 64 * MIB}


def noise(width, height):
    out = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(out, "PNG", compress_level=1)
    return out.getvalue()


def test_clean_apart_brings_back_the_pixels():
    cleaned = sanitize_in_subprocess(BytesIO(picture_bytes(60, 40)))

    with Image.open(BytesIO(cleaned.content)) as picture:
        assert (cleaned.extension, picture.size) == ("jpg", (60, 40))


@pytest.mark.parametrize(
    ("content", "refusal", "words"),
    [
        pytest.param(
            b"<svg/>", NotAPhotographError, "This file isn’t a photo we can read.", id="svg"
        ),
        pytest.param(
            b"\x89PNG and no more",
            NotAPhotographError,
            "This file isn’t a photo we can read.",
            id="only-a-header",
        ),
        pytest.param(
            picture_bytes(600, 400)[:-300],
            PhotographDamagedError,
            "This photo is damaged",
            id="cut-off",
        ),
        pytest.param(
            b"\0" * (HEAVIEST + 1),
            PhotographTooHeavyError,
            "This file is too large. Choose one that’s 20 MB",
            id="too-heavy",
        ),
    ],
)
def test_clean_apart_brings_back_the_reason(content, refusal, words):
    with pytest.raises(refusal) as refused:
        sanitize_in_subprocess(BytesIO(content))

    assert str(refused.value).startswith(words)


def test_clean_apart_says_the_facts_of_a_refusal():
    with pytest.raises(PhotographTooLargeError) as refused:
        sanitize_in_subprocess(BytesIO(picture_bytes(8_000, 5_001, mode="L")))

    assert str(refused.value) == "This photo is too large. Choose one with 40 megapixels or fewer."


def test_clean_apart_ends_what_takes_too_much_memory(settings):
    content = noise(3_000, 2_000)
    sanitize_in_subprocess(BytesIO(content))
    settings.MEDIA_CLEANING = LIMITS | {"memory": 120 * MIB}

    with pytest.raises(PhotographTooDemandingError):
        sanitize_in_subprocess(BytesIO(content))


def test_bind_ends_what_takes_too_long():
    """However fast this machine is: it never comes to an end by itself."""
    forever = (
        "from commons.media.cleaning.isolation import bind\nbind(1 << 30, 1)\nwhile True: pass"
    )

    child = subprocess.run(
        [sys.executable, "-c", forever], cwd=django_settings.BASE_DIR, check=False
    )

    assert child.returncode in {-signal.SIGXCPU, -signal.SIGKILL}


def test_clean_apart_ends_what_takes_too_long(settings, monkeypatch, tmp_path):
    settings.MEDIA_CLEANING = LIMITS | {"seconds": 1}
    busy = tmp_path / "busy"
    bound = "import resource, sys\nlast = int(sys.argv[-1])\n"
    bound += "resource.setrlimit(resource.RLIMIT_CPU, (last, last))\n"
    busy.write_text(f"#!{sys.executable}\n{bound}while True: pass\n")
    busy.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(busy))

    with pytest.raises(PhotographTooDemandingError):
        sanitize_in_subprocess(BytesIO(picture_bytes()))


def test_clean_apart_gives_up_on_a_child_that_hangs(settings, monkeypatch, tmp_path):
    settings.MEDIA_CLEANING = LIMITS | {"seconds": 0.05}
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 30\n")
    sleeper.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(sleeper))

    with pytest.raises(PhotographTooDemandingError):
        sanitize_in_subprocess(BytesIO(picture_bytes()))


def test_clean_apart_survives_a_child_that_dies(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(PhotographTooDemandingError):
        sanitize_in_subprocess(BytesIO(picture_bytes()))


def test_clean_apart_takes_one_at_a_time_and_refuses_a_queue(settings, monkeypatch):
    settings.MEDIA_CLEANING = LIMITS | {"wait": 0.1}
    begun, may_end = threading.Event(), threading.Event()

    def slow(*_arguments, **_options):
        begun.set()
        may_end.wait(10)
        return b"jpg", b"pixels"

    monkeypatch.setattr("core.files.bounded_process._output_of_child", slow)
    first = threading.Thread(target=sanitize_in_subprocess, args=[BytesIO(picture_bytes())])
    first.start()
    begun.wait(10)

    with pytest.raises(PhotographsQueueError):
        sanitize_in_subprocess(BytesIO(picture_bytes()))
    may_end.set()
    first.join()
    assert sanitize_in_subprocess(BytesIO(picture_bytes())).content == b"pixels"


def test_what_begins_like_no_picture_needs_no_child(monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)

    for content in (b"", b"<svg/>", b"GIF89a", b"%PDF-1.7", b"\0" * 100):
        with pytest.raises(NotAPhotographError):
            sanitize_in_subprocess(BytesIO(content))


def test_the_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a canary")
    seen = {}

    def look(_command, **options):
        seen.update(options["env"])
        return b"jpg\npixels"

    monkeypatch.setattr(subprocess, "run", look)
    sanitize_in_subprocess(BytesIO(picture_bytes()))

    assert seen.keys() <= {"LANG", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX", "PATH", "PYTHONPATH"}
    assert "a canary" not in seen.values()


def test_the_child_writes_no_file(tmp_path):
    script = (
        "from commons.media.cleaning.isolation import bind; bind(1 << 30, 5);"
        f"open({str(tmp_path / 'a')!r}, 'w').write('x' * 100)"
    )

    child = subprocess.run(
        [sys.executable, "-c", script],
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        check=False,
    )

    assert b"File too large" in child.stderr
    assert (tmp_path / "a").read_bytes() == b""


@pytest.mark.parametrize("line", ["html", "svg", "../jpg", "jpg ", "", "JPG"])
def test_an_ending_that_is_none_of_ours_is_refused(monkeypatch, line):
    """A decoder that was taken over may answer anything; the site names files by its answer."""
    answer = Answer(line, b"<script>")
    monkeypatch.setattr("commons.media.cleaning.isolation.run", lambda *_asked: answer)

    with pytest.raises(PhotographTooDemandingError):
        sanitize_in_subprocess(BytesIO(picture_bytes(6, 4)))
