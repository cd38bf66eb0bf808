"""Whether a line that begins with a name names a person, by the lists of names that come with the package."""

from __future__ import annotations


def is_person(line: str, lang: str = "en") -> bool:
    """Whether the first word is a given name, and the line no place: "Ana Pop", not "San Jose"."""
    from site_gen.ingest.names.lexicon import fold, load_lexicon  # what finds names reads articles, which read this
    from site_gen.ingest.names.zones import load_gazetteer

    gazetteer = load_gazetteer(load_lexicon(lang), lang)
    words = [fold(word.strip(".,")) for word in line.split()]
    place = {"c", "r"}.intersection(gazetteer.get(" ".join(words), ""))
    return bool(words) and "g" in gazetteer.get(words[0], "") and not place
