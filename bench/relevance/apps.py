"""How well the search answers, as an application, so that its commands are found."""

from django.apps import AppConfig


class RelevanceConfig(AppConfig):
    name = "bench.relevance"
    label = "bench_relevance"
