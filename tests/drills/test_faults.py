"""What a drill counts makes it fail: lost, mailed twice, never mailed, a page that broke."""

from bench.tools.figures import Recorder
from drills.faults import Result, tell


def test_control_what_is_lost_or_mailed_twice_is_counted(tmp_path):
    keep = Recorder("drill", folder=tmp_path)
    figures = {"accepted": 2, "recovery": 1.0, "caught_up": 2.0, "seen_after": None}
    sound = {"lost": [], "twice": [], "unmailed": [], "broken_pages": []}
    faults = {"lost": [7], "twice": ["<a>"], "unmailed": ["<b>"], "broken_pages": [500]}

    for name, found in faults.items():
        result = Result(**figures | sound | {name: found})
        assert sum(figure.holds is False for figure in tell(keep, "x", result)) == 1
