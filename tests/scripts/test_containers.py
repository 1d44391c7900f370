"""The image and its services, read against the code: no container engine is needed for that."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings as house

from config.settings import base
from scripts.lint import BIN, DCLINT, NODE
from scripts.settings_table import settings

ROOT = Path(house.BASE_DIR)
DOCKERFILE = ROOT / "docker" / "Dockerfile"
COMPOSE = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text())
EXAMPLE = dict(
    line.split("=", 1)
    for line in (ROOT / "docker" / "env.example").read_text().replace("# ", "").splitlines()
    if re.match(r"[A-Z_]+=", line)
)
OURS = ("prepare", "web", "worker", "pictures", "clock")
OF_OTHERS = {"SITE", "POSTGRES_PASSWORD", "ELASTIC_PASSWORD"}  # of compose and its images


def last_stage():
    return DOCKERFILE.read_text().rpartition("\nFROM ")[2]


def queues_of(service):
    command = COMPOSE["services"][service].get("command", [])
    return command[command.index("--queues") + 1].split(",") if "--queues" in command else []


def test_each_queue_has_one_service_and_the_clock_is_alone():
    served = [queue for service in OURS for queue in queues_of(service)]
    commands = [COMPOSE["services"][service].get("command", []) for service in OURS]

    assert sorted(served) == sorted(queue.name for queue in base.CELERY_TASK_QUEUES)
    assert sum("beat" in command or "--beat" in command for command in commands) == 1


def test_pictures_are_made_one_at_a_time_within_bounds():
    pictures = COMPOSE["services"]["pictures"]

    assert pictures["command"][pictures["command"].index("--pool") + 1] == "solo"
    assert pictures["mem_limit"] == "768m"


def test_every_example_setting_is_read_and_each_needed_is_there():
    known = settings()
    given = EXAMPLE.keys() | COMPOSE["x-house"]["environment"].keys()

    assert given - {setting.name for setting in known} == OF_OTHERS
    assert {setting.name for setting in known if setting.default is None} <= given


def test_the_example_holds_no_secret():
    secrets = {name for name in EXAMPLE if re.search("SECRET|PASSWORD", name)}

    assert {EXAMPLE[name] for name in secrets} == {""}


def test_the_house_runs_as_nobody_on_a_file_system_that_it_cannot_write():
    assert re.search(r"^USER 10001:10001$", last_stage(), re.MULTILINE)
    for service in OURS:
        service_config = COMPOSE["services"][service]
        assert service_config["read_only"] is True
        assert service_config["cap_drop"] == ["ALL"]
        assert service_config["security_opt"] == ["no-new-privileges:true"]


def test_what_the_house_writes_lies_on_volumes():
    folders = set(re.findall(r"(?:MEDIA|PRIVATE)_ROOT=(\S+)", last_stage()))
    volumes = {volume.split(":")[1] for volume in COMPOSE["x-house"]["volumes"]}

    assert folders == volumes == {"/srv/media", "/srv/private"}
    assert "private" not in str(COMPOSE["services"]["proxy"]["volumes"])


def test_only_the_proxy_is_reached_from_outside():
    reached = [name for name, service in COMPOSE["services"].items() if "ports" in service]

    assert reached == ["proxy"]


def test_secrets_and_tests_stay_out_of_the_image():
    left_out = (ROOT / ".dockerignore").read_text().splitlines()

    assert {".git", ".venv", "var", "tests", "docker/.env"} <= set(left_out)
    assert "/docker/.env" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_table_of_settings_is_up_to_date():
    from_code = [setting.row() for setting in settings()]
    page = (ROOT / "docs" / "operations.md").read_text()

    assert len(from_code) > 20
    assert [row for row in from_code if row not in page.splitlines()] == []
    assert page.count("\n| `") - page.count("\n| `prepare`") >= len(from_code)


BAD_IMAGES = [
    "FROM python:latest\n",
    pytest.param("FROM python:3.13\nRUN cd /app && sudo make\n", id="run-sudo"),
]


@pytest.mark.parametrize("text", BAD_IMAGES)
def test_control_a_bad_image_is_refused(tmp_path, text):
    bad = tmp_path / "Dockerfile"
    bad.write_text(text)

    assert subprocess.run([BIN / "hadolint", bad], capture_output=True, check=False).returncode


def test_control_a_bad_compose_file_is_refused(tmp_path):
    if not DCLINT.exists():
        pytest.fail("make lint brings dclint")
    bad = tmp_path / "compose.yaml"
    bad.write_text("name: bad\nservices:\n  web:\n    image: x:1\n    memory: lots\n")

    ran = subprocess.run([NODE, DCLINT, bad], capture_output=True, text=True, check=False)

    assert ran.returncode
    assert "invalid-schema" in ran.stdout  # it read the file, and did not merely fall over


@pytest.mark.parametrize(("answer", "status"), [("200 OK", 0), ("503 No", 1)])
def test_healthy_asks_by_the_first_of_our_names(tmp_path, answer, status):
    heard = tmp_path / "heard"
    server = (
        "import socket,sys,pathlib\n"
        "s=socket.create_server(('127.0.0.1',0)); print(s.getsockname()[1],flush=True)\n"
        "c,_=s.accept(); pathlib.Path(sys.argv[1]).write_bytes(c.recv(4096))\n"
        f"c.sendall(b'HTTP/1.1 {answer}\\r\\nContent-Length: 0\\r\\n\\r\\n'); c.close()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", server, heard], stdout=subprocess.PIPE, text=True
    ) as listening:
        port = listening.stdout.readline().strip()
        asked = subprocess.run(
            [sys.executable, ROOT / "docker" / "healthy.py"],
            env={"PORT": port, "ALLOWED_HOSTS": "house.example.org,other.example.org"},
            check=False,
        )

    assert asked.returncode == status
    assert b"GET /healthz" in heard.read_bytes()
    assert b"Host: house.example.org" in heard.read_bytes()


def test_healthy_says_no_where_nobody_answers():
    asked = subprocess.run(
        [sys.executable, ROOT / "docker" / "healthy.py"], env={"PORT": "9"}, check=False
    )

    assert asked.returncode == 1
