"""What the stages say of what they made; the whole of them is seen in test_briefing.py."""

from service.editing import programme_correction
from service.model import CheckFinding
from service.pipeline import stages
from service.pipeline.length import FittedScript


def test_what_the_check_found_is_a_warning_that_names_its_story_and_what_was_done(timer):
    checks = (
        CheckFinding("水厂完工", "99人", "not in the source", programme_correction.KEPT),
        CheckFinding("大桥通车", "88人", "not in the source", programme_correction.SENTENCE_OUT, "大桥昨天通车"),
    )
    stages.warn_of(FittedScript((), (), False, 0, checks=checks), (), timer)
    assert timer.warnings == [
        "To check, in “水厂完工”: “99人”: not in the source.",
        "Left out, in “大桥昨天通车” (printed “大桥通车”): “88人”: not in the source.",
    ]
