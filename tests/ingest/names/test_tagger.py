"""The tagger: its file, its packed sums, its reasons."""

from __future__ import annotations

from importlib.resources import files

from site_gen.ingest.names.features import span_features
from site_gen.ingest.names.lexicon import fold, load_lexicon
from site_gen.ingest.names.tagger import explain_span, load_model, read_model, tag
from site_gen.ingest.names.zones import Seen, Zone, load_gazetteer, look
from site_gen.ingest.units import read_units

LARGEST_BYTES = 3_000_000


def _look(text: str) -> tuple[Seen, list[Zone]]:
    units, lexicon = read_units(text), load_lexicon()
    low = [fold(word) for word in units.words]
    return look(units.words, low, units.sentences, lexicon, load_gazetteer(lexicon), load_model().common)


def _tagged(text: str) -> list[tuple[str, str]]:
    seen, zones = _look(text)
    return [(" ".join(seen.words[one.first : one.last]), one.type) for one in tag(seen, zones, load_model())]


def test_the_file_of_weights_stays_small() -> None:
    file = files("site_gen.ingest").joinpath("lang", "en", "tagger.tsv")
    assert len(file.read_bytes()) < LARGEST_BYTES


def test_people_organisations_and_places_are_told_apart() -> None:
    text = "Prime Minister Rosa Delgado met officials of the World Trade Council in Lisbon on Monday, she said."
    assert _tagged(text) == [("Rosa Delgado", "PER"), ("World Trade Council", "ORG"), ("Lisbon", "LOC")]


def test_the_name_of_a_state_is_a_place_and_its_adjective_none() -> None:
    found = dict(_tagged("Officials left for Norway. Kenyan officials stayed, and so did two Kenyans."))
    assert found.pop("Norway") == "LOC"
    assert set(found.values()) <= {"MISC"}


def test_a_surname_alone_follows_the_full_name() -> None:
    assert ("Oduya", "PER") in _tagged("The mayor, Grace Oduya, resigned. Oduya gave no reason.")


def test_the_reasons_add_up_to_the_score() -> None:
    seen, _ = _look("Minister Rosa Delgado said so.")
    rows = explain_span(seen, 1, 3, load_model())
    assert {feature for feature, _ in rows} <= set(span_features(seen, 1, 3))
    assert sum(row[0] for _, row in rows) == max(sum(row[kind] for _, row in rows) for kind in range(4))


def test_weights_below_nothing_survive_packing() -> None:
    model = read_model("# common\tthe of\nw=x\t-5\t\t7\nn=1\t3\n")
    seen, _ = _look("X said.")
    assert dict(explain_span(seen, 0, 1, model)) == {"w=x": (-5, 0, 7, 0), "n=1": (3, 0, 0, 0)}
    assert model.common == {"the", "of"}


def test_a_language_without_weights_has_no_names_by_form() -> None:
    assert tag(*_look("Rosa Delgado said so."), load_model("xx")) == []
