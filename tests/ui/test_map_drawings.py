"""What lies below the pins of a drawing."""

from ui.map_labels import Label, WaterLabel
from ui.maps import Shape
from ui.templatetags.map_drawings import shapes, station_marks, town_names, water_names


def test_shapes_are_paths_of_their_name():
    drawn = shapes([Shape("land", "M0 0l1 1z"), Shape("road", "M2 2")])

    assert drawn == ('<path class="map__land" d="M0 0l1 1z" /><path class="map__road" d="M2 2" />')


def test_a_river_is_named_along_its_course():
    assert water_names([WaterLabel("L’Indre", 10, 20, -30)]) == (
        '<text class="map__water" x="10" y="20" dy="0.34em" transform="rotate(-30 10 20)">'
        "L’Indre</text>"
    )


def test_a_station_without_room_for_its_name_is_a_square():
    square = '<g class="map__station"><rect x="1" y="2" width="7" height="7" />'

    assert station_marks([Label("", 1, 2)]) == f"{square}</g>"
    assert station_marks([Label("Loches", 1, 2, "left")]) == (
        f'{square}<text data-side="left" x="1" y="2">Loches</text></g>'
    )


def test_a_town_below_a_pin_has_no_dot_and_names_are_escaped():
    name = '<text data-side="right" x="1" y="2">&lt;Tours&gt;</text>'

    dot = '<circle cx="1" cy="2" r="3" />'
    assert town_names([Label("<Tours>", 1, 2)]) == f'<g class="map__town">{dot}{name}</g>'
    assert town_names([Label("<Tours>", 1, 2, has_dot=False)]) == f'<g class="map__town">{name}</g>'
