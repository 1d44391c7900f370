"""The image and its services, read against the code: no container engine is needed for that."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings as house

from config.request_bodies import pool_of_members, pool_of_plain_bodies, pool_of_visitors
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
OF_OTHERS = {"SITE"}  # of compose and its images
WITH_SECRETS = re.compile("SECRET|PASSWORD|DATABASE_URL|BROKER_URL|CACHE_URL|SEARCH_URL|STORAGE")


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


def test_both_redis_ask_for_a_password_and_are_apart():
    commands = {name: COMPOSE["services"][name]["command"][-1] for name in ("broker", "cache")}

    for name, command in commands.items():
        assert f'--requirepass "$$(cat /run/secrets/{name}_password)"' in command
    assert "noeviction" in commands["broker"]
    assert "volatile-lru" in commands["cache"]


def environment_of(service):
    return COMPOSE["services"][service].get("environment", {})


def test_each_service_has_the_secrets_that_it_reads_and_no_others():
    """What others of our services don't need, and what is for a store alone."""
    ours = {"secret_key", "secret_key_fallbacks", "place_secret"}
    ours |= {"database_url", "broker_url", "cache_url"}
    stored = ours | {"search_url", "media_storage"}
    own = {name: set(one.get("secrets", [])) for name, one in COMPOSE["services"].items()}

    assert own == {
        "prepare": stored,
        "web": stored | {"openid_secret", "push_messages_key"},
        "worker": stored | {"email_password", "push_messages_key"},
        "pictures": stored | {"push_messages_key"},
        "clock": ours,
        "database": {"database_password"},
        "broker": {"broker_password"},
        "cache": {"cache_password"},
        "search": {"elastic_password"},
        "proxy": set(),
    }
    for service, secrets in own.items():
        text = json.dumps(COMPOSE["services"][service])
        assert set(re.findall(r"/run/secrets/(\w+)", text)) == secrets
    assert COMPOSE["secrets"] == {
        name: {"file": f"./secrets/{name}"} for name in set().union(*own.values())
    }


def test_no_secret_stands_in_the_environment_of_a_container():
    given = EXAMPLE.keys() | {name for service in OURS for name in environment_of(service)}

    assert [name for name in given if WITH_SECRETS.search(name) and name[-5:] != "_FILE"] == []
    assert "${" not in str([environment_of(name) for name in ("database", "broker", "cache")])


@pytest.fixture
def docker_folder(tmp_path):
    return shutil.copytree(ROOT / "docker", tmp_path / "docker")


def make_secrets(folder):
    ran = subprocess.run([folder / "make-secrets"], capture_output=True, text=True, check=True)
    made = {path.name: path for path in (folder / "secrets").iterdir()}
    return {name: path.read_text() for name, path in made.items()}, ran.stdout.splitlines()


def test_make_secrets_makes_what_compose_mounts_and_leaves_what_is_there(docker_folder):
    made, said = make_secrets(docker_folder)
    again, said_again = make_secrets(docker_folder)

    assert made.keys() == COMPOSE["secrets"].keys()
    assert (len(said), said_again, again) == (len(made), [], made)
    passwords = [made[name] for name in made if name.endswith(("_password", "_secret", "_key"))]
    strong = [one for one in passwords if one]
    assert len(set(strong)) == len(strong) == 6
    assert all(re.fullmatch(r"[A-Za-z0-9]{48,64}", one) for one in strong)
    assert f":{made['database_password']}@database:5432/" in made["database_url"]
    assert f":{made['broker_password']}@broker:6379/" in made["broker_url"]
    assert f":{made['cache_password']}@cache:6379/" in made["cache_url"]
    modes = {path.stat().st_mode & 0o777 for path in (docker_folder / "secrets").iterdir()}
    assert (modes, (docker_folder / "secrets").stat().st_mode & 0o777) == ({0o644}, 0o700)


def test_make_secrets_takes_over_what_an_older_env_held(docker_folder):
    written = "SECRET_KEY='the old key'\nREDIS_PASSWORD=old\nEMAIL_PASSWORD=\"a b\"\n"
    (docker_folder / ".env").write_text(written)

    made, _said = make_secrets(docker_folder)

    assert (made["secret_key"], made["email_password"]) == ("the old key", "a b")
    assert made["broker_url"] == "redis://:old@broker:6379/0"
    assert made["cache_password"] == "old"


