"""Invented things for the styleguide, as plain as components ask for them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.templatetags.static import static

from core.values.geo import Box, Point
from core.values.money import Money
from core.values.pictures import Picture, Source
from ui.calendars import Night
from ui.maps import Drawing, Spot, Town, draw
from ui.navigation import Link

TODAY = date(2027, 5, 3)
MAY = date(2027, 5, 1)
ADDRESS = "#sample"
MODES = [
    {"code": "paid", "label": "Paid"},
    {"code": "solidarity", "label": "Solidarity rate"},
    {"code": "free_price", "label": "Pay what you can"},
    {"code": "free", "label": "Free"},
    {"code": "service", "label": "A helping hand"},
    {"code": "house_swap", "label": "House swap"},
    {"code": "local_currency", "label": "Local currency"},
    {"code": "mutual_credit", "label": "Mutual credit"},
    {"code": "gift", "label": "Gift"},
]
WILLOW = {
    "kind": "activity",
    "icon": "walk",
    "line": "Activity · Saché",
    "title": "A visit to a willow farm",
    "url": ADDRESS,
    "lang": "en",
    "words": "How does it grow? What does one make of it?",
    "reason": "from the same community",
    "modes": MODES[2:3],
    "letter": "C",
    "place": "willow",
}
FLOUR = {
    "kind": "product",
    "icon": "basket",
    "line": "Product · Saint-Épain",
    "title": "Flour and saffron",
    "url": ADDRESS,
    "lang": "en",
    "modes": MODES[6:7],
}
FOREST = {
    "kind": "tip",
    "icon": "tip",
    "line": "Tip · Montrichard",
    "title": "The forest by bicycle",
    "url": ADDRESS,
    "lang": "en",
    "state": "paused",
    "status_label": "Paused",
}


def pictures() -> dict[str, Any]:
    lake = _picture("lake", 540, "A still lake at the foot of snowy mountains.", "In the morning.")
    roofs = _picture("roofs", 540, "Old roofs under a pale sky.", "From the attic.")
    return {"lake": lake, "roofs": roofs, "pictures": [lake, roofs, lake]}


def _picture(name: str, height: int, alt: str, caption: str) -> Picture:
    small, large = (static(f"img/styleguide/{name}-{width}.webp") for width in (480, 960))
    source = Source("image/webp", f"{small} 480w, {large} 960w")
    return Picture(large, 960, height, alt, (source,), caption, "Photograph: CC0.")


def places() -> dict[str, Any]:
    spots = [
        Spot(Point(47.27, 1.1), "Épeigné-les-Bois", ADDRESS, "A", "stay", "mill"),
        Spot(Point(47.41, 0.8), "Vouvray", ADDRESS, "B", "product", "wine"),
        Spot(Point(47.25, 0.55), "Saché", ADDRESS, "C", "activity", "willow"),
        Spot(Point(47.35, 1.2), "Forest of Montrichard", ADDRESS, "D", "tip", "forest"),
    ]
    clusters = [
        Spot(Point(47.4, 0.7), "48 offers", ADDRESS, count=48),
        Spot(Point(47.2, 0.95), "21 offers", ADDRESS, count=21),
    ]
    return {
        "spots": spots + clusters,
        "drawing": _drawing(spots + clusters),
        "night": _drawing(clusters),
        "outline": static("img/styleguide/outline.json"),
    }


def _drawing(spots: list[Spot]) -> Drawing:
    land = [[(0.1, 47.0), (1.4, 46.9), (1.5, 47.6), (0.7, 47.7), (0.1, 47.5)]]
    around = [[(-1.0, 46.0), (3.0, 46.0), (3.0, 48.5), (-1.0, 48.5)]]
    box = Box(south=47.05, west=0.3, north=47.6, east=1.4)
    towns = [Town("Tours", Point(47.39, 0.69)), Town("Amboise", Point(47.41, 0.98))]
    return draw(box=box, width=720, spots=spots, land=[around], here=land, towns=towns)


def ways() -> dict[str, Any]:
    return {
        "steps": [Link("Home", ADDRESS), Link("Communities", ADDRESS)],
        "tabs": [
            {"label": "Queue", "url": ADDRESS, "count": 23, "is_current": True},
            {"label": "Offers", "url": ADDRESS, "count": None},
        ],
        "process": [
            {"title": "Request sent", "text": "12 April", "state": "done"},
            {"title": "Talking", "text": "here", "state": "current"},
            {"title": "Agreement", "text": "later"},
        ],
        "path": [
            {"title": "You write to the person", "text": "Your dates, who you are."},
            {"title": "They answer", "text": "Yes, no, or another day."},
        ],
        "checklist": [
            {"title": "Introduce yourself", "text": "done on 4 January", "state": "done"},
            {"title": "Two sponsors", "state": "next", "url": ADDRESS, "label": "Ask"},
            {"title": "A first offer", "text": "afterwards", "url": ADDRESS, "label": "Look"},
        ],
    }


def words() -> dict[str, Any]:
    return {
        "facts": [
            {"icon": "ruler", "name": "Doors", "value": "bedroom 83 cm"},
            {"icon": "steps", "name": "Induction loop", "value": "no", "state": "no"},
            {"icon": "sun", "name": "Lights outside", "value": "please ask", "state": "unknown"},
        ],
        "letters": [
            {
                "who": "You",
                "name": "Camille",
                "mine": True,
                "when": "Monday, 21:04",
                "moment": datetime(2027, 4, 12, 21, 4).astimezone(),
                "words": "We would like to rest for three nights at the mill.\n\nBy bicycle.",
            },
            {"icon": "history", "words": "Proposal 1 gave way to proposal 2", "when": "Tuesday"},
            {
                "who": "Odile et Marc",
                "name": "Odile et Marc",
                "tone": "terracotta",
                "when": "today",
                "words": "Gladly.",
                "files": [{"url": ADDRESS, "name": "How to find us", "facts": "PDF, 240 KB"}],
            },
        ],
        "facet": [
            {"value": "paid", "label": "Money", "count": 38},
            {"value": "solidarity", "label": "Solidarity rate", "count": 14, "checked": True},
        ],
    }


def money() -> dict[str, Any]:
    ninety, precise = Money(Decimal("90"), "EUR"), Money(Decimal("246.40"), "EUR")
    mill = {
        "kind": "stay",
        "icon": "bed",
        "line": "Stay · Épeigné-les-Bois",
        "title": "The mill of the Bourg",
        "url": ADDRESS,
        "lang": "en",
        "words": "Restoring this mill is an adventure that they will gladly share with you.",
        "reason": "about 4 km from here",
        "facts": [
            {"icon": "people", "label": "up to 4 people"},
            {"icon": "train", "label": "8 km"},
        ],
        "modes": MODES[:2],
        "money": ninety,
        "unit": "a night, for two",
        "picture": pictures()["lake"],
        "letter": "A",
        "place": "mill",
    }
    return {
        "ninety": ninety,
        "precise": precise,
        "modes": MODES,
        "rates": [
            {
                **MODES[0],
                "name": "House rate",
                "who": "For everyone.",
                "means": "Cash, transfer.",
                "money": ninety,
                "unit": "a night, for two",
            },
            {**MODES[4], "name": "Two hours a night", "who": "In the garden."},
        ],
        "price_lines": [
            {"words": "Usual price, 29 Jun – 1 Jul: 2 nights at €90 per night", "sum": "€180"},
            {"words": "Summer, 1–4 Jul: 3 nights at €120 per night", "sum": "€360"},
        ],
        "price_parts": [
            PricePart("Breakfast, linen, heating", Money(Decimal("34"), "EUR")),
            PricePart("Restoring the mill", Money(Decimal("26"), "EUR")),
            PricePart("Their time", Money(Decimal("21"), "EUR")),
            PricePart("Local projects and the co-operative", Money(Decimal("9"), "EUR")),
        ],
        "cards": [mill, WILLOW, FLOUR, FOREST],
    }


@dataclass(frozen=True, slots=True)
class PricePart:
    label: str
    money: Money


def desk() -> dict[str, Any]:
    # May 2027: the first is a Saturday.
    days: list[Night | None] = [None] * MAY.weekday()
    for number in range(1, 32):
        day, state = MAY.replace(day=number), STATES.get(number, "free")
        is_selected = state == "free" and number % 2
        address = ADDRESS if state == "free" and not is_selected else ""
        days.append(Night(day, state, url=address, value=str(day) if is_selected else ""))
    days += [None] * (-len(days) % 7)
    return {
        "heads": [{"text": "Request"}, {"text": "Where"}, {"text": "People", "end": True}],
        "rows": [
            [
                {"text": "TOUR-48KD", "url": ADDRESS, "sub": "since this morning"},
                {"text": "Tours", "label": "Where:", "sub": "12 May to 9 June"},
                {"text": "1", "label": "People:", "end": True},
            ],
            [
                {"text": "AMBO-9TRC"},
                {"text": "Amboise", "label": "Where:"},
                {"text": "3", "label": "People:", "end": True},
            ],
        ],
        "stats": [
            {"label": "hospitality communities", "number": 4},
            {"label": "advertisements, ratings, trackers", "number": 0},
        ],
        "weeks": [days[start : start + 7] for start in range(0, len(days), 7)],
        "month": MAY,
    }


def agreement() -> dict[str, Any]:
    return {
        "terms": [
            {"name": "Dates", "before": "13–16 May", "value": "12–16 May, 4 nights"},
            {"name": "In all", "value": "€246.40", "note": "solidarity rate, tax included"},
        ],
        "answers": [
            {"label": "Agreed", "action": ADDRESS, "icon": "handshake"},
            {"label": "Propose something else", "action": ADDRESS, "kind": "second"},
            {"label": "Decline", "action": ADDRESS, "kind": "quiet"},
        ],
        "ticket_days": [
            {"label": "Check-in, Wednesday", "big": "12 May", "note": "from 17:00"},
            {"label": "Check-out, Sunday", "big": "16 May", "note": "before 11:00"},
        ],
        "parties": [
            {"name": "Odile et Marc", "line": "welcome", "tone": "terracotta"},
            {"name": "Camille", "line": "comes, with three people"},
        ],
        "ticket_place": ["The address", "Given to both parties only."],
        "ticket_people": [
            {"name": "Odile et Marc", "phone": "+33 6 39 98 00 01", "email": "odile@example.org"}
        ],
    }


STATES = {
    1: "past",
    2: "past",
    **dict.fromkeys(range(4, 8), "taken"),
    12: "chosen",
    **dict.fromkeys(range(13, 16), "between"),
    16: "departure",
    24: "on_request",
    25: "on_request",
    31: "closed",
}
