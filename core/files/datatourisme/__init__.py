"""What public tourist bodies publish of places, as DATAtourisme writes it: read, never trusted."""
