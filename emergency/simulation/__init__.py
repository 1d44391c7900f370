"""Made-up people and homes, to try an activation before it is needed. Nobody here is real."""
