"""How many of our modules and templates one request runs through, for four use cases.

    python -m scripts.trace_use_cases            # each request with its modules, in reading order
    python -m scripts.trace_use_cases --counts   # four lines, for `make lint`

It fails where a use case is above the budget.

Each use case is played by Django's test client on a copy of the migrated SQLite template. The
request that decides is the last one and is held to the budget; those before it are listed.

Counted is each module of ours in which a function ran during the request, and each template of
ours that was rendered. What every request passes is left out (`EXEMPT`): settings and addresses,
mechanisms, components of pages, audit, outbox, notifications. Modules are imported beforehand, so
that nothing counts because it was imported late; jobs of the outbox wait in a broker in memory.
"""

from __future__ import annotations

import argparse
import inspect
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any, Final

from scripts import database_template, messages
from scripts.cli import run_command
from scripts.machine import ROOT

if TYPE_CHECKING:
    from django.http import HttpResponse

BUDGET: Final = 14  # modules and templates of one deciding request
OURS: Final = ("commons", "hosting", "search", "travel_stories", "emergency", "cms", "demo")
EXEMPT: Final = (
    *("commons/audit/", "commons/outbox/", "commons/notifications/", "commons/quotas/"),
    "commons/push_messages/",  # tells a browser of each notice
    # The limits of a session, and the backend that withholds rights of people on duty.
    *("commons/accounts/middleware.py", "commons/accounts/sessions.py"),
    "commons/accounts/duty_permissions.py",
)
TOOL: Final = sys.monitoring.PROFILER_ID


@dataclass(frozen=True)
class Request:
    """One request, and what of ours it ran through, in the order of first entry."""

    name: str
    modules: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Modules and templates together."""
        return len(self.modules) + len(self.templates)


class UnexpectedAnswerError(Exception):
    """A use case took another road: what was counted would mean nothing."""


def main(*, counts_only: bool = False) -> int:
    """Play each use case on a fresh copy of the database; 1 where one is above the budget."""
    messages.compile_all()
    with tempfile.TemporaryDirectory() as folder:
        use_copy_of_template(Path(folder))
        from scripts.use_cases import USE_CASES  # noqa: PLC0415  needs Django to be set up

        played = {name: play(use_case) for name, use_case in USE_CASES.items()}
    for name, requests in played.items():
        lines = report(name, requests)
        print(*([next(lines)] if counts_only else lines), sep="\n")
    return int(any(requests[-1].count > BUDGET for requests in played.values()))


def use_copy_of_template(folder: Path) -> None:
    """Set Django up on a migrated database of its own, with jobs that nobody carries out."""
    path = folder / "database.sqlite3"
    shutil.copyfile(database_template.ensure_file(), path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    import django  # noqa: PLC0415  reads the environment
    from django.conf import settings  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    django.setup()
    settings.CELERY_BROKER_URL, settings.CELERY_TASK_ALWAYS_EAGER = "memory://localhost/", False
    setup_test_environment()
    import_module(settings.ROOT_URLCONF)


def play(use_case: Callable[[Any], None]) -> list[Request]:
    """The requests of a use case, in their order."""
    requests: list[Request] = []

    def send(
        name: str,
        request: Callable[[], HttpResponse],
        *,
        status: int = HTTPStatus.FOUND,
        shows: str = "",
    ) -> HttpResponse:
        with recorded_modules() as modules:
            response = request()
        if response.status_code != status or shows not in response.text:
            raise UnexpectedAnswerError(f"{name}: status {response.status_code}, not {status}")
        requests.append(Request(name, tuple(modules), tuple(rendered_templates(response))))
        return response

    use_case(send)
    return requests


@contextmanager
def recorded_modules() -> Iterator[dict[str, None]]:
    """Fills with our modules in which a function begins meanwhile, in that order."""
    modules: dict[str, None] = {}
    root, events = f"{ROOT}/", sys.monitoring.events

    def note(code: CodeType, _offset: int) -> object:
        path = code.co_filename.removeprefix(root)
        is_function = bool(code.co_flags & inspect.CO_OPTIMIZED)  # no module or class as it is made
        if is_function and is_counted(path):
            modules[path] = None
        return sys.monitoring.DISABLE  # until the next request: once for each function is enough

    sys.monitoring.use_tool_id(TOOL, "trace_use_cases")
    sys.monitoring.register_callback(TOOL, events.PY_START, note)
    sys.monitoring.restart_events()
    sys.monitoring.set_events(TOOL, events.PY_START)
    try:
        yield modules
    finally:
        sys.monitoring.set_events(TOOL, events.NO_EVENTS)
        sys.monitoring.free_tool_id(TOOL)


def rendered_templates(response: HttpResponse) -> dict[str, None]:
    """Our templates that Django's test client saw rendered for an answer."""
    origins = [template.origin for template in getattr(response, "templates", [])]
    paths = [str(origin.name).removeprefix(f"{ROOT}/") for origin in origins if origin]
    return dict.fromkeys(path for path in paths if is_counted(path))


def is_counted(path: str) -> bool:
    """Whether a file, by its path in the repository, is held to the budget."""
    return path.partition("/")[0] in OURS and not path.startswith(EXEMPT)


def report(name: str, requests: Sequence[Request]) -> Iterator[str]:
    """The use case with the count of its deciding request, then each request and its modules."""
    count = requests[-1].count
    verdict = "ok  " if count <= BUDGET else "FAIL"
    yield f"{verdict} {name}: {count} (at most {BUDGET})"
    for request in requests:
        modules, templates = len(request.modules), len(request.templates)
        yield f"     {request.name}: {modules} modules, {templates} templates"
        yield from (f"         {path}" for path in request.modules + request.templates)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m scripts.trace_use_cases")
    parser.add_argument("--counts", action="store_true", help="only the four counts")
    options = parser.parse_args()
    sys.exit(run_command(partial(main, counts_only=options.counts)))
