"""Whether a site works: one line for each part, with what to do where it doesn't."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_urlsafe

from django.conf import settings
from django.core import checks as system_checks
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.mail import EmailMessage, mailers
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from cms.pages.actions.starter_pages import has_placeholder, missing_pages, unfinished_pages
from cms.pages.models import HomePage
from commons.accounts.models import User
from commons.audit.selectors import overdue_rows
from commons.geography.models import Locality
from commons.outbox.models import OutboxEntry
from config.setup.address import AddressUnfitError, parse_address
from config.setup.migrations import count_unapplied_migrations
from core.heartbeat import LATE, is_cache_local, last_tick, worker_answers
from hosting.communities.actions.terms import missing_terms
from hosting.communities.models.communities import Community
from search.upkeep.selectors import lag_of_index

QUEUES = ("celery", "pictures")
SETUP = "manage.py setup_site"
SHOWN_MAILERS = ("console", "locmem", "dummy", "filebased")


class State(StrEnum):
    GOOD = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """What was found of one part, and what to do about it."""

    part: str
    state: State
    words: str
    remedy: str = ""


@dataclass(frozen=True)
class Options:
    """Whom to send a mail to (nobody: only the mail server is asked), and how long to wait."""

    mail_to: str = ""
    wait: float = 10.0  # seconds for a worker to answer


def findings(options: Options) -> Iterator[Finding]:
    """Part after part. One that can't even be asked is a fault, and the others go on."""
    for part, check in checks_of(options):
        try:
            yield from check(part)
        except Exception as error:
            yield Finding(part, State.FAULT, f"{type(error).__name__}: {error}"[:300])


type Check = Callable[[str], Iterator[Finding]]


def checks_of(options: Options) -> list[tuple[str, Check]]:
    """Each part by its name, in the order in which they are told."""
    return [
        ("Settings", check_settings),
        ("Address", check_address),
        ("Proxy", check_proxy),
        ("Database", check_database),
        ("Tables", check_tables),
        ("Cache", check_cache),
        ("Workers", lambda part: check_workers(part, options.wait)),
        ("Clock", check_clock),
        ("Jobs", check_jobs),
        ("Logs", check_logs),
        ("Mail", lambda part: check_mail(part, options.mail_to)),
        ("Files", check_files),
        ("Search", check_search),
        ("Places and lists", check_places),
        ("Pages", check_pages),
        ("People", check_people),
    ]


def check_settings(part: str) -> Iterator[Finding]:
    """What `manage.py check --deploy --database default` finds."""
    found = system_checks.run_checks(include_deployment_checks=True, databases=[DEFAULT_DB_ALIAS])
    for one in found:
        state = State.FAULT if one.is_serious() else State.WARNING
        yield Finding(part, state, f"{one.msg} ({one.id})", str(one.hint or ""))
    if not found:
        yield Finding(part, State.GOOD, "manage.py check --deploy found no problems")


def check_address(part: str) -> Iterator[Finding]:
    """BASE_URL, ALLOWED_HOSTS and Wagtail agree."""
    try:
        address = parse_address(settings.BASE_URL)
    except AddressUnfitError as error:
        yield Finding(part, State.FAULT, str(error))
        return
    if address.hostname not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        yield Finding(part, State.FAULT, f"{address.hostname} isn’t in ALLOWED_HOSTS")
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) != (address.hostname, address.port):
        named = f"{site.hostname}:{site.port}" if site else "no site"
        yield Finding(
            part, State.FAULT, f"BASE_URL is {settings.BASE_URL}, but Wagtail has {named}", SETUP
        )
        return
    yield Finding(part, State.GOOD, settings.BASE_URL)


def check_proxy(part: str) -> Iterator[Finding]:
    """The home page, asked as a proxy asks that ends TLS in front of the site."""
    address = parse_address(settings.BASE_URL)
    forwarded = {"host": address.hostname, "x-forwarded-proto": address.scheme}
    answer = Client().get(f"/{settings.LANGUAGE_CODE}/", headers=forwarded)
    if answer.headers.get("Location", "").startswith("https://"):
        remedy = "Make the proxy set X-Forwarded-Proto, then set BEHIND_TLS_PROXY=1"
        yield Finding(part, State.FAULT, "visitors are redirected in a loop", remedy)
    elif answer.status_code != 200:
        yield Finding(part, State.FAULT, f"the home page returned {answer.status_code}", SETUP)
    elif address.scheme != "https":
        yield Finding(part, State.WARNING, "the site is served without TLS")
    else:
        yield Finding(part, State.GOOD, "the home page responds behind a proxy")


