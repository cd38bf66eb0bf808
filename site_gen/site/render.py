"""Pages to bytes through Jinja: the only room that imports jinja2, and the only one that trusts HTML.

Content never meets the template engine: templates are the site's own code, views are its data. Undefined names are
errors that name the template's line and the page; every template that another one uses is named literally, so that
a template's key covers all that it includes.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from traceback import walk_tb
from typing import Any, Final

import msgspec
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)
from markupsafe import Markup

from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Settings
from site_gen.site.compiling import MOST_TURNS, Compiled, CountedEnvironment, Endless, QuickEnvironment
from site_gen.site.formats.writers import WRITERS
from site_gen.site.lacking import field_message, fields_hint
from site_gen.site.look import dressed
from site_gen.site.page import Page
from site_gen.site.urls import STYLE
from site_gen.site.words import ENGLISH, Words

PLAIN: Final = "ledger"
"""The look that the default templates have without more."""
_TRUSTED: Final = frozenset(["html", "ld_json"])
"""Fields of views that are HTML made by `site.markdown` or JSON made safe by `site.ld`."""


_TEXTS: Final = (".html", ".xml", ".rss", ".txt", ".js")
"""Endings of files that are templates."""
_USES: Final = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_LONGEST_RANGE: Final = 100_000


class Ancestor(msgspec.Struct, frozen=True):
    """A template on the way from a page's own to the last that is extended."""

    name: str
    """Without "default/" or "plain/": that of the file which may replace it."""
    file: str
    """As an author knows it: "templates/item.html (yours)", "item.html (look wire)", "base.html (packaged)"."""
    blocks: tuple[str, ...]
    """Those that stand in it, in their order."""


