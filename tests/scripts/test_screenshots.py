"""The list of screens, and what its command refuses."""

import pytest

from scripts import screenshots
from scripts.cli import RefusalError
from tests.e2e.screens import DORMANT, OPEN, VISITOR, rows


def test_rows_names_forty_screens_once_each():
    listed = rows()

    assert len({row["name"] for row in listed}) == len(listed) == 40
    assert {row["when"] for row in listed} == {DORMANT, OPEN}
    assert [row for row in listed if not (row["who"] and row["shows"])] == []
    assert VISITOR in {row["who"] for row in listed}


def test_require_known_refuses_a_screen_that_is_not_listed():
    screenshots.require_known(["home", "map"])

    with pytest.raises(RefusalError, match="Unknown screen: nowhere"):
        screenshots.require_known(["nowhere"])
