"""Surveys of access: plausible, varied, and often unfinished, as surveys are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from demo.loading import dice, speech
from hosting.offers.models.access import AccessSurvey

FINISHED = 0.35
BEGUN = 0.65
UNMEASURED = 0.2


def survey_for(
    key: str,
    language: str,
    today: date,
    *,
    step_free: bool | None,
    lift: bool = False,
    needs: Collection[str] = (),
) -> AccessSurvey | None:
    """None for every third offer: nobody has looked yet. It denies no need that is met."""
    luck = dice.share("survey", key)
    if luck > BEGUN and step_free is None:
        return None
    # What nobody has measured is only said where it has no figures.
    unmeasured = luck >= FINISHED and dice.chance(UNMEASURED, "unmeasured", key)
    survey = AccessSurvey(
        surveyed_on=today - timedelta(days=dice.number(20, 700, "surveyed", key)),
        has_lift=True if lift else None,
        details=speech.say(language, "access_unmeasured" if unmeasured else "access_details", key),
    )
    steps = 0 if step_free else dice.number(1, 6, "steps", key)
    survey.entrance_steps = steps
    survey.step_height = dice.number(11, 19, "height", key) if steps else None
    survey.has_ramp = dice.chance(0.2, "ramp", key) if 0 < steps < 3 else None
    survey.entrance_width = dice.number(72, 110, "width", key)
    survey.welcomes_assistance_dogs = dice.pick((True, True, True, None, False), "dog", key)
    if luck < FINISHED:
        # Inside it was measured too.
        easy = bool(step_free)
        survey.narrowest_door = dice.number(79 if easy else 62, 93 if easy else 83, "door", key)
        survey.has_level_shower = dice.chance(0.7 if easy else 0.25, "shower", key)
        survey.has_grab_bars = dice.pick((True, False, False, None), "bars", key)
        survey.has_adapted_toilet = dice.chance(0.6 if easy else 0.1, "toilet", key)
        survey.has_quiet_room = dice.pick((True, True, False, None), "quiet", key)
        survey.has_hearing_loop = dice.pick((False, False, None, None, True), "loop", key)
        survey.has_night_lighting = dice.pick((True, False, None), "light", key)
        survey.has_adapted_parking = dice.chance(0.5 if easy else 0.15, "parking", key)
    if "assistance-dog" in needs:
        survey.welcomes_assistance_dogs = True
    if "quiet" in needs:
        survey.has_quiet_room = True
    return survey
