"""The commands of the image and of each service, as they stand in docker/, without containers."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import yaml
from django.conf import settings as house

from scripts.machine import free_port
from scripts.processes import start, stop, wait_until
from tests.factories.media import picture_bytes

pytestmark = pytest.mark.worker

ROOT = Path(house.BASE_DIR)
BIN = Path(sys.executable).parent
DOCKER = ROOT / "docker"
SERVICES = yaml.safe_load((DOCKER / "compose.yaml").read_text())["services"]
NAME = "house.example.org"
ADD_PHOTO = """
from pathlib import Path
from django.core.files.base import ContentFile
from commons.accounts.permissions import SYSTEM
from commons.media.actions import add_photo
file = ContentFile(Path({path!r}).read_bytes(), name="mill.jpg")
print(add_photo(file=file, title="Mill", alt="A mill", by=SYSTEM).file.name)
"""


@pytest.fixture(scope="module")
def database():
    """An empty database for the house, dropped afterwards, and another one to restore into."""
    address = urlsplit(os.environ["DATABASE_URL"])
    names = ("house_in_production", "house_restored")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
        for name in names:
            link.execute(f"DROP DATABASE IF EXISTS {name}")
            link.execute(f"CREATE DATABASE {name}")
        yield [address._replace(path=f"/{name}").geturl() for name in names]
        for name in names:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def environment(database, tmp_path_factory):
    """What docker/env.example asks for, filled in, and what the image brings; with its tables."""
    folder = tmp_path_factory.mktemp("house")
    known = {
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "ALLOWED_HOSTS": NAME,
        "BASE_URL": f"https://{NAME}",
        "SECRET_KEY": "a secret of this test",
        "HOSTING_PLACE_SECRET": "another secret of this test",
        "DATABASE_URL": database[0],
        "CELERY_BROKER_URL": os.environ["REDIS_URL"].rpartition("/")[0] + "/7",
        "EMAIL_HOST": "127.0.0.1",
        "BEHIND_TLS_PROXY": "1",
        "TRUSTED_PROXY_COUNT": "1",
        "MEDIA_ROOT": str(folder / "srv" / "media"),
        "PRIVATE_ROOT": str(folder / "srv" / "private"),
    }
    done(SERVICES["prepare"]["command"], known)
    return known


def command_of_image():
    """The words of the last CMD of the Dockerfile."""
    words = re.findall(r"^CMD (\[.*\])$", (DOCKER / "Dockerfile").read_text(), re.MULTILINE)[-1]
    return json.loads(words)


def with_value(command, option, value):
    """The same command with another value of one of its options."""
    place = command.index(option) + 1
    return [*command[:place], str(value), *command[place + 1 :]]


def done(command, environment, cwd=ROOT, **more):
    """Run a command to its end, found on the PATH of the house; what it printed."""
    ran = subprocess.run(
        ["/usr/bin/env", *command],
        cwd=cwd,
        env=environment | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    return ran.stdout


@contextmanager
def running(environment, folder, commands):
    """These commands side by side, until the end of the block."""
    children = {
        name: start(name, command, log=folder / f"{name}.log", environment=environment, cwd=ROOT)
        for name, command in commands.items()
    }
    try:
        yield children
    finally:
        stop(list(children.values()))


class Unmoved(urllib.request.HTTPRedirectHandler):
    """Shows where one is sent instead of going there."""

    def redirect_request(self, *args):
        return None


def ask(port, path, **headers):
    """Status, headers and content that a visitor, or a proxy in front, gets."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": NAME, **headers}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Unmoved())
    try:
        with opener.open(asked, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


def commands(environment, tmp_path, web):
    """Each service by its own words; only ports, names and folders are those of a test."""
    served = with_value(with_value(command_of_image(), "--host", "127.0.0.1"), "--port", web)
    clock = with_value(SERVICES["clock"]["command"], "--schedule", tmp_path / "schedule")
    proxy = ["caddy", "run", "--adapter", "caddyfile", "--config", DOCKER / "Caddyfile"]
    return {
        "web": served,
        "worker": [*SERVICES["worker"]["command"], "--hostname", "worker@house"],
        "pictures": [*SERVICES["pictures"]["command"], "--hostname", "pictures@house"],
        "clock": clock,
        "proxy": proxy,
    }


def is_healthy(environment, port):
    asked = [sys.executable, DOCKER / "healthy.py"]
    return not subprocess.run(asked, env=environment | {"PORT": str(port)}, check=False).returncode


def test_the_house_runs_by_the_commands_of_its_containers(environment, tmp_path):
    web, front = free_port(), free_port()
    of_proxy = {
        "SITE": f"http://{NAME}:{front}",
        "HOUSE": f"127.0.0.1:{web}",
        "PHOTOGRAPHS": str(Path(environment["MEDIA_ROOT"]).parent),
        "CADDY_ADMIN": f"127.0.0.1:{free_port()}",
    }
    done(["python", "manage.py", "collectstatic", "--no-input", "-v", "0"], environment)

    with running(
        environment | of_proxy, tmp_path, commands(environment, tmp_path, web)
    ) as children:
        assert wait_until(lambda: is_healthy(environment, web), within=60), children[
            "web"
        ].last_words()
        pages_come_over_tls_alone(web, front)
        assert "pong" in done(SERVICES["worker"]["healthcheck"]["test"][1:], environment)
        a_photograph_reaches_the_visitor(environment, tmp_path, front)
        assert wait_until((tmp_path / "schedule").exists, within=30)
        assert [name for name, child in children.items() if not child.is_running()] == []


def pages_come_over_tls_alone(web, front):
    status, headers, _ = ask(web, "/fr/communautes/", **{"X-Forwarded-Proto": "https"})
    assert (status, "Strict-Transport-Security" in headers) == (200, True)

    status, headers, _ = ask(front, "/fr/communautes/", **{"X-Forwarded-Proto": "https"})
    assert (status, headers["Location"]) == (301, f"https://{NAME}/fr/communautes/")
    assert ask(web, "/fr/communautes/", Host="elsewhere.example.org")[0] == 400


def a_photograph_reaches_the_visitor(environment, tmp_path, front):
    """Uploaded here, made into its sizes by the worker of pictures, served by the proxy."""
    (tmp_path / "mill.jpg").write_bytes(picture_bytes(1200, 900))
    script = ADD_PHOTO.format(path=str(tmp_path / "mill.jpg"))
    name = done(["python", "manage.py", "shell", "-v", "0", "-c", script], environment).strip()
    size = Path(environment["MEDIA_ROOT"]) / f"{name.rpartition('.')[0]}.960.webp"

    assert wait_until(size.exists, within=120)
    status, headers, content = ask(front, f"/media/{name}")
    assert (status, content) == (200, (Path(environment["MEDIA_ROOT"]) / name).read_bytes())
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask(front, "/private/")[0] != 200


def test_a_backup_is_restored_into_an_empty_database_and_an_empty_folder(
    environment, database, tmp_path
):
    (tmp_path / "mill.jpg").write_bytes(picture_bytes())
    script = ADD_PHOTO.format(path=str(tmp_path / "mill.jpg"))
    name = done(["python", "manage.py", "shell", "-v", "0", "-c", script], environment).strip()
    folders = [Path(environment[root]) for root in ("MEDIA_ROOT", "PRIVATE_ROOT")]
    folders[1].mkdir(parents=True, exist_ok=True)
    photograph = (folders[0] / name).read_bytes()

    for command in commands_of_the_guide("pg_dump", "tar --create"):
        done(["bash", "-c", command], environment, cwd=tmp_path)
    for folder in folders:
        shutil.rmtree(folder)
    empty = {"DATABASE_URL": database[1]}
    for command in commands_of_the_guide("pg_restore", "tar --extract"):
        done(["bash", "-c", command], environment, cwd=tmp_path, **empty)

    asked = "from commons.media.models import Photo; print(Photo.objects.latest('pk').file.name)"
    found = done(["python", "manage.py", "shell", "-v", "0", "-c", asked], environment, **empty)
    assert found.strip() == name
    assert (folders[0] / name).read_bytes() == photograph


def commands_of_the_guide(*programs):
    """The lines of docs/operations.md that begin with these."""
    lines = (ROOT / "docs" / "operations.md").read_text().splitlines()
    return [line.strip() for line in lines if line.startswith(tuple(f"    {p} " for p in programs))]
