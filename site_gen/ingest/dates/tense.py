"""Whether the clause around an expression tells of the past or looks ahead.

Words that tell stand in `[context]` of the language file; the nearest to the left decides, or to the right where the
expression opens the clause. To add one: a word in a list there, with an example in the tests.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from site_gen.ingest.dates.grammar import Grammar
from site_gen.ingest.dates.match import Match, Words

_REACH: Final = 12
"""How many words right of an expression a verb may stand to tell its tense."""
_BEHIND_COMMA: Final = 30
"""The same behind the comma that ends an opening phrase."""
_BACK: Final = 60
"""How many words left of it (sentences of news are shorter; an endless one must not cost more)."""
_TO_REACH: Final = 8
"""How far behind "agreed" its "to" may stand."""


class Tenses:
    """Reads tenses in the words of one article."""

    def __init__(self, words: Words, grammar: Grammar, history: bool) -> None:
        self._words = words
        self._grammar = grammar
        self._history = history
        """A history tells with "would" and "agreed to" what is long past."""

    def of(self, match: Match) -> str:
        """ "past", "coming" or "" of the clause that the match stands in."""
        words, grammar = self._words, self._grammar
        breaks, before = words.breaks, words.lower(match.start - 1)
        sentence = bisect_right(breaks, match.start)
        possessive = words.lower(match.end)[:1] in ("'", "’")
        if possessive and words.lower(match.end + 1 + (words.lower(match.end) in ("'", "’"))) in grammar.befallen:
            return "past"
        if (
            not possessive
            and not self._history
            and (before in grammar.coming_just_before or self._until_at_least(match.start))
        ):
            return "coming"
        left = range(match.start - 1, max(breaks[sentence - 1], match.start - _BACK) - 1, -1)
        if self._opens_clause(match.start, possessive):
            right = range(match.end + possessive, min(breaks[sentence], match.end + _REACH))
            ahead = next((side for index in right if (side := self._side(index, match.start, True))), "")
            if ahead:
                return ahead
        side = next((side for index in left if (side := self._side(index, match.start, False))), "")
        if side == "past" and not (possessive or self._history) and self._calls_for(match.start, left):
            return "coming"
        if not side and not possessive and words.lower(match.end) == ",":  # "In a letter in May, Lind said ..."
            right = range(match.end + 1, min(breaks[sentence], match.end + _BEHIND_COMMA))
            return next((side for index in right if (side := self._side(index, match.start, True))), "")
        if (
            side == "past"
            and not (possessive or self._history)
            and before in grammar.coming_before
            and self._puts_off(match.start, left)
        ):
            return "coming"
        return side

    def _calls_for(self, start: int, left: range) -> bool:
        """Whether the first past form to the left calls for what is to happen: "called for protests on Friday"."""
        words, grammar = self._words, self._grammar
        index = next(index for index in left if self._side(index, start, False))
        wanted = range(index + 2, start)
        return (
            words.lower(index) in grammar.calling
            and words.lower(index + 1) == "for"
            and any(words.lower(place) in grammar.callable for place in wanted)
        )

    def looks_ahead(self, match: Match) -> bool:
        """Whether a word such as "by" or "until" stands before."""
        return self._words.lower(match.start - 1) in self._grammar.coming_prepositions

    def has_happened(self, match: Match) -> bool:
        """Whether a past form stands right before but for a preposition, and fixes no date: "resigned in June"."""
        words, verb = self._words, match.start - 2
        if words.lower(verb + 1) not in self._grammar.within or words.opens_sentence(verb + 1):
            return False
        return self._side(verb, match.start, False) == "past" and words.lower(verb) not in self._grammar.putting_off

    def _until_at_least(self, start: int) -> bool:
        """Whether the words before are "until at least": an end that nobody knows yet."""
        words = self._words
        before = (words.lower(start - 3), words.lower(start - 2), words.lower(start - 1))
        return before[0] in self._grammar.limits and " ".join(before[1:]) in self._grammar.at_least

    def _puts_off(self, start: int, left: range) -> bool:
        """Whether the first past form to the left is one of putting off or fixing: "postponed to", "planned for"."""
        words, grammar = self._words, self._grammar
        index = next(index for index in left if self._side(index, start, False))
        return words.lower(index) in grammar.putting_off and words.lower(index - 1) not in ("been", "had")

    def _opens_clause(self, start: int, possessive: bool) -> bool:
        """Whether the words before let a clause begin with the expression, its preposition set aside."""
        words, grammar = self._words, self._grammar
        if not possessive and words.lower(start - 1) in grammar.prepositions and not words.opens_sentence(start):
            start -= 1
        openers = grammar.clause_openers if possessive else grammar.fronting
        return words.opens_sentence(start) or words.lower(start - 1) in openers

    def _side(self, index: int, start: int, ahead: bool) -> str:
        """What the word at `index` tells of the tense; with `ahead`, of the clause that the expression opens."""
        grammar, word, before = self._grammar, self._words.lower(index), self._words.lower(index - 1)
        if not self._history and word in grammar.modals and self._words.words[index] == word:
            return self._modal(index)
        if not self._history and word in grammar.promising and self._infinitive_follows(index, start):
            return "past" if before == "had" else "coming"
        if side := grammar.tense.get(word):
            if side == "past":
                return "" if before in grammar.neutral_before else side
            if before in grammar.formerly:
                return ""  # "originally scheduled for May 28"
            return "past" if (before, self._words.lower(index - 2)) == ("been", "had") else side
        if word in grammar.coming_bare and self._words.words[index] == word:
            return "" if before in grammar.bare_exceptions else "coming"
        if word.endswith(grammar.past_endings) and len(word) > 4 and word not in grammar.past_exceptions:
            return "" if before in grammar.neutral_before or before in grammar.determiners else "past"
        return "coming" if self._progressive(index, ahead) else ""

    def _modal(self, index: int) -> str:
        """ "would reopen" looks ahead; "would have" and "would not comment" do not."""
        words, grammar = self._words, self._grammar
        index += 1
        while words.lower(index) in grammar.between_modal:
            index += 1
        verb = words.lower(index)
        return "past" if verb in grammar.modal_past else "coming"

    def _infinitive_follows(self, index: int, start: int) -> bool:
        """Whether "to" and a bare verb stand behind the word at `index`, still before the expression."""
        words, grammar = self._words, self._grammar
        for place in range(index + 1, min(index + 1 + _TO_REACH, start - 1)):
            if words.lower(place) in grammar.progressive_to:
                following = words.words[place + 1]
                return following.isalpha() and following.islower() and following not in grammar.determiners
        return False

    def _progressive(self, index: int, ahead: bool) -> bool:
        """Whether "is" + "-ing" or "is to" begins at `index`; to the left only a verb that fixes an appointment."""
        grammar, word, following = self._grammar, self._words.lower(index), self._words.lower(index + 1)
        if word not in grammar.progressive_after:
            return False
        if word[0] in "'’" and self._words.lower(index - 1) not in grammar.progressive_pronouns:
            return False
        if following in grammar.progressive_to or following in grammar.appointments:
            return True
        return ahead and following.endswith(grammar.progressive_ending)
