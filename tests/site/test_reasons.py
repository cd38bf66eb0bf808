"""How a value was found, in words."""

from __future__ import annotations

from site_gen.site.reasons import date_reason


def test_words_and_rule_of_a_date_are_told() -> None:
    told = date_reason("on Monday", "weekday-past", "2030-06-17")
    assert told == "“on Monday” → 17 June 2030: the last such weekday before publication"


def test_right_to_left_words_do_not_turn_the_date_around() -> None:
    assert date_reason("يوم الجمعة", "", "2029-06-15") == "\u2068“يوم الجمعة”\u2069 → 15 June 2029"
