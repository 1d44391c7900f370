"""Stories and itineraries for programs."""
