"""The commands of the image and of each service, as they stand in docker/, without containers."""

import json
import os
import re
import shutil
import socketserver
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import psycopg
import pytest
import redis
import yaml
from django.conf import settings as house
from django.db import connection

from drills.guide import commands_of_the_guide
from scripts.database_template import copy_template
from scripts.processes import start, stop, wait_until
from tests.factories.media import picture_bytes
from tests.isolation import process_name, redis_url, reserved_port
from tests.patience import patience

pytestmark = pytest.mark.worker

ROOT = Path(house.BASE_DIR)
BIN = Path(sys.executable).parent
DOCKER = ROOT / "docker"
SERVICES = yaml.safe_load((DOCKER / "compose.yaml").read_text())["services"]
NAME = "house.example.org"
ADD_PHOTO = """
from pathlib import Path
from django.core.files.base import ContentFile
from core.permissions import SYSTEM
from commons.media.actions import add_photo
file = ContentFile(Path({path!r}).read_bytes(), name="mill.jpg")
print(add_photo(file=file, title="Mill", alt="A mill", by=SYSTEM).file.name)
"""


@pytest.fixture(scope="module")
def database():
    """A database with empty tables for the house, dropped afterwards, and another one without any
    to restore into. The template of the tables was made by the same `migrate`.
    """
    address = urlsplit(os.environ["DATABASE_URL"])
    names = [f"{name}_{process_name()}" for name in ("house_in_production", "house_restored")]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
        for name in names:
            link.execute(f"DROP DATABASE IF EXISTS {name}")
        copy_template(connection.settings_dict, names[0])
        link.execute(f"CREATE DATABASE {names[1]}")
        yield [address._replace(path=f"/{name}").geturl() for name in names]
        for name in names:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def environment(database, tmp_path_factory):
    """What docker/env.example asks for, filled in, and what the image brings; with its tables."""
    folder = tmp_path_factory.mktemp("house")
    with redis.from_url(redis_url()) as link:
        link.flushdb()
    known = {
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "ALLOWED_HOSTS": NAME,
        "BASE_URL": f"https://{NAME}",
        "SECRET_KEY": "a secret of this test, long enough to be one",
        "HOSTING_PLACE_SECRET": "another secret of this test, long enough as well",
        "DATABASE_URL": database[0],
        "CELERY_BROKER_URL": redis_url(),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_SECURITY": "none",
        "DEFAULT_FROM_EMAIL": f"House <bonjour@{NAME}>",
        "BEHIND_TLS_PROXY": "1",
        "TRUSTED_PROXY_COUNT": "1",
        "MEDIA_ROOT": str(folder / "srv" / "media"),
        "PRIVATE_ROOT": str(folder / "srv" / "private"),
        "OUTAGE_ROOT": str(folder / "srv" / "outage"),
    }
    done(["python", "manage.py", "collectstatic", "--no-input", "-v", "0"], known)
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
        with opener.open(asked, timeout=patience(20)) as answer:
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


def is_worker_healthy(environment):
    """As the image asks; a worker that is still starting doesn't answer yet."""
    asked = ["/usr/bin/env", *SERVICES["worker"]["healthcheck"]["test"][1:]]
    ran = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, check=False)
    return ran.returncode == 0 and b"pong" in ran.stdout


@pytest.fixture
def ports():
    """One for the web process, one for the proxy, one for the latter's administration."""
    with ExitStack() as stack:
        yield [stack.enter_context(reserved_port()) for _ in range(3)]


def test_the_house_runs_by_the_commands_of_its_containers(environment, tmp_path, ports):
    web, front, administration = ports
    of_proxy = {
        "SITE": f"http://{NAME}:{front}",
        "HOUSE": f"127.0.0.1:{web}",
        "PHOTOGRAPHS": str(Path(environment["MEDIA_ROOT"]).parent),
        "OUTAGE": environment["OUTAGE_ROOT"],
        "CADDY_ADMIN": f"127.0.0.1:{administration}",
    }

    with running(
        environment | of_proxy, tmp_path, commands(environment, tmp_path, web)
    ) as children:
        assert wait_until(lambda: is_healthy(environment, web), within=patience(60)), children[
            "web"
        ].last_words()
        pages_come_over_tls_alone(web, front)
        assert wait_until(lambda: is_worker_healthy(environment), within=patience(120))
        a_photograph_reaches_the_visitor(environment, tmp_path, front)
        the_site_closes_and_opens(environment, front)
        assert wait_until((tmp_path / "schedule").exists, within=patience(30))
        assert [name for name, child in children.items() if not child.is_running()] == []


