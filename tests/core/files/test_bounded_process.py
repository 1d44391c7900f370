"""What a process of its own may send back, and that it reads nothing of ours."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as house

from core.errors import DomainError
from core.files.bounded_process import Answer, Task, run
from core.security.landlock import landlock_version


class TooMuchError(DomainError):
    message = "too much"


class QueueError(DomainError):
    message = "queue"


def task(name, module="tests.core.files.test_bounded_process"):
    return Task(f"{module}:{name}", (), QueueError, TooMuchError)


def repeat(content):
    return Answer("whole", content * 10)


def die(content):
    raise SystemExit(3)


def test_run_returns_what_the_function_does():
    assert run(task("repeat"), b"abc") == Answer("whole", b"abc" * 10)


def test_run_reads_a_file_in_chunks():
    class Chunks(BytesIO):
        def read(self, size=-1):
            assert 0 < size <= 1 << 16
            return super().read(size)

    assert run(task("repeat"), Chunks(b"abc")) == Answer("whole", b"abc" * 10)


def test_run_lets_a_task_say_how_much_may_come_back():
    few = replace(task("repeat"), output=20)

    assert len(run(few, b"x").content) == 10
    with pytest.raises(TooMuchError):
        run(few, b"xx")


def test_run_refuses_an_answer_that_is_too_large(settings):
    settings.MEDIA_CLEANING = settings.MEDIA_CLEANING | {"output": 1_000}

    assert len(run(task("repeat"), b"x" * 99).content) == 990
    with pytest.raises(TooMuchError):
        run(task("repeat"), b"x" * 100)


def test_run_refuses_what_ended_badly():
    with pytest.raises(TooMuchError):
        run(task("die"), b"x")


NOBODY = 65534
PARENT = (
    "import django; django.setup(); from core.files.bounded_process import run;"
    "from tests.core.files.test_bounded_process import task; print(run(task('look'), b'x').line)"
)


def look(content):
    """What a decoder that was taken over would try first."""
    found = []
    for name in ("environ", "mem"):
        try:
            with Path(f"/proc/{os.getppid()}/{name}").open("rb") as file:
                file.read(1)
            found.append(f"{name}-read")
        except OSError as refused:
            found.append(f"{name}-{type(refused).__name__}")
    return Answer(" ".join(found))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no /proc")
def test_the_child_reads_nothing_of_its_parent():
    """As the site runs: by a user who is nobody, since root reads everything."""
    ran = subprocess.run(
        [sys.executable, "-c", PARENT],
        cwd=house.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        user=NOBODY if os.getuid() == 0 else None,
        group=NOBODY if os.getuid() == 0 else None,
        extra_groups=[] if os.getuid() == 0 else None,
    )

    assert ran.stdout.strip() == "environ-PermissionError mem-PermissionError", ran.stderr


def reach(content):
    """What it would try next: secrets in files, a file of its own, a program, the network."""
    secret, port = content.decode().split()
    tries = {
        "secret": lambda: Path(secret).read_bytes(),
        "folder": lambda: list(Path(secret).parent.iterdir()),
        "own-file": lambda: Path(secret).with_suffix(".copy").touch(),
        "program": lambda: subprocess.run([sys.executable, "-V"], check=True),
        "network": lambda: socket.create_connection(("127.0.0.1", int(port)), timeout=1).close(),
        "code": lambda: Path(sys.modules[Task.__module__].__file__).read_bytes(),
    }
    found = []
    for name, attempt in tries.items():
        try:
            attempt()
            found.append(f"{name}-done")
        except OSError as refused:
            found.append(f"{name}-{type(refused).__name__}")
    return Answer(" ".join(found))


@pytest.fixture
def secret_and_port(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hush")
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"{secret} {server.getsockname()[1]}".encode()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no Landlock")
def test_the_child_reads_only_code_and_reaches_nothing(secret_and_port):
    assert landlock_version() >= 4

    answer = run(task("reach"), secret_and_port)

    refused = ("secret", "folder", "own-file", "program", "network")
    words = [f"{name}-PermissionError" for name in refused]
    assert answer.line.split() == [*words, "code-done"]


def test_control_without_landlock_all_of_it_is_within_reach(secret_and_port):
    assert "PermissionError" not in reach(secret_and_port).line