class Templates:
    """The templates of one build: the site's own before the default ones, which stay in reach as `default/<name>`."""

    def __init__(
        self,
        own: Path,
        default: Path,
        words: Words = ENGLISH,
        code: str = "",
        compiled: Compiled | None = None,
        look: str = "",
    ) -> None:
        """`code` is a key of our own code, which decides on pages as much as their templates; `compiled` keeps what
        becomes of a template; `look` names a bundled one of `default/looks/`."""
        self.own, self.default, self.words, self.code = own, default, words, code
        self._compiled = compiled
        self.look = default / "looks" / look if look and look != PLAIN else None
        self.env = QuickEnvironment(bytecode_cache=compiled, **self._manners())
        self.env.say, self.env.plural = words.say, words.plural
        self._prepare(self.env)
        self._keys: dict[str, bytes] = {}
        self._needs: dict[str, bytes] = {}
        self._used: dict[str, tuple[str | None, ...]] = {}
        self._last: tuple[msgspec.Struct | None, bytes] = (None, b"")

    def _manners(self) -> dict[str, Any]:
        """What every environment of these templates is made with."""
        plain = FileSystemLoader(str(self.default))
        looked = [FileSystemLoader(str(self.look)), plain] if self.look else [plain]
        own = [] if self.own == self.default else [FileSystemLoader(str(self.own))]
        named = PrefixLoader({"default": ChoiceLoader(looked), "plain": plain})
        return {
            "loader": ChoiceLoader([*own, *looked, named]),
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "keep_trailing_newline": True,
            "auto_reload": False,
            "cache_size": -1,
            "extensions": ["jinja2.ext.i18n"],
        }

    def _prepare(self, env: Environment) -> None:
        env.install_gettext_callables(self.words.say, self.words.plural, newstyle=True)  # type: ignore[attr-defined]
        env.globals["range"] = _bounded_range
        env.globals.pop("lipsum", None)  # a text of any length by one call, which no site needs
        env.filters["number"] = self.words.number
        env.filters["source_hash"] = _source_hash

    @cached_property
    def plain(self) -> CountedEnvironment:
        """Jinja as it comes, for pages that the quick one fails at, and to tell why."""
        env = CountedEnvironment(**self._manners())
        self._prepare(env)
        return env

    def text(self, name: str, context: Mapping[str, Any]) -> str:
        """What a template makes of a context. Raises what Jinja raises."""
        self.env.turns = MOST_TURNS
        try:
            return self.env.text(name, context)
        except Endless:
            raise
        except Exception:
            self.plain.turns = MOST_TURNS
            return self.plain.get_template(name).render(context)

    def piece(self, name: str, macro: str, *values: Any) -> str:
        """What a macro of a template prints. Raises what Jinja raises."""
        self.env.turns = MOST_TURNS
        return str(getattr(self.env.get_template(name).module, macro)(*values))

    def assets(self) -> dict[str, Path]:
        """Every file below `assets/` by its path in the site: the site's own before the look's and the default ones."""
        return asset_names([self.own, *([self.look] if self.look else []), self.default])

    def style(self, path: str, data: bytes, settings: Settings) -> bytes:
        """An asset's bytes; of the style sheet with the look's rules and the site's tokens behind it."""
        if path != STYLE:
            return data
        rules = self.look / "look.css" if self.look else None
        return dressed(data, rules.read_bytes() if rules and rules.is_file() else b"", settings)

    def key(self, name: str) -> bytes:
        """Hash of a template with all that it extends, includes and imports."""
        if name not in self._keys:
            digest = blake2b(self.words.key, digest_size=16)
            for used in sorted(self._closure(name, {})):
                digest.update(f"{used}\0{self._source(used)}\0".encode())
            self._keys[name] = digest.digest()
        return self._keys[name]

    def needs(self, name: str) -> bytes:
        """Hash of what pages of a template are made with, whatever they are made from."""
        if name not in self._needs:
            own = b"" if name in WRITERS else self.key(name)
            self._needs[name] = blake2b(f"{name}\0{self.code}\0".encode() + own, digest_size=16).digest()
        return self._needs[name]

    def compile(self, names: Iterable[str]) -> None:
        """Compile templates now, so that forked workers need not. One with a fault is left to the page that has it."""
        for name in names:
            if name not in WRITERS:
                for used in self._closure(name, {}):
                    with suppress(TemplateError):
                        self.env.get_template(used)

    def outline(self, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A template and all that it uses, each with the names of its blocks, in the order in which they are met."""
        return tuple(
            (f"{self.own.name}/{used}" if (self.own / used).is_file() else f"default template {used}",
             tuple(block.name for block in self.env.parse(self._source(used)).find_all(nodes.Block)))
            for used in self._closure(name, {})
        )  # fmt: skip

    def lineage(self, name: str) -> tuple[Ancestor, ...]:
        """A page's template, the one that it extends, and so on. Raises SiteError where one of them has a fault."""
        found: list[Ancestor] = []
        self._closure(name, {})
        while name:
            parsed = self.env.parse(self._source(name))
            own = name.removeprefix("default/").removeprefix("plain/")
            found.append(Ancestor(own, self._origin(name), tuple(one.name for one in parsed.find_all(nodes.Block))))
            bases = (one.template for one in parsed.find_all(nodes.Extends))
            name = next((str(base.value) for base in bases if isinstance(base, nodes.Const)), "")
        return tuple(found)

    def used(self, name: str) -> tuple[str, ...]:
        """The files, as an author knows them, that a template includes or imports, by itself or by what it extends."""
        chain = {one.file for one in self.lineage(name)}
        files = dict.fromkeys(self._origin(other) for other in self._closure(name, {}))
        return tuple(file for file in files if file not in chain)

    def _origin(self, name: str) -> str:
        assert self.env.loader is not None
        file = Path(self.env.loader.get_source(self.env, name)[1] or name)
        if self.own != self.default and file.is_relative_to(self.own):
            return f"{self.path(file.relative_to(self.own).as_posix())} (yours)"
        if self.look and file.is_relative_to(self.look):
            return f"{file.relative_to(self.look).as_posix()} (look {self.look.name})"
        return f"{file.relative_to(self.default).as_posix()} (packaged)"

    def problems(self, names: Iterable[str]) -> list[Problem]:
        """What is wrong with these templates by themselves: their syntax, and what they include."""
        found: dict[Problem, None] = {}
        for name in names:
            if not is_template(name):
                continue
            try:
                self._closure(name, {})
                self.env.compile(self._source(name), name)
            except SiteError as error:
                found.update(dict.fromkeys(error.problems))
            except TemplateSyntaxError as error:
                found.update(dict.fromkeys(self.problem(error, name, None).problems))
        return list(found)

    def view_digest(self, view: msgspec.Struct) -> bytes:
        """Hash of a view; the last one is remembered, since the files of the data set share theirs."""
        if self._last[0] is not view:
            self._last = (view, sha256(msgspec.msgpack.encode(view)).digest()[:16])
        return self._last[1]

    def _closure(self, name: str, found: dict[str, None]) -> dict[str, None]:
        if name in found:
            return found
        found[name] = None
        if name not in self._used:
            source = self._source(name)

            def find() -> tuple[str | None, ...]:
                return tuple(meta.find_referenced_templates(self.env.foresee(source)))

            try:
                self._used[name] = self._compiled.uses(source, find) if self._compiled else find()
            except TemplateSyntaxError as error:
                raise self.problem(error, name, None) from None
            except RecursionError:
                raise self._refuse(name, 1, "template-error", "the template nests too deeply", "part it") from None
        for other in self._used[name]:
            if other is None:
                hint = "write its name out, so that its change is noticed"
                line = self._line_of(name, None)
                raise self._refuse(name, line, "dynamic-template", "a template is named by a variable here", hint)
            if other == name:
                told, hint = "the template uses itself without end", 'write "default/…" for the one that it replaces'
                raise self._refuse(name, self._line_of(name, other), "endless-template", told, hint)
            if other not in found and not self._is_there(other):
                line = self._line_of(name, other)
                known = [path for path in self.env.list_templates() if not path.startswith("assets/")]
                hint = did_you_mean(other, known) or f"put it into {self.own.name}/"
                raise self._refuse(name, line, "missing-template", f'no template "{other}"', hint)
            self._closure(other, found)
        return found

    def _is_there(self, name: str) -> bool:
        try:
            self._source(name)
        except SiteError as error:
            return error.problems[0].code != "missing-template"
        return True

    def _line_of(self, name: str, used: str | None) -> int:
        """The line on which a template uses another; None for one that it does not name."""
        found = self.env.parse(self._source(name)).find_all(_USES)
        return next(int(node.lineno) for node in found if _names(node, used))

    def _refuse(self, name: str, line: int, code: str, told: str, hint: str) -> SiteError:
        return SiteError([Problem(self.path(name), line, 0, code, told, hint, self._line(name, line))])

    def _source(self, name: str) -> str:
        try:
            assert self.env.loader is not None
            return self.env.loader.get_source(self.env, name)[0]
        except TemplateNotFound:
            raise SiteError([Problem(self.path(name), 0, 0, "missing-template", f'no template "{name}"',
                                     f"put it into {self.own.name}/")]) from None  # fmt: skip
        except OSError as error:
            raise SiteError([Problem(self.path(name), 0, 0, "unreadable", f"the template cannot be read: "
                                     f"{error.strerror}", "check its permissions")]) from None  # fmt: skip
        except UnicodeDecodeError as error:
            line = 1 + error.object.count(b"\n", 0, error.start)
            raise SiteError([Problem(self.path(name), line, 0, "not-utf-8", "the template is not UTF-8: "
                                     f"{error.reason}", "save it as UTF-8")]) from None  # fmt: skip

    def path(self, name: str) -> str:
        """The template's file as an author knows it."""
        return f"{self.own.name}/{name}"

    def problem(self, error: Exception, name: str, page: Page | None) -> SiteError:
        """A template's error as a problem at its line, with the page that it was making."""
        line, where = getattr(error, "lineno", None) or 0, getattr(error, "name", None) or name
        for frame, number in walk_tb(error.__traceback__):
            file = frame.f_code.co_filename
            for folder in (self.own, self.default):
                if file.startswith(str(folder) + os.sep):
                    where, line = Path(file).relative_to(folder).as_posix(), number
        message = (
            str(error.message if isinstance(error, TemplateError) and error.message else error) or type(error).__name__
        )
        hint = ""
        if page is not None:
            message = field_message(message)
            message += f', while making "{page.path}"'
            hint = fields_hint(str(error), page.view)
        code = "template-syntax" if isinstance(error, TemplateSyntaxError) else "template-error"
        if code == "template-syntax":
            hint = hint or "close every tag and quotation mark, and use only tags, filters and tests that Jinja has"
        return SiteError([Problem(self.path(where), line, 0, code, message, hint, self._line(where, line))])

    def _line(self, name: str, line: int) -> str:
        lines = self._source(name).split("\n") if line else []
        return lines[line - 1] if 0 < line <= len(lines) else ""


def _names(node: nodes.Node, used: str | None) -> bool:
    """Whether an include or its like names a template, or for None one that is not written out."""
    chosen = getattr(node, "template")  # noqa: B009  (all of _USES have it, their common type does not)
    named = list(chosen.items) if isinstance(chosen, nodes.Tuple | nodes.List) else [chosen]
    values = [one.value for one in named if isinstance(one, nodes.Const)]
    told = [one for value in values for one in (value if isinstance(value, tuple | list) else [value])]
    words = [one for one in told if isinstance(one, str)]
    return used in words or (used is None and len(words) < len(named))


def _bounded_range(*numbers: int) -> range:
    """`range`, of which a page can have the end."""
    found = range(*numbers)
    if len(found) > _LONGEST_RANGE:
        raise ValueError(f"the range has {len(found):,} numbers; at most {_LONGEST_RANGE:,} fit a page")
    return found


def _source_hash(text: str) -> str:
    """How a Content-Security-Policy names an inline text that it lets in (CSP Level 3, hash-source)."""
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def page_needs(page: Page, templates: Templates, world: bytes) -> bytes:
    """All that a page is made from, as hashes: `page_key` without its path and view. `world` is that of the site."""
    return templates.needs(page.template) + (page.needs or world)


def page_key(page: Page, templates: Templates, view: msgspec.Struct | None = None) -> str:
    """The key of a page: the hash of its path, its view, its template with all that it includes, and our own code."""
    view = view or page.view
    digest = blake2b(digest_size=16)
    digest.update(f"{page.path}\0{type(view).__name__}\0{page.template}\0".encode())
    digest.update(b"" if page.template in WRITERS else templates.key(page.template))
    digest.update(templates.code.encode())
    digest.update(templates.view_digest(view))
    return digest.hexdigest()


def render(page: Page, templates: Templates, view: msgspec.Struct | None = None) -> bytes:
    """The page's bytes, UTF-8. Raises SiteError with template, line and page for any error in a template."""
    view = view or page.view
    if page.template in WRITERS:
        return WRITERS[page.template](view)
    try:
        return templates.text(page.template, _context(view)).encode("utf-8")
    except TemplateSyntaxError as error:
        raise templates.problem(error, page.template, None) from None
    except Exception as error:  # whatever rises from a template's code is that template's fault
        raise templates.problem(error, page.template, page) from None


def _context(view: msgspec.Struct) -> dict[str, Any]:
    """The view's fields by name, and `ld_json` of its shell; trusted ones as HTML."""
    found = msgspec.structs.asdict(view)
    if "shell" in found:
        found["ld_json"] = found["shell"].ld_json
    return found | {name: Markup(found[name]) for name in _TRUSTED if name in found}


def is_template(name: str) -> bool:
    """Whether a file below a folder of templates is one: others may lie beside them."""
    return not name.startswith(("assets/", "locale/")) and name.endswith(_TEXTS)


def asset_names(folders: Sequence[Path]) -> dict[str, Path]:
    """Every file below `assets/` of the template folders by its path in the site; earlier folders win."""
    found: dict[str, Path] = {}
    for folder in folders:
        for stamp in list_files(folder, "assets", []):
            found.setdefault(stamp.path, folder / stamp.path)
    return found
