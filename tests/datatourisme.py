"""One object as DATAtourisme writes it."""


def mill(number=1, **changes):
    """A guest house near Loches, and what is to be different about it."""
    address = {
        "schema:streetAddress": ["7 rue Haute"],
        "hasAddressCity": [{"insee": "37132"}],
    }
    place = {
        "schema:address": [address],
        "schema:geo": {"schema:latitude": "47.128142", "schema:longitude": "0.995021"},
    }
    return {
        "@id": f"https://data.datatourisme.fr/15/{number:08}-34e3-3385-a34d-1354ececdbdc",
        "@type": ["schema:LodgingBusiness", "Accommodation", "Guesthouse", "PointOfInterest"],
        "rdfs:label": {"fr": ["Le moulin"], "en": ["The mill"]},
        "rdfs:comment": {"fr": ["Court."], "en": ["By the water."]},
        "hasDescription": [{"dc:description": {"fr": ["Au bord de l’eau."]}}],
        "isLocatedAt": [place],
        "lastUpdate": "2020-01-27",
        "hasBeenCreatedBy": {"schema:legalName": "Touraine Est"},
        "allowedPersons": 6,
        "reducedMobilityAccess": True,
        **changes,
    }
