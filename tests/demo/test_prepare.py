import csv
import gzip
import io
import json

from PIL import Image

from demo.prepare import prepare, prepare_photos
from demo.records import Listing, Lodging, Visit, read_records

ADDRESS = {
    "schema:postalCode": "37150",
    "hasAddressCity": [{"insee": "37027"}],
}


def poi(number, types, **more):
    return {
        "@id": f"https://data.datatourisme.gouv.fr/15/{number}",
        "@type": types,
        "rdfs:label": {"fr": [f"Objet {number}"]},
        "hasBeenCreatedBy": {"schema:legalName": "Office de tourisme"},
        "lastUpdate": "2020-07-02",
        "isLocatedAt": [
            {
                "schema:address": [ADDRESS],
                "schema:geo": {"schema:latitude": "47.3241", "schema:longitude": "0.9871"},
            }
        ],
        **more,
    }


POIS = [
    poi(
        "b2",
        ["schema:Event", "EntertainmentAndEvent"],
        takesPlaceAt=[
            {"startDate": "2020-10-10", "endDate": "2020-10-10", "startTime": "08:45:00"}
        ],
    ),
    poi(
        "a1",
        ["Accommodation", "Guesthouse", "RentalAccommodation"],
        allowedPersons=4,
        offers=[{"schema:priceSpecification": [{"schema:minPrice": ["90"]}]}],
        hasDescription=[
            {
                "dc:description": {
                    "fr": ["Un moulin au bord du Cher, avec un jardin. Tél. [removed]."]
                }
            }
        ],
    ),
]
LISTING = {
    "id": "4242",
    "host_id": "h123",
    "name": "Chez Willem",
    "description": "Willem welcomes you.",
    "neighbourhood_cleansed": "Deurne Dorp - Gallifort",
    "latitude": "51.22001",
    "longitude": "4.46009",
    "property_type": "Private room in townhouse",
    "room_type": "Private room",
    "accommodates": "2",
    "bathrooms_text": "1 shared bath",
    "bedrooms": "1",
    "beds": "1",
    "amenities": json.dumps(["Wifi", "Kitchen", "Bikes", "Iron", "Oven", "Hangers", "TV", "Stove"]),
    "price": "$48.00",
    "minimum_nights": "2",
    "maximum_nights": "1125",
}
CALENDAR = [
    {"listing_id": "4242", "date_from": "2024-06-29", "nights": "3", "available": "f"},
    {"listing_id": "4242", "date_from": "2024-07-02", "nights": "60", "available": "f"},
    {"listing_id": "4242", "date_from": "2024-08-31", "nights": "200", "available": "t"},
]


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def public_data(folder):
    """The smallest source that has one row of each kind."""
    communes = [{"insee": "37027", "nom": "Bléré"}]
    write_rows(folder / "geo-france-europe/communes_2026.csv.gz", communes)
    airbnb = folder / "stays-inside-airbnb"
    write_rows(airbnb / "antwerp_2024-06-29_listings.csv.gz", [LISTING])
    write_rows(airbnb / "antwerp_2024-06-29_calendar_intervals.csv.gz", CALENDAR)
    write_rows(airbnb / "bologna_2024-12-20_listings.csv.gz", [LISTING])
    pois = folder / "activities-datatourisme"
    pois.mkdir()
    with gzip.open(pois / "poi_touraine_2020-10.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(one)}\n" for one in POIS)
    return folder


def test_prepare_gives_the_same_bytes_for_the_same_source(tmp_path):
    source = public_data(tmp_path / "source")

    counts = [prepare(source, tmp_path / name) for name in ("first", "second")]

    assert counts[0] == counts[1]
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "prepared").iterdir()}
        for name in ("first", "second")
    )
    assert first == second


def test_prepare_maps_a_lodging_and_leaves_out_what_points_elsewhere(tmp_path):
    prepare(public_data(tmp_path / "source"), tmp_path)

    assert read_records(tmp_path / "prepared/touraine_stays.jsonl", Lodging) == [
        Lodging(
            id="a1",
            creator="Office de tourisme",
            updated="2020-07-02",
            title="Objet a1",
            words="Un moulin au bord du Cher, avec un jardin.",
            insee="37027",
            commune="Bléré",
            postcode="37150",
            lat=47.3241,
            lon=0.9871,
            kind="guesthouse",
            sleeps=4,
            night="90",
        )
    ]


def test_prepare_keeps_the_days_of_an_event(tmp_path):
    prepare(public_data(tmp_path / "source"), tmp_path)

    (event,) = read_records(tmp_path / "prepared/touraine_activities.jsonl", Visit)
    assert event.showings == (("2020-10-10", "2020-10-10", "08:45", ""),)


def test_prepare_leaves_the_real_host_behind(tmp_path):
    prepare(public_data(tmp_path / "source"), tmp_path)

    path = tmp_path / "prepared/antwerp_stays.jsonl"
    assert read_records(path, Listing) == [
        Listing(
            id="antwerp-001",
            area="Deurne Dorp-Gallifort",
            lat=51.22,
            lon=4.4601,
            home="house",
            whole=False,
            sleeps=2,
            bedrooms=1,
            beds=1,
            baths="1",
            shared_bath=True,
            night="48",
            least_nights=2,
            most_nights=365,
            amenities=("wifi", "kitchen", "bikes_lent"),
            taken=((5, 63),),
        )
    ]
    text = path.read_text(encoding="utf-8")
    assert [word for word in ("Willem", "h123", "4242") if word in text] == []


def test_prepare_photos_reduces_and_drops_metadata(tmp_path):
    folder = tmp_path / "photos-places"
    folder.mkdir(parents=True)
    image = Image.new("RGB", (2000, 1000), "teal")
    exif = image.getexif()
    exif[0x010E] = "by somebody"
    image.save(folder / "one.jpg", exif=exif)
    (tmp_path / "photos-places" / "index.csv").write_text(
        "file,source,licence\none.jpg,somewhere,CC0-1.0\n", encoding="utf-8"
    )
    wanted = {
        "name": "un",
        "file": "one.jpg",
        "alt": {"fr": "Du bleu.", "en": "Blue."},
        "caption": {"fr": "", "en": ""},
        "credit": "somebody",
        "languages": ["fr"],
    }
    (tmp_path / "written").mkdir()
    (tmp_path / "written" / "photos.json").write_text(json.dumps([wanted]), encoding="utf-8")
    (tmp_path / "prepared").mkdir()

    count = prepare_photos(tmp_path, tmp_path)

    assert count == 1
    reduced = Image.open(io.BytesIO((tmp_path / "photos" / "un.webp").read_bytes()))
    assert (reduced.size, dict(reduced.getexif())) == ((1280, 640), {})
