"""Which column of a record holds what: by the field map, else by the names that exports commonly use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from site_gen.incoming import FieldMap

COMMON: Final[Mapping[str, str]] = {
    "id": "id guid uuid docid documentid articleid itemid storyid recordid identifier uri",
    "title": "title headline head hed articletitle storytitle documenttitle titre titel titulo título titolo "
    "заголовок название",
    "text": "text body content contenttext articletext articlebody bodytext fulltext fullstory storybody storytext "
    "maintext maincontent cleantext plaintext story article текст тексты texte contenu volltext texto cuerpo",
    "html": "html contenthtml bodyhtml rawhtml pagehtml articlehtml contentencoded",
    "published": "published publishedat publishedon publisheddate publicationdate publicationtime publishdate "
    "publishtime datepublished pubdate pubtime pubtimestamp date datetime timestamp dateissued issued articledate "
    "created createdat creationdate дата fecha datum",
    "updated": "updated updatedat dateupdated modified modifiedat datemodified lastmodified lastupdated",
    "url": "url link permalink canonicalurl articleurl sourceurl originalurl documenturl weburl pageurl href "
    "externalurl ссылка lien enlace",
    "source": "source sourcename source.name source.title publisher publishername publisher.name outlet outletname "
    "mediaoutlet medianame newspaper publication publicationname sitename website feedtitle "
    "источник издание medium quelle",
    "via": "via agency newsagency wire",
    "authors": "authors author byline creator dccreator writer journalist reporter автор auteur autor",
    "lang": "lang language langcode languagecode articlelanguage locale inlanguage язык sprache langue idioma",
}
"""Names of columns in small letters without what parts words, in the order in which they are tried."""
_TRIED: Final = {name: tuple(words.split()) for name, words in COMMON.items()}
_WRAPPERS: Final = (
    "_source",
    "fields",
    "attributes",
    "article",
    "document",
    "doc",
    "node",
    "item",
    "data",
    "tweet",
    "post",
)
"""What search servers and interfaces put a record into."""
_KINDS: Final = frozenset(("$date", "$oid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "$uuid"))
_NOT_NAME: Final = re.compile(r"[\W_]+")


def unwrapped(values: dict[str, Any]) -> dict[str, Any]:
    """The record without the mapping that it is put into; what stands beside that mapping stays. Texts that WordPress
    puts into a mapping of their own, as "rendered", stand for themselves."""
    values = {name: _bare(one) for name, one in values.items()}
    for name in _WRAPPERS:
        inner = values.get(name)
        if isinstance(inner, dict) and not _plain(values).keys() & {"title", "headline", "text", "body"}:
            return {**{key: value for key, value in values.items() if key != name}, **inner}
    return values


def _bare(value: Any) -> Any:
    """A value without the mapping that names its kind: WordPress's "rendered", MongoDB's "$date" and its like."""
    if isinstance(value, dict) and isinstance(value.get("rendered"), str):
        return value["rendered"]
    while isinstance(value, dict) and len(value) == 1 and next(iter(value)) in _KINDS:
        (value,) = value.values()
    return value


def column_of(values: dict[str, Any], wanted: str, given: FieldMap) -> str:
    """The column that holds `wanted`, a name of COLUMNS; "" for none. The first with something in it."""
    names: tuple[str, ...] = getattr(given, wanted)
    if names:
        return next((name for name in names if not empty(at(values, name))), "")
    plain = _plain(values)
    for name in _TRIED[wanted]:
        column = plain.get(name, "") or (
            f"{plain.get(name.partition('.')[0], '')}.{name.partition('.')[2]}" if "." in name else ""
        )
        value = at(values, column)
        if not empty(value) and not (isinstance(value, dict) and wanted != "authors"):
            return column
    return ""


def knows(names: Mapping[str, Any], given: FieldMap) -> bool:
    """Whether any of these columns can hold an article's words."""
    return any(column_of(dict.fromkeys(names, "x"), wanted, given) for wanted in ("text", "html"))


def at(values: dict[str, Any], path: str) -> Any:
    """The value of a column, or of what lies in it: "source.name". None when there is none."""
    if path in values:
        return values[path]
    first, _, rest = path.partition(".")
    inner = values.get(first)
    return at(inner, rest) if rest and isinstance(inner, dict) else None


def empty(value: Any) -> bool:
    """Whether a cell says nothing: "", "null", "N/A" as exports write it."""
    if isinstance(value, str):
        return value.strip().casefold() in _NOTHING
    return value is None or value == [] or value == {}


def _plain(values: dict[str, Any]) -> dict[str, str]:
    """Name without case and what parts words, to the column; the first of several."""
    found: dict[str, str] = {}
    for name in values:
        found.setdefault(_NOT_NAME.sub("", name.casefold()), name)
    return found


_NOTHING: Final = frozenset(("", "null", "none", "n/a", "nan", "nil", "-", "#n/a", "undefined", "[removed]", "\\n"))
