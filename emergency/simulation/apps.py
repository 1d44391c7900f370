"""Made-up people and homes, to try an activation before it is needed. Nobody here is real."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "emergency.simulation"
    label = "emergency_simulation"