def test_the_guide_leads_from_empty_tables_to_a_site_without_a_fault(environment, tmp_path, ports):
    web, _front, _administration = ports
    services = commands(environment, tmp_path, web)
    del services["proxy"]
    programs = ("python manage.py setup_site", "python manage.py check_site")
    setup, check = commands_of_the_guide(*programs)

    with mailbox() as (port, letters):
        known = environment | {"EMAIL_PORT": str(port)}
        made = done(["bash", "-c", setup], known)
        again = done(["bash", "-c", setup], known)
        with running(known, tmp_path, services):
            assert wait_until(lambda: is_healthy(known, web), within=patience(60))
            assert wait_until(lambda: ask(web, "/readyz")[0] == 200, within=patience(120))
            table = done(["bash", "-c", f"{check} --wait 60"], known)
            home = ask(web, "/en/", **{"X-Forwarded-Proto": "https"})

    assert "made     Places" in made
    assert "made     Community: The valley" in made
    assert "made" not in again
    assert "No faults." in table
    assert "Legal notice (en) is still a draft" in table
    sent = [
        letter
        for letter in letters
        if "This is a test email from check_site. Your site can send email." in letter
    ]
    assert ["To: ada@example.org" in letter for letter in sent] == [True]
    assert home[0] == 200
    assert b"Stay with people who live there" in home[2]


def test_what_nobody_started_is_named(environment):
    """Neither worker nor clock nor mail server runs."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "check_site", "--wait", "1"],
        cwd=ROOT,
        env=environment | {"EMAIL_PORT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    for words in (
        "no worker responded on queue celery within 1 s",
        "no worker responded on queue pictures within 1 s",
        "ConnectionRefusedError",
    ):
        assert words in ran.stdout, ran.stdout + ran.stderr


@contextmanager
def mailbox():
    """A mail server (RFC 5321, the least of it) on a port of its own, and what it was given."""
    letters = []

    class Taken(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 ready\r\n")
            for line in self.rfile:
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    letters.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Taken) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], letters
        server.shutdown()


def pages_come_over_tls_alone(web, front):
    status, headers, _ = ask(web, "/fr/communautes/", **{"X-Forwarded-Proto": "https"})
    assert (status, "Strict-Transport-Security" in headers) == (200, True)

    status, headers, _ = ask(front, "/fr/communautes/", **{"X-Forwarded-Proto": "https"})
    assert (status, headers["Location"]) == (301, f"https://{NAME}/fr/communautes/")
    assert ask(web, "/fr/communautes/", Host="elsewhere.example.org")[0] == 400


def the_site_closes_and_opens(environment, front):
    """By the command of docs/operations.md, with everything that the page shows."""
    done(["python", "manage.py", "maintenance", "on"], environment)
    status, headers, page = ask(front, "/fr/communautes/")
    assert (status, headers["Retry-After"]) == (503, "300")
    assert "Le site n’est pas disponible" in page.decode()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.decode())
    assert [ask(front, sheet)[0] for sheet in sheets] == [200, 200]  # of the site, and of errors

    done(["python", "manage.py", "maintenance", "off"], environment)
    assert ask(front, "/fr/communautes/")[0] == 301


def a_photograph_reaches_the_visitor(environment, tmp_path, front):
    """Uploaded here, made into its sizes by the worker of pictures, served by the proxy."""
    (tmp_path / "mill.jpg").write_bytes(picture_bytes(1200, 900))
    script = ADD_PHOTO.format(path=str(tmp_path / "mill.jpg"))
    name = done(["python", "manage.py", "shell", "-v", "0", "-c", script], environment).strip()
    size = Path(environment["MEDIA_ROOT"]) / f"{name.rpartition('.')[0]}.960.webp"

    assert wait_until(size.exists, within=patience(120))
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