def test_pictures_are_made_one_at_a_time_within_bounds():
    pictures = COMPOSE["services"]["pictures"]

    assert pictures["command"][pictures["command"].index("--pool") + 1] == "solo"
    assert pictures["mem_limit"] == "768m"


def test_every_example_setting_is_read_and_each_needed_is_there():
    known = settings()
    given = EXAMPLE.keys() | {
        name.removesuffix("_FILE") for service in OURS for name in environment_of(service)
    }

    assert given - {setting.name for setting in known} == OF_OTHERS
    assert {setting.name for setting in known if setting.default is None} <= given


def test_the_site_starts_by_what_hides_its_environment():
    command = re.search(r"^CMD \[(.+)\]$", last_stage(), re.MULTILINE).group(1)

    assert command.startswith('"python", "-m", "config.serve", "--interface", "asginl"')


def test_the_house_runs_as_nobody_on_a_file_system_that_it_cannot_write():
    assert re.search(r"^USER 10001:10001$", last_stage(), re.MULTILINE)
    for service in OURS:
        service_config = COMPOSE["services"][service]
        assert service_config["read_only"] is True
        assert service_config["cap_drop"] == ["ALL"]
        assert service_config["security_opt"] == ["no-new-privileges:true"]


def test_what_the_house_writes_lies_on_volumes():
    folders = set(re.findall(r"(?:MEDIA|PRIVATE|ERASURES|OUTAGE)_ROOT=(\S+)", last_stage()))
    mounted = [volume.split(":") for volume in COMPOSE["x-house"]["volumes"]]
    volumes = {parts[1] for parts in mounted if parts[2:] != ["ro"]}

    assert folders == volumes == {"/srv/media", "/srv/private", "/srv/erasures", "/srv/outage"}
    assert "private" not in str(COMPOSE["services"]["proxy"]["volumes"])


def test_the_proxy_has_pages_before_the_site_starts():
    prepare, proxy = COMPOSE["services"]["prepare"], COMPOSE["services"]["proxy"]

    assert prepare["volumes"] == ["outage:/srv/outage"]
    assert prepare["command"][-1].endswith("&& python manage.py maintenance write")
    assert "outage:/srv/outage:ro" in proxy["volumes"]


def test_the_proxy_reaches_the_site_and_none_of_its_stores():
    networks = {name: set(one.get("networks", [])) for name, one in COMPOSE["services"].items()}
    networks |= {name: networks[name] or set(COMPOSE["x-house"]["networks"]) for name in OURS}
    stores = ("database", "broker", "cache", "search")

    assert all(networks.values())  # none is on the network that everybody shares
    assert networks["proxy"] & networks["web"] == {"front"}
    assert COMPOSE["networks"]["front"] == COMPOSE["networks"]["inside"] == {"internal": True}
    for name in stores:
        assert networks[name] == {"inside"}
        assert not networks[name] & networks["proxy"]
        assert all("inside" in networks[service] for service in OURS)


def test_logs_of_every_container_are_rotated():
    logged = {name: one.get("logging") for name, one in COMPOSE["services"].items()}

    assert [name for name, how in logged.items() if how != {"driver": "local"}] == []


def test_a_full_broker_refuses_before_the_machine_is_full():
    command = COMPOSE["services"]["broker"]["command"][-1]

    assert "--maxmemory 256mb --maxmemory-policy noeviction" in command


def test_what_is_being_sent_fills_no_more_than_its_share_of_memory():
    assert COMPOSE["x-house"]["tmpfs"] == "/tmp:size=1g"  # noqa: S108
    assert COMPOSE["services"]["web"]["mem_limit"] == "3g"


def test_all_that_may_be_sent_at_a_time_fits_where_it_lies():
    """Django copies each file of a form out of its body; one form a pool is worked on at a time."""
    uploads, plain = [pool_of_visitors(), pool_of_members()], pool_of_plain_bodies()
    held = sum(pool.most_bytes + pool.heaviest for pool in uploads) + plain.most_bytes

    assert 2 * held < 1 << 30  # two processes


def test_only_the_proxy_is_reached_from_outside():
    reached = [name for name, service in COMPOSE["services"].items() if "ports" in service]

    assert reached == ["proxy"]


def test_secrets_and_tests_stay_out_of_the_image():
    left_out = (ROOT / ".dockerignore").read_text().splitlines()

    kept_out = (ROOT / ".gitignore").read_text().splitlines()
    assert {".git", ".venv", "var", "tests", "docker/.env", "docker/secrets"} <= set(left_out)
    assert {"/docker/.env", "/docker/secrets/"} <= set(kept_out)


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
