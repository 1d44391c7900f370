"""What hosting puts on the desk and on the page of a person, and how its notices are fetched."""
