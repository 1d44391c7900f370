"""Tables of their own for a replay: as in a rehearsal, with the commands of the benchmarks."""

from config.settings.simulation import *

INSTALLED_APPS = [*INSTALLED_APPS, "bench", "bench.calendars", "bench.relevance"]
