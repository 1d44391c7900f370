"""`manage.py check_site` and `/readyz`: each part that is missing or broken is named."""

import socket
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from unittest import mock

import pytest
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Site

from cms.pages.actions.starter_pages import unfinished_pages
from commons.audit.actions import keep_digests
from commons.audit.models import AuditEntry
from config.health import FaultLog
from config.setup import checks
from config.setup.checks import Finding, Options, State, findings
from core import heartbeat
from core.tasks import answer, tick
from hosting.communities.models.communities import Community
from hosting.communities.states import CommunityState
from tests.config.setting_up import ADDRESS, EVERYTHING, know_few_places, run
from tests.factories.accounts import OutboxEntryFactory, UserFactory

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(scope="module")
def made(module_rows):
    know_few_places()
    with override_settings(BASE_URL=ADDRESS):
        run(*EVERYTHING)


@pytest.fixture(autouse=True)
def address(settings):
    settings.BASE_URL = ADDRESS
    settings.ALLOWED_HOSTS = ["valley.example", "testserver"]


def found(part, options=None):
    """State, words and remedy of each line about this part."""
    return [
        (str(one.state), one.words, one.remedy)
        for one in findings(options or Options())
        if one.part == part
    ]


def only(part, check, *words):
    """The same of one check alone, without asking all the others."""
    return [(str(one.state), one.words, one.remedy) for one in check(part, *words)]


def test_a_site_as_set_up_lacks_what_only_people_can_write(made):
    lines = {part: only(part, check) for part, check in checks.checks_of(Options())[9:]}

    assert {state for state, _words, _remedy in lines["Files"] + lines["Search"]} == {"ok"}
    assert lines["Places and lists"] == [("ok", "places: 3", "")]
    assert ("warning", "Legal notice (en) is still a draft") in [
        line[:2] for line in lines["Pages"]
    ]
    assert len(lines["Pages"]) == 12
    assert {state for state, _words, _remedy in lines["Pages"]} == {"warning"}
    assert lines["People"][0][:2] == ("warning", "no community is open yet")


def test_a_public_page_that_says_to_fill_in_is_a_fault(made):
    page = next(page for page, _why in unfinished_pages() if page.slug == "legal-notice")
    page.get_latest_revision().publish()

    (fault,) = [line for line in only("Pages", checks.check_pages) if line[0] == "fault"]

    assert fault[1] == "Legal notice (en) is public and has gaps to fill in"
    assert fault[2] == f"/cms/pages/{page.pk}/edit/"


def test_an_open_community_that_says_to_fill_in_is_a_fault(made):
    Community.objects.update(state=CommunityState.ACTIVE)

    lines = only("People", checks.check_people)

    community = Community.objects.get()
    edit = f"/cms/snippets/hosting/community/edit/{community.pk}/"
    assert lines[0] == ("fault", "The valley is public and has gaps to fill in", edit)


def test_check_site_prints_a_table_and_ends_with_1_on_a_fault(made):
    said = StringIO()

    with pytest.raises(CommandError, match=r"Faults: \d+\. Warnings: \d+\."):
        call_command("check_site", stdout=said)

    assert "Legal notice (en) is still a draft" in said.getvalue()
    assert "celery -A config beat" in said.getvalue()


def test_the_command_ends_well_with_warnings_alone(monkeypatch):
    lines = [Finding("Pages", State.WARNING, "one is a draft"), Finding("Mail", State.GOOD, "sent")]
    asked = []
    monkeypatch.setattr(
        "config.management.commands.check_site.findings",
        lambda options: asked.append(options) or iter(lines),
    )
    said = StringIO()

    call_command("check_site", mail_to="ada@example.org", wait=3.0, stdout=said)

    assert asked == [Options(mail_to="ada@example.org", wait=3.0)]
    assert "No faults. Warnings: 1." in said.getvalue()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param({"mail_to": "nobody"}, "'nobody' isn’t an email address", id="mail-to-nobody"),
        ({"wait": 0.0}, "more than 0 and at most 300 seconds"),
        ({"wait": 1e9}, "more than 0 and at most 300 seconds"),
        ({"wait": float("nan")}, "more than 0 and at most 300 seconds"),
    ],
    ids=[None, "wait-0", "wait-long", "wait-nan"],
)
def test_options_that_cannot_be_are_refused(options, words):
    with pytest.raises(CommandError, match=words):
        call_command("check_site", **options, stdout=StringIO())


