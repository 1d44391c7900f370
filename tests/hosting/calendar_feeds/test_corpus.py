"""Real calendars of rental sites and the corpora of two parsers: read or refused, as noted down.

`corpus.json` says of each file which events count. After a wanted change of the parser, look at
every difference, then write it anew: `.venv/bin/python -m tests.hosting.calendar_feeds.corpus`.
"""

import json
from dataclasses import replace

import pytest

from core.files.bounded_process import processor_seconds, run
from hosting.calendar_feeds.tasks import PARSING
from tests.exhaustive import size
from tests.hosting.calendar_feeds import corpus

MOST_SECONDS = 5
MOST_MEMORY = 150 << 10  # KiB
HEAVIEST = size(3, exhaustive=1000)


@pytest.fixture(scope="module")
def files():
    return corpus.files()


@pytest.mark.filterwarnings("ignore::icalendar.error.GloballyUniqueTZIDGuessed")
def test_each_file_is_read_or_refused_as_noted_down(files):
    expected = json.loads(corpus.NOTED.read_text())

    found = {name: corpus.summary_of(content) for name, content in files.items()}

    assert len(files) >= 200
    assert found == expected


def test_the_heaviest_files_stay_within_their_bounds(files):
    task = replace(PARSING, function=f"{corpus.__name__}:weigh", refusals=())
    heaviest = sorted(files.values(), key=len, reverse=True)[:HEAVIEST]

    for content in heaviest:
        with processor_seconds() as spent:
            answer = run(task, corpus.request_for(content))
        assert int(answer.line) <= MOST_MEMORY
        assert sum(spent) <= MOST_SECONDS
