"""Emergency housing: dormant until a territory declares an emergency."""