def test_a_part_that_cannot_even_be_asked_is_a_fault_and_the_others_go_on(monkeypatch):
    def broken(part):
        raise OSError("the disk is gone")
        yield

    monkeypatch.setattr(checks, "check_files", broken)

    assert found("Files") == [("fault", "OSError: the disk is gone", "")]
    assert found("People") != []


def test_address_wants_base_url_allowed_hosts_and_wagtail_to_agree(settings, made):
    assert only("Address", checks.check_address) == [("ok", ADDRESS, "")]

    Site.objects.update(hostname="elsewhere.example")
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    assert [line[1] for line in only("Address", checks.check_address)] == [
        "valley.example isn’t in ALLOWED_HOSTS",
        f"BASE_URL is {ADDRESS}, but Wagtail has elsewhere.example:443",
    ]

    settings.BASE_URL = "valley.example"
    assert only("Address", checks.check_address)[0][0] == "fault"


def test_proxy_sees_a_visitor_who_would_be_sent_in_a_circle(settings, made):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert only("Proxy", checks.check_proxy)[0][0] == "ok"

    settings.SECURE_PROXY_SSL_HEADER = None

    ((state, words, remedy),) = only("Proxy", checks.check_proxy)
    assert (state, words) == ("fault", "visitors are redirected in a loop")
    assert "BEHIND_TLS_PROXY=1" in remedy


