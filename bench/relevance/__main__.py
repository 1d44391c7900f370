"""How well the engines answer, and by which grades.

`make relevance`, with ARGS="--ours" or ARGS="--verbose"; ARGS="judge" writes the grades anew, and
ARGS="judge --pool own-fr-01" lists what was to be read for a request.
"""

import sys

from bench.databases import on_each
from scripts.words import told


def _asked(words: list[str]) -> None:
    if words[:1] == ["judge"]:
        on_each(("judge_relevance", *words[1:]), only=("sqlite",))
    else:
        on_each(("measure_relevance", *words))


if __name__ == "__main__":
    sys.exit(told(lambda: _asked(sys.argv[1:])))
