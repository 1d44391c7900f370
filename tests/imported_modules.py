"""Which modules a process of the site has imported, from its start to the rarest of requests."""

import json
import os
import subprocess
import sys
from functools import cache

from scripts.machine import ROOT

START = """
import json, sys
steps = {}

def step(name, answer=None):
    steps[name] = {"answer": answer, "modules": sorted(sys.modules)}

import django
django.setup()
step("started")

from search.engines.engine_selection import engine
step("engine chosen", type(engine()).__name__)
"""

OTHER_ENGINE = """
from django.conf import settings
settings.SEARCH_URL = "elasticsearch://search"
step("engine of a server chosen", type(engine()).__name__)
"""

SERVING = """
from django.conf import settings
from django.urls import get_resolver, resolve, reverse
from django.utils import translation
import config.urls
settings.ALLOWED_HOSTS = ["*"]
translation.activate("fr")
reverse("hosting:community-list"), resolve("/fr/"), get_resolver().reverse_dict
translation.activate("en")
resolve("/en/offers/"), reverse("search:offer-list"), resolve("/healthz")
step("addresses resolved")

import config.asgi
get_resolver().url_patterns
from core.files.pdf import can_make_pdf
step("asked for PDF", can_make_pdf())
"""


class Step:
    """What a process had imported when it had come that far, and what it was answered there."""

    def __init__(self, answer, modules):
        self.answer, self.modules = answer, frozenset(modules)


def steps_of(*parts, **settings):
    """The steps by name of a process that starts and goes on with these parts, or serves a page.

    There is one process for the environment as it is, and one for each that differs from it by
    `DATABASE_URL` or `SEARCH_URL`.
    """
    known = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "SEARCH_URL")}
    return _steps_of(*(parts or [SERVING]), **(known | settings))


@cache
def _steps_of(*parts, **settings):
    environment = os.environ | settings | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    if not environment["DATABASE_URL"]:
        del environment["DATABASE_URL"]
    process = "\n".join([START, *parts, "print(json.dumps(steps))"])
    ran = subprocess.run(
        [sys.executable, "-c", process],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: Step(**step) for name, step in json.loads(ran.stdout).items()}