def test_cache_of_each_process_for_itself_is_a_fault(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    ((state, words, _remedy),) = only("Cache", checks.check_cache)

    assert state == "fault"
    assert words.startswith("LocMemCache")


def test_workers_that_do_not_answer_are_named_by_their_queue(settings, monkeypatch):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    monkeypatch.setattr(checks, "worker_answers", lambda queue, within: queue == "celery")

    lines = only("Workers", checks.check_workers, 2.0)

    assert lines == [
        ("ok", "a worker responds on queue celery", ""),
        (
            "fault",
            "no worker responded on queue pictures within 2 s",
            "celery -A config worker --queues pictures",
        ),
    ]


def test_an_answer_is_found_by_its_token_alone():
    answer(token="mine")

    assert cache.get(heartbeat.ANSWER.format("mine"))
    assert not cache.get(heartbeat.ANSWER.format("another"))


def test_the_clock_is_a_fault_once_it_is_late(time_machine):
    tick()
    assert only("Clock", checks.check_clock)[0][0] == "ok"

    time_machine.move_to(timezone.now() + heartbeat.LATE + timedelta(seconds=1))

    ((state, words, remedy),) = only("Clock", checks.check_clock)
    assert (state, words) == ("fault", "last tick 301 s ago")
    assert "beat" in remedy


def test_jobs_that_are_late_or_given_up_are_counted():
    OutboxEntryFactory(due_at=timezone.now() - timedelta(minutes=16))
    OutboxEntryFactory(due_at=timezone.now() - timedelta(minutes=1))
    OutboxEntryFactory(due_at=timezone.now() - timedelta(days=1), dead_at=timezone.now())

    assert [line[:2] for line in only("Jobs", checks.check_jobs)] == [
        ("fault", "overdue jobs: 1"),
        ("warning", "abandoned jobs: 1"),
    ]


def test_rows_of_a_log_that_nobody_sealed_are_a_fault():
    late = timezone.now() - timedelta(minutes=3)
    AuditEntry.objects.create(verb="person.changed", subject=UserFactory(), at=late)

    ((state, words, remedy),) = only("Logs", checks.check_logs)

    assert (state, words) == ("fault", "rows that should be sealed: 1")
    assert "verify_logs" in remedy


def test_rows_that_wait_in_vain_for_their_seal_are_a_fault():
    late = timezone.now() - timedelta(minutes=3)
    AuditEntry.objects.create(verb="person.changed", subject=UserFactory(), at=late)
    keep_digests(AuditEntry.objects.all())

    ((state, words, _remedy),) = only("Logs", checks.check_logs)

    assert (state, words) == ("fault", "rows that should be sealed: 1")


def test_a_mail_server_that_hangs_is_a_fault_within_its_time(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        options = {"host": "127.0.0.1", "port": silent.getsockname()[1], "timeout": 0.3}
        settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": options}}

        lines = found("Mail")

    assert lines[-1][0] == "fault"
    assert "timed out" in lines[-1][1]


def test_mails_that_go_nowhere_are_a_fault(settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}

    ((state, _words, remedy),) = only("Mail", checks.check_mail, "")

    assert (state, remedy) == ("fault", "Set EMAIL_HOST")


def test_files_that_cannot_be_written_are_a_fault(settings, tmp_path):
    blocked = tmp_path / "media"
    Path(blocked).write_text("a file where the folder should be")
    settings.MEDIA_ROOT = blocked

    assert found("Files")[0][0] == "fault"


def test_files_that_come_back_otherwise_are_a_fault(monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "open", lambda *words: BytesIO(b"another"))

    assert {line[:2] for line in found("Files")} == {
        ("fault", "default files don’t read back as they were written"),
        ("fault", "private files don’t read back as they were written"),
    }


@pytest.fixture(autouse=True)
def fault_log(monkeypatch):
    monkeypatch.setattr("config.health.fault_log", FaultLog())


def test_readyz_says_ready_and_how_the_search_is(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.text.splitlines()[0] == "ready"
    assert answer.text.splitlines()[1].startswith("search: ")


def test_readyz_is_red_when_jobs_are_late(client):
    OutboxEntryFactory(due_at=timezone.now() - timedelta(minutes=16))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.text.startswith("not ready\njobs overdue: 1\n")


def test_readyz_is_red_when_the_clock_is_late(client, monkeypatch, time_machine):
    monkeypatch.setattr("config.health.shares_cache", lambda: True)
    never = client.get("/readyz")
    tick()
    at_once = client.get("/readyz")
    time_machine.move_to(timezone.now() + heartbeat.LATE + timedelta(seconds=1))
    late = client.get("/readyz")

    assert [one.status_code for one in (never, at_once, late)] == [503, 200, 503]
    assert "clock: last tick never" in never.text


def test_readyz_is_red_when_redis_is_gone(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.text.startswith("not ready\ncache: ConnectionError\n")


@pytest.mark.parametrize(
    "stranger",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_readyz_tells_strangers_one_word_and_the_log_all(client, caplog, monkeypatch, stranger):
    well = client.get("/readyz", **stranger)
    monkeypatch.setattr(
        "config.health.connection.ensure_connection", mock.Mock(side_effect=OSError)
    )

    ill = client.get("/readyz", **stranger)

    assert [(one.status_code, one.text) for one in (well, ill)] == [
        (200, "ready\n"),
        (503, "not ready\n"),
    ]
    assert "not ready: database: OSError" in caplog.text


def test_fault_log_writes_a_line_for_each_change_and_each_minute(caplog, monkeypatch):
    clock = iter([0, 1, 2, 59, 61, 62, 130, 131, 132])
    monkeypatch.setattr("config.health.monotonic", lambda: 1_000.0 + next(clock))
    log = FaultLog()
    late, later, both = ["jobs overdue: 1"], ["jobs overdue: 2"], ["jobs overdue: 2", "clock: no"]

    for faults in ([], late, later, later, later, both, both, [], []):
        log.note(faults)

    assert [(one.levelname, one.getMessage()) for one in caplog.records] == [
        ("ERROR", "not ready: jobs overdue: 1"),
        ("ERROR", "not ready: jobs overdue: 2"),
        ("ERROR", "not ready: jobs overdue: 2, clock: no"),
        ("ERROR", "not ready: jobs overdue: 2, clock: no"),
        ("WARNING", "ready again, after: clock, jobs overdue"),
    ]


def test_readyz_asked_often_while_something_is_down_logs_once(client, caplog):
    OutboxEntryFactory(due_at=timezone.now() - timedelta(minutes=16))

    answers = [client.get("/readyz", REMOTE_ADDR="192.0.2.7") for _ in range(3)]

    assert [one.status_code for one in answers] == [503] * 3
    assert [one.getMessage() for one in caplog.records if one.name == "config.health"] == [
        "not ready: jobs overdue: 1"
    ]


def test_readyz_is_red_when_the_database_is_gone(client, monkeypatch):
    def gone():
        raise OSError("no route")

    monkeypatch.setattr("config.health.connection.ensure_connection", gone)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.text == "not ready\ndatabase: OSError\n"
