"""How well the engines answer, and by which grades.

`make relevance`, with ARGS="--ours" or ARGS="--verbose"; ARGS="hearing" only says how often a word
is taken for a place that isn't meant; ARGS="judge" writes the grades anew, and
ARGS="judge --pool own-fr-01" lists what was to be read for a request.
"""

import sys

from bench.tools.databases import on_each
from scripts.cli import run_command


def _asked(words: list[str]) -> None:
    if words[:1] == ["judge"]:
        on_each(("judge_relevance", *words[1:]), only=("sqlite",))
    elif words[:1] == ["hearing"]:
        on_each(("measure_hearing",), only=("sqlite",))
    else:
        on_each(("measure_relevance", *words))
        if "--ours" not in words:
            on_each(("measure_hearing",), only=("sqlite",))


if __name__ == "__main__":
    sys.exit(run_command(lambda: _asked(sys.argv[1:])))