def check_database(part: str) -> Iterator[Finding]:
    """PostgreSQL of a version that we know, with what a search on it needs."""
    if connection.vendor != "postgresql":
        yield Finding(
            part, State.FAULT, f"{connection.vendor}", "Set DATABASE_URL to PostgreSQL 15 or newer"
        )
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        major = int(cursor.fetchone()[0]) // 10_000
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        has_trigrams = cursor.fetchone()[0] == 1
    if major < 15:
        yield Finding(part, State.FAULT, f"PostgreSQL {major}", "15 or newer is needed")
    elif not has_trigrams and not settings.SEARCH_URL:
        remedy = "As the database owner, run: CREATE EXTENSION pg_trgm"
        yield Finding(part, State.FAULT, "the extension pg_trgm is missing", remedy)
    else:
        yield Finding(part, State.GOOD, f"PostgreSQL {major}")


def check_tables(part: str) -> Iterator[Finding]:
    """No migration waits."""
    if count := count_unapplied_migrations():
        yield Finding(part, State.FAULT, f"unapplied migrations: {count}", "manage.py migrate")
    else:
        yield Finding(part, State.GOOD, "up to date")


def check_cache(part: str) -> Iterator[Finding]:
    """It keeps what is written, for all processes."""
    backend = settings.CACHES["default"]["BACKEND"].rpartition(".")[2]
    token = token_urlsafe(8)
    cache.set("check_site", token, 60)
    if cache.get("check_site") != token:
        yield Finding(part, State.FAULT, f"{backend} doesn’t keep what’s written to it")
    elif is_cache_local():
        remedy = "Set CACHE_URL to a Redis URL, or leave it out and set CELERY_BROKER_URL"
        yield Finding(
            part, State.FAULT, f"{backend}: each process counts attempts separately", remedy
        )
    else:
        yield Finding(part, State.GOOD, backend)


