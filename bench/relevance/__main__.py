"""How well the engines answer: `make relevance`, with ARGS="--ours" or ARGS="--verbose"."""

import sys

from bench.databases import on_each
from scripts.words import told

if __name__ == "__main__":
    sys.exit(told(lambda: on_each(("measure_relevance", *sys.argv[1:]))))
