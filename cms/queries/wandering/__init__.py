"""The narrative door: how a reader goes on from what was read, and by which ways one comes in."""