def check_workers(part: str, wait: float) -> Iterator[Finding]:
    """Somebody answers on each queue."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        yield Finding(part, State.FAULT, "no broker", "Set CELERY_BROKER_URL to a Redis URL")
        return
    for queue in QUEUES:
        if worker_answers(queue, within=wait):
            yield Finding(part, State.GOOD, f"a worker responds on queue {queue}")
        else:
            words = f"no worker responded on queue {queue} within {wait:g} s"
            yield Finding(part, State.FAULT, words, f"celery -A config worker --queues {queue}")


def check_clock(part: str) -> Iterator[Finding]:
    """The ticks of beat come through to a worker."""
    at = last_tick()
    remedy = "Run celery -A config beat (exactly one) and a worker"
    if at is None:
        yield Finding(part, State.FAULT, "no tick yet", remedy)
        return
    age = timezone.now() - at
    words = f"last tick {age.total_seconds():.0f} s ago"
    if age > LATE:
        yield Finding(part, State.FAULT, words, remedy)
    else:
        yield Finding(part, State.GOOD, words)


def check_jobs(part: str) -> Iterator[Finding]:
    """Promises of the outbox that are late or were given up."""
    late = OutboxEntry.objects.overdue().count()
    dead = OutboxEntry.objects.dead().count()
    if late:
        yield Finding(part, State.FAULT, f"overdue jobs: {late}")
    if dead:
        yield Finding(part, State.WARNING, f"abandoned jobs: {dead}", "See /cms/reports/outbox/")
    if not late and not dead:
        yield Finding(part, State.GOOD, "no overdue jobs")


def check_logs(part: str) -> Iterator[Finding]:
    """Whether the clock seals the logs."""
    if count := overdue_rows():
        remedy = "Run manage.py verify_logs, and look for audit.seal_logs in the worker’s log"
        yield Finding(part, State.FAULT, f"rows that should be sealed: {count}", remedy)
    else:
        yield Finding(part, State.GOOD, "sealed")


def check_mail(part: str, mail_to: str) -> Iterator[Finding]:
    """Mail leaves the site, with a sender."""
    backend = settings.MAILERS["default"]["BACKEND"]
    if any(name in backend for name in SHOWN_MAILERS):
        yield Finding(part, State.FAULT, f"no email is sent ({backend})", "Set EMAIL_HOST")
        return
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith(".invalid"):
        yield Finding(part, State.FAULT, "emails have no sender address", "Set DEFAULT_FROM_EMAIL")
    if not mail_to:
        link = mailers["default"]
        link.open()
        link.close()
        words = "the email server responds; use --mail-to to send a test email"
        yield Finding(part, State.GOOD, words)
        return
    EmailMessage(
        "check_site",
        "This is a test email from check_site. Your site can send email.",
        to=[mail_to],
    ).send()
    yield Finding(part, State.GOOD, f"test email sent to {mail_to}: check that it arrives")


def check_files(part: str) -> Iterator[Finding]:
    """Both folders, or both parts of the bucket, are written to and read."""
    for alias in ("default", "private"):
        storage = storages[alias]
        name = storage.save(f"check-{token_urlsafe(8)}.txt", ContentFile(b"written"))
        try:
            with storage.open(name) as file:
                is_whole = file.read() == b"written"
        finally:
            storage.delete(name)
        if is_whole:
            yield Finding(part, State.GOOD, f"{alias} files can be written and read")
        else:
            yield Finding(part, State.FAULT, f"{alias} files don’t read back as they were written")


def check_search(part: str) -> Iterator[Finding]:
    """The engine answers, and its index is up to date."""
    lag = lag_of_index()
    if not lag.health.answers:
        yield Finding(part, State.FAULT, f"{lag.engine}: {lag.health.reason}")
    elif lag.error:
        yield Finding(part, State.FAULT, lag.error, "manage.py search rebuild")
    else:
        yield Finding(part, State.GOOD, f"{lag.engine}; changes waiting: {lag.waiting}")


def check_places(part: str) -> Iterator[Finding]:
    """Communes and lists are loaded."""
    terms, places = len(missing_terms()), Locality.objects.count()
    if places == 0:
        yield Finding(part, State.FAULT, "no communes or towns are loaded", SETUP)
    if terms:
        yield Finding(part, State.WARNING, f"missing causes, interests and needs: {terms}", SETUP)
    if places and not terms:
        yield Finding(part, State.GOOD, f"places: {places}")


def check_pages(part: str) -> Iterator[Finding]:
    """Each page is there in each language, published and without gaps."""
    languages = [code for code, _name in settings.LANGUAGES]
    homes = HomePage.objects.live().filter(locale__language_code__in=languages).count()
    if homes == 0:
        yield Finding(part, State.FAULT, "there is no home page", SETUP)
        return
    missing = missing_pages(languages)
    unfinished = list(unfinished_pages())
    for page, code in missing:
        yield Finding(part, State.WARNING, f"{page.title_in(code)} ({code}) is missing", SETUP)
    for page, why in unfinished:
        named, edit = f"{page.title} ({page.locale.language_code})", f"/cms/pages/{page.pk}/edit/"
        if why == "draft":
            yield Finding(part, State.WARNING, f"{named} is still a draft", edit)
        else:
            yield Finding(part, State.FAULT, f"{named} is public and has gaps to fill in", edit)
    if not missing and not unfinished:
        yield Finding(part, State.GOOD, "all pages are written and published")


def check_people(part: str) -> Iterator[Finding]:
    """Somebody may administer, and a community is open that has written its words."""
    admins = User.objects.reachable().filter(is_superuser=True).count()
    communities = list(Community.objects.public())
    if admins == 0:
        yield Finding(part, State.FAULT, "no one can log in to the admin", f"{SETUP} --admin EMAIL")
    if not communities:
        yield Finding(part, State.WARNING, "no community is open yet", f"{SETUP} --community …")
    for community in communities:
        summaries = (community.summary_fr, community.summary_en)
        parts = (*summaries, community.story, community.territory, community.charter)
        if any(map(has_placeholder, parts)):
            edit = f"/cms/snippets/hosting/community/edit/{community.pk}/"
            words = f"{community.name} is public and has gaps to fill in"
            yield Finding(part, State.FAULT, words, edit)
    if admins and communities:
        yield Finding(
            part, State.GOOD, f"administrators: {admins}; open communities: {len(communities)}"
        )
