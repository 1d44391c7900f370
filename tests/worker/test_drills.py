"""The drills of `make drill-faults` and `make drill-restore`, short: so that they stay whole."""

import os

import psycopg
import pytest
from django.db import connection

from bench.tools.figures import Recorder
from drills.faults import Fault, drill, tell
from drills.load import Load
from drills.restore import checksums, rehearse
from drills.site import running_site
from scripts.database_template import copy_template
from scripts.processes import wait_until
from tests.isolation import process_name, redis_url
from tests.patience import patience
from tests.worker.conftest import nobody_else_is_connected

pytestmark = pytest.mark.worker


def address_of(name):
    login = connection.settings_dict | {"NAME": name}
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**login)


@pytest.fixture
def site(transactional_db, broker, tmp_path):
    """A site over the database of the test."""
    address = address_of(connection.settings_dict["NAME"])
    with running_site(address, redis_url(), folder=tmp_path) as site:
        yield site
    assert wait_until(nobody_else_is_connected, within=patience(20))


def kill_without_mail_server(site):
    site.wires["mail"].cut()
    site.kill("worker")


def start_with_mail_server(site):
    site.wires["mail"].mend()
    site.start("worker")


@pytest.mark.django_db(transaction=True)
def test_nothing_accepted_is_lost_or_mailed_twice(site, tmp_path):
    fault = Fault("worker and mail gone", kill_without_mail_server, start_with_mail_server, 1)

    result = drill(site, fault, bookings=6, before=1)
    figures = tell(Recorder("drill", folder=tmp_path), fault.name, result)

    assert [figure.name for figure in figures if not figure.holds] == []
    assert len(site.mailbox.mails) >= result.accepted
    load = Load(site.port, {"offer": ["/en/"], "list": ["/en/offers/"]})
    load.run(people=2, seconds=5)
    assert set(load.statuses()) == {200}


@pytest.fixture
def filled(tmp_path):
    """A database with one row more than a new one, and a photograph."""
    name = f"drill_{process_name()}"
    copy_template(connection.settings_dict, name)
    address = address_of(name)
    with psycopg.connect(address) as link:
        link.execute(
            "INSERT INTO outbox_outboxentry (job, arguments, posted_at, due_at, attempts,"
            " last_error) VALUES ('x', '{}', now(), now(), 0, '')"
        )
    folders = {f"{root}_ROOT": str(tmp_path / root.lower()) for root in ("MEDIA", "PRIVATE")}
    photograph = tmp_path / "media" / "photos" / "ab.jpg"
    photograph.parent.mkdir(parents=True)
    photograph.write_bytes(b"a photograph")
    yield {"DATABASE_URL": address, **folders}
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_everything_is_lost_and_restored_by_the_guide(filled, tmp_path):
    before = checksums(filled["DATABASE_URL"])
    figures = rehearse(os.environ | filled, tmp_path, Recorder("restore", folder=tmp_path))

    assert [figure.name for figure in figures if not figure.holds] == []
    assert before["outbox_outboxentry"][0] == 1
    assert checksums(filled["DATABASE_URL"]) == before
