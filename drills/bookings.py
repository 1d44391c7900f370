"""Guests who accept a host's proposal during a drill, and what became of each acceptance.

A drill runs this module in a process of the site that it drills:
`python -m drills.bookings prepare 40`, and `judge` with the answers on standard input.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import django

AGREED: Final = "agreed"


def prepare(number: int) -> list[dict[str, Any]]:
    """So many open proposals, each with the request by which its guest accepts it."""
    from bench.cases.rivals import saying_yes  # noqa: PLC0415  Django has to be set up first
    from bench.tools.fixtures import count_on  # noqa: PLC0415
    from hosting.requests.states import RequestState  # noqa: PLC0415
    from tests.factories.hosting import ProposalFactory, RequestFactory  # noqa: PLC0415

    count_on()
    made = []
    for _ in range(number):
        request = RequestFactory(state=RequestState.TENTATIVE)
        ProposalFactory(request=request, by=request.host)
        ask = saying_yes(request)
        made.append({"key": request.pk, "path": ask.path, "headers": dict(ask.headers)})
    return made


def judge(report: dict[str, Any]) -> dict[str, Any]:
    """What was accepted, and of that what is lost, was mailed twice, or was never mailed.

    `report["answers"]` are lists of key, status and cookies, `report["mails"]` of recipient and
    Message-ID, as the mail server of the drill got them.
    """
    from hosting.requests.models.agreements import Agreement  # noqa: PLC0415

    accepted = [key for key, status, cookies in report["answers"] if is_agreed(status, cookies)]
    kept = set(Agreement.objects.values_list("request", flat=True))
    mails = Counter(tuple(mail) for mail in report["mails"])
    return {
        "accepted": len(accepted),
        "lost": sorted(set(accepted) - kept),
        "twice": sorted(name for (_to, name), count in mails.items() if count > 1),
        "unmailed": sorted(_promised() - {name for _to, name in mails}),
    }


def is_agreed(status: int, cookies: dict[str, str]) -> bool:
    """Was the guest told so? A page that only leads on may say that it didn't work."""
    from bench.cases.rivals import outcomes  # noqa: PLC0415
    from bench.tools.load import Answer  # noqa: PLC0415

    return outcomes([Answer(status, 0, 0.0, cookies)])[AGREED] == 1


def _promised() -> set[str]:
    """Message-IDs of the mails that agreements promise: each party is told of it once."""
    from urllib.parse import urlsplit  # noqa: PLC0415

    from django.conf import settings  # noqa: PLC0415

    from commons.notifications.models import Notice  # noqa: PLC0415
    from commons.notifications.tasks import is_to_be_mailed  # noqa: PLC0415

    house = urlsplit(settings.BASE_URL).hostname
    notices = Notice.objects.filter(template__endswith="/agreement_made.txt")
    made: Iterable[Notice] = notices.select_related("recipient")
    return {f"<notice-{one.public_id}@{house}>" for one in made if is_to_be_mailed(one)}


def main() -> None:
    """Answer one question, as JSON."""
    django.setup()
    command, *words = sys.argv[1:]
    answer = prepare(int(words[0])) if command == "prepare" else judge(json.load(sys.stdin))
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
