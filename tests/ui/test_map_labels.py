"""Names on a map: clear of pins, of each other and of the frame."""

import pytest

from ui.map_labels import Label, Labelling, Rectangle, width_of

PIN = Rectangle.around(300, 200, 26)


def test_place_stands_right_of_its_dot_where_there_is_room():
    assert Labelling(640, 400).place("Loches", 300, 200) == Label("Loches", 300, 200, "right")


@pytest.mark.parametrize(
    ("x", "y", "side"),
    [(630, 200, "left"), (320, 20, "right"), (630, 12, None), (2, 200, "right")],
    ids=["right-edge", "top", "corner", "left-edge"],
)
def test_place_never_lets_the_frame_cut_a_name(x, y, side):
    label = Labelling(640, 400).place("Montrichard", x, y)

    assert (label.side if label else None) == side


def test_place_leaves_out_a_dot_outside_the_frame():
    assert Labelling(640, 400).place("Paris", -400, 200) is None


def test_place_turns_to_the_other_side_of_a_pin():
    beside = Labelling(640, 400, [PIN]).place("Loches", 255, 200)

    assert beside == Label("Loches", 255, 200, "left")


def test_place_names_a_town_under_a_pin_beside_the_pin():
    label = Labelling(640, 400, [PIN]).place("Tours", 302, 199)

    assert label == Label("Tours", 323, 200, "right", has_dot=False)


def test_place_keeps_two_names_apart_and_drops_a_third():
    labelling = Labelling(300, 60)

    names = [labelling.place("Amboise", x, 30) for x in (20, 160, 165)]

    assert [label and label.side for label in names] == ["right", "right", None]


def test_place_along_follows_the_course_of_a_river():
    line = [(x, 200 + x // 4) for x in range(100, 500, 20)]

    label = Labelling(640, 400).place_along("Loire", line)

    assert label is not None
    assert label.name == "Loire"
    assert 10 <= label.angle <= 18


@pytest.mark.parametrize(
    "line",
    [[(300, 10), (300, 390)], [(10, 10), (40, 30)], []],
    ids=["steep", "short", "nothing"],
)
def test_place_along_names_no_steep_or_short_piece(line):
    assert Labelling(640, 400).place_along("Loire", line) is None


def test_place_along_leaves_pins_alone():
    line = [(x, 200) for x in range(180, 440, 10)]

    label = Labelling(640, 400, [PIN]).place_along("Cher", line)

    assert label is None or abs(label.x - 300) > 26 + width_of("Cher") / 2
