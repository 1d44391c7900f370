"""The nights of a month, as a page draws them."""

from datetime import date

import pytest
from django.utils import translation

from ui.calendars import Night
from ui.templatetags.calendars import nights, weekdays

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
def test_nights_are_links_buttons_or_squares(shown, name, html):
    assert nights([[shown]], date(2027, 5, 1), name) == f"<tr><td>{html}</td></tr>"


def test_nights_mark_today_and_say_their_state():
    assert nights([[Night(MAY_3, "on_request")]], MAY_3) == (
        '<tr><td><span class="calendar-month__day" data-state="on-request" aria-current="date">'
        '3<span class="visually-hidden"> on request</span></span></td></tr>'
    )


def test_nights_leave_a_square_empty_outside_the_month():
    rows = nights([[None, None], [Night(MAY_3, "free")]], date(2027, 5, 1))

    assert rows == (
        "<tr><td></td><td></td></tr>"
        f'<tr><td><span class="calendar-month__day" data-state="free">{INSIDE}</span></td></tr>'
    )


def test_nights_let_no_name_become_markup():
    row = nights([[Night(MAY_3, "free", value='"<b>')]], date(2027, 5, 1), '"<i>')

    assert 'name="&quot;&lt;i&gt;" value="&quot;&lt;b&gt;"' in row


def test_nights_refuse_an_unknown_state():
    with pytest.raises(KeyError):
        nights([[Night(MAY_3, "perhaps")]], MAY_3)


def test_weekdays_begin_with_monday_in_the_language_of_the_page():
    with translation.override("fr"):
        heads = weekdays()

    assert heads.startswith('<th scope="col"><abbr title="lundi">lun</abbr></th>')
    assert heads.count("<th") == 7
