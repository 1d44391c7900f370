"""A night of a month, as a page draws it."""

from datetime import date

import pytest

from core.calendars import Night
from core.templatetags.calendars import night

MAY_3 = date(2027, 5, 3)
INSIDE = '3<span class="visually-hidden"> free</span>'


@pytest.mark.parametrize(
    ("shown", "name", "html"),
    [
        (
            Night(MAY_3, "free"),
            "night",
            f'<span class="calendar-month__day" data-state="free">{INSIDE}</span>',
        ),
        (
            Night(MAY_3, "free", url="?a=1&b=<2>"),
            "",
            '<a class="calendar-month__day" data-state="free" href="?a=1&amp;b=&lt;2&gt;">'
            f"{INSIDE}</a>",
        ),
        (
            Night(MAY_3, "free", value="2027-05-03"),
            "night",
            '<button class="calendar-month__day" data-state="free" type="submit" name="night"'
            f' value="2027-05-03">{INSIDE}</button>',
        ),
        (
            Night(MAY_3, "free", value="2027-05-03"),
            "",
            f'<span class="calendar-month__day" data-state="free">{INSIDE}</span>',
        ),
    ],
)
def test_night_is_a_link_a_button_or_a_square(shown, name, html):
    assert night(shown, date(2027, 5, 1), name) == html


def test_night_marks_today_and_says_its_state():
    assert night(Night(MAY_3, "on_request"), MAY_3) == (
        '<span class="calendar-month__day" data-state="on-request" aria-current="date">'
        '3<span class="visually-hidden"> on request</span></span>'
    )


def test_night_refuses_an_unknown_state():
    with pytest.raises(KeyError):
        night(Night(MAY_3, "perhaps"), MAY_3)
