"""Prints the addresses that visitors of a load read, as JSON: names of groups, then addresses."""

import json

import django


def main() -> None:
    """Those of the benches, and questions to the search and the map."""
    django.setup()
    from bench.cases.addresses import pages_to_read  # noqa: PLC0415  Django is set up first

    print(json.dumps(pages_to_read()))


if __name__ == "__main__":
    main()
