"""All texts of the interface, as they stand in code and templates, against the catalogues of other languages.

`python tests/catalogue.py` brings every catalogue up to date: new texts are added without translation, texts that no
longer stand anywhere go. The tests hold that nothing is left to do.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from site_gen.site.data.dictionary import TABLES, fields_of

HERE: Final = Path(__file__).parents[1]
LOCALE: Final = HERE / "site_gen" / "locale"
_IN_CODE: Final = {"say": 1, "mark": 1, "many": 2, "mark_many": 2}
"""How many texts each of these is given."""
_HEAD: Final = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {lang}\\n"
"Plural-Forms: {plural};\\n"

"""
Message = str | tuple[str, ...]


def messages() -> dict[Message, list[str]]:
    """Every text of the interface with the files that have it, in the order of these files."""
    found: dict[Message, list[str]] = {}
    for path, text in _all():
        if text and (isinstance(text, str) or len(text) == 2):
            found.setdefault(text, []).append(path)
    return found


def catalogues() -> dict[str, Catalog]:
    """Every catalogue by its language."""
    return {path.stem: read_po(BytesIO(path.read_bytes()), locale=path.stem) for path in sorted(LOCALE.glob("*.po"))}


def _all() -> Iterator[tuple[str, Message]]:
    for path in sorted((HERE / "site_gen" / "site").rglob("*.py")):
        for text in _in_code(path.read_text("utf-8")):
            yield path.relative_to(HERE).as_posix(), text
    for _, row in TABLES:
        means = [meaning for _, _, meaning in fields_of(row)]
        yield from (("site_gen/site/data/rows.py", meaning) for meaning in ((row.__doc__ or "").strip(), *means))
    for path in sorted((HERE / "templates").rglob("*")):
        published = path.name != "review.html" and "assets" not in path.parts
        if published and path.suffix in (".html", ".xml", ".rss", ".js"):
            with path.open("rb") as file:
                options = {"newstyle_gettext": "true", "trimmed": "true"}
                for _, _, words, _ in babel_extract(file, ("_", "gettext", "ngettext"), (), options):
                    yield path.relative_to(HERE).as_posix(), _plain(words)


def _in_code(source: str) -> Iterator[Message]:
    """The texts given to `say`, `mark`, `many` and `mark_many`, in f-strings too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            wanted = _IN_CODE.get(name, 0)
            given = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if wanted and len(given) >= wanted:
                yield given[0] if wanted == 1 else (given[0], given[1])


def _plain(text: object) -> Message:
    if isinstance(text, list | tuple):
        found = tuple(str(part) for part in text if part is not None)[:2]
        return found[0] if len(found) == 1 else found
    return str(text)


def update() -> None:
    """Write every catalogue anew with exactly the texts that there are."""
    for lang, old in catalogues().items():
        new = Catalog(locale=lang, project="site_gen", charset="utf-8", header_comment=old.header_comment)
        for text, paths in messages().items():
            was = old.get(text[0] if isinstance(text, tuple) else text)
            places = [(path, 0) for path in dict.fromkeys(paths)]
            new.add(text, was.string if was is not None else None, locations=places)
        first = old.header_comment.strip("# ").splitlines()[0]
        head = f"# {first}\n" + _HEAD.format(lang=lang, plural=old.plural_forms.rstrip(";"))
        with (LOCALE / f"{lang}.po").open("wb") as file:
            file.write(head.encode())
            write_po(file, new, width=110, sort_output=True, include_lineno=False, omit_header=True)


if __name__ == "__main__":
    update()
