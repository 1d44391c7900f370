"""Whatever part is asked for, offers are there first."""

import pytest

from bench import site

GROWN = site.GROWN


@pytest.mark.parametrize(
    ("names", "run"),
    [
        (["measure_site"], [GROWN]),
        (["measure_site", "measure_paint"], [GROWN, ("measure_paint",)]),
        (["measure_paint"], [("grow_offers", "20000"), ("measure_paint",)]),
        (["measure_beside_wagtail"], [("measure_beside_wagtail",)]),
        (["datatourisme"], []),
    ],
)
def test_wanted_lets_offers_grow_before_anything_is_measured(names, run):
    assert site.wanted(site.ON_SQLITE, names) == run


def test_main_refuses_a_part_that_this_database_does_not_measure(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["site", "--on", "sqlite", "--only", "measure_beside_pretix"])

    with pytest.raises(SystemExit) as ended:
        site.main()

    assert ended.value.code == 2
    assert "measure_beside_pretix is not measured on sqlite" in capsys.readouterr().err
