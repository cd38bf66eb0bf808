"""A build after which nothing but texts and headlines of a few articles is new: only what shows them is made. A rim.

An article's text is shown by its page and its data, found by the search, and part of the data set; its headline also
by lists, feeds and tables, in which it is exchanged (`site.listed`). All else that has a say in the site is looked at.
Where any of it is another, or anything is not as it was remembered, nothing is done here and the whole site is built,
which gives the same bytes.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from itertools import chain, count, takewhile
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.content.item import parse_item
from site_gen.content.project import ITEMS, MOST_ITEM_BYTES, last_draft, read_text
from site_gen.content.remember import keep_item, remembered_item
from site_gen.content.stamps import FileStamp, Stamp, is_settled
from site_gen.content.stowed import has_text
from site_gen.errors import SiteError
from site_gen.kept import BuildReport, file_stamp, keep_patched
from site_gen.memo import Memo, code_key
from site_gen.model import Item, Registry, Settings
from site_gen.pieces import with_pieces
from site_gen.preparing import Prepared, own_words, remembered_markdown, templates_hash, templates_of
from site_gen.recalling import Recalled
from site_gen.site import listed, urls
from site_gen.site.formats.search import search_part_bytes
from site_gen.site.formats.sqlite import with_article
from site_gen.site.lone import Around, found_at, highlighted, lone_frame, places_of, same_place
from site_gen.site.manifest import read_plain, with_hashes
from site_gen.site.page import Frame
from site_gen.site.pages.items import item_page
from site_gen.site.pages.search import SHOWN, Part, are_named, with_shown
from site_gen.site.pages.twins import item_twin
from site_gen.site.publish import Stage, Staged, settle, staging
from site_gen.site.related import read_near
from site_gen.site.render import Templates, render
from site_gen.site.search.blocks import month_of
from site_gen.site.search.docs import ARTICLE, Doc, first_day
from site_gen.site.search.edits import PLAN, TEXTS, TITLES, Change, Place, Plan, edited, measured
from site_gen.site.search.shards import length_of
from site_gen.site.search.words import words_of
from site_gen.standing import Last

_KIND: Final = "patch"
_TRIES: Final = 20
_TRY_SECONDS: Final = 0.005
_MONTHS: Final = 12


class _Base(Struct, frozen=True, array_like=True):
    """What a site was built with."""

    settings: Settings
    registry: Registry
    linked: dict[str, tuple[str, ...]]
    """Ids of the others that answer an article, or that it answers, by its id."""
    copies: dict[str, tuple[str, ...]]
    """Ids of the others that carry an article's text, by its id."""


class _Edit(Struct, frozen=True, eq=False):
    """An article whose text or headline is another."""

    stamp: FileStamp
    before: tuple[Frame, Item]
    """The article as it was."""
    after: tuple[Frame, Item]
    """As it is now."""
    near: msgspec.Raw
    """What its page leads on to."""


def forget_base(memo: Memo) -> None:
    """From now on what is remembered may be of a site that is not the one that stands."""
    memo.forget(_KIND, "token")
    memo.commit()


def keep_base(memo: Memo, prepared: Prepared) -> str:
    """Remember what the site that stands was built with; the token that tells it is this one."""
    site = prepared.site
    linked = {item_id: tuple(others) for item_id, others in prepared.frame.digests.linked.items()}
    also = site.carriers.also.items()
    copies = {item_id: tuple(one.id for one in others) for (item_id, fragment), others in also if not fragment}
    memo.put(_KIND, "base", msgspec.msgpack.encode(_Base(site.settings, site.registry, linked, copies)))
    memo.put(_KIND, "order", "\n".join(item.id for item in site.items).encode())
    return _new_token(memo)


def patch(root: Path, output: str, memo: Memo, last: Last) -> BuildReport | None:
    """Put the new texts of the items that have changed since the `last` run into the site that stands below `root` in
    `output`. None where the whole is to be built; then the site is as it was. Raises SiteError when the disk refuses.
    """
    try:
        made = _Patch(root, output, memo, last)
        made.read()
        return made.publish()
    except (LookupError, ValueError, OSError, msgspec.MsgspecError):  # something is not as it was remembered
        return None


def _new_token(memo: Memo) -> str:
    token = f"{os.getpid():x}-{time.time_ns():x}"
    memo.put(_KIND, "token", token.encode())
    return token


class _Patch:
    """One such build. What is not as it should be raises LookupError, ValueError or MsgspecError."""

    def __init__(self, root: Path, output: str, memo: Memo, last: Last) -> None:
        self.root, self.output, self.folder, self.memo, self.last = root, output, root / output, memo, last
        if memo.get(_KIND, "token") != str(last.told["token"]).encode():
            raise LookupError("what is remembered is of another build")
        self.base = msgspec.msgpack.decode(memo.get(_KIND, "base") or b"", type=_Base)
        if self.base.settings.publish == "confirmed":
            raise LookupError("a change may confirm")
        self.code = code_key()
        self.recalled = Recalled(memo, self.code)
        self.new: dict[str, Item] = {}
        """Items that have changed, by the paths of their files."""
        self.edits: list[_Edit] = []
        self.pinned: list[FileStamp] = []
        """Memories in which ingest has noted what a person touched."""
        self.files: dict[str, bytes] = {}
        self.pieces: dict[str, bytes] = {}

    def read(self) -> None:
        """Read the new texts and make what shows them. SiteErrors are for the whole build to tell."""
        settings = self.base.settings
        words = own_words(self.root, settings.language)
        around = Around(
            settings, self.base.registry, words, remembered_markdown(self.memo), lambda one: last_draft(self.root, one)
        )
        try:
            stamps = [self._settled(path) for path in self.last.changed]
            self.pinned = [self._settled(path) for path in self.last.pinned]
            for stamp in stamps:
                self.new[stamp.path] = parse_item(stamp.path, read_text(self.root, stamp.path, MOST_ITEM_BYTES))
            self.edits = [self._edit(stamp, around) for stamp in stamps]
            templates = templates_of(self.root, self.memo, settings, words, self.code)
            for edit in self.edits:
                self._make_pages(edit, templates)
                self._make_lists(edit, templates, around)
                self._make_highlights(edit)
                self._make_search(edit)
            if any(edit.before[1].title != edit.after[1].title for edit in self.edits):
                self._make_names(templates)
        except SiteError as error:
            raise LookupError from error

    def publish(self) -> BuildReport:
        """Put it there and remember it."""
        manifest = read_plain(self.folder / urls.MANIFEST)
        with staging(self.folder, dict.fromkeys((*self.files, urls.DATASET), "")) as stage:
            staged = [stage.keep(path, data) for path, data in self.files.items()]
            if self.pieces:
                staged.append(self._join(stage))
            changed = [one for one in staged if one.file]
            hashes = {one.path: one.sha256 for one in changed}
            settle(stage, [(one.file, one.path) for one in changed], (), [with_hashes(manifest, hashes)])
        made = {one.path: one.sha256 for one in changed}
        written = keep_patched(self.memo, self.output, self.folder, made)
        written[urls.MANIFEST] = file_stamp(f"{self.folder}/{urls.MANIFEST}")
        for edit in self.edits:
            keep_item(self.memo, edit.stamp, edit.after[1], self.code)
        token = _new_token(self.memo)
        self.memo.commit()
        read = {stamp.path: _numbers(stamp) for stamp in (*(edit.stamp for edit in self.edits), *self.pinned)}
        self.last.keep(read, written, str(self.folder), token)
        report = msgspec.convert(self.last.report, BuildReport)
        return msgspec.structs.replace(report, written=len(changed), unchanged=report.pages - len(changed))

    def _join(self, stage: Stage) -> Staged:
        stamp = file_stamp(f"{self.folder}/{urls.DATASET}")
        return with_pieces(stage, self.memo, urls.DATASET, self.pieces, stamp)

    def _edit(self, stamp: FileStamp, around: Around) -> _Edit:
        path = stamp.path
        before, item = self._known(path), self.new[path]
        if self._stamp(path) != stamp or not same_place(before, item) or not has_text(item) or not has_text(before):
            raise LookupError(path)
        if any(warning["path"] == path for warning in self.last.report["warnings"]):  # it tells of a line there
            raise LookupError(path)
        near = self.related[self.order.index(item.id)]
        old, new = lone_frame(around, before, [before]), self._frame(item, near, around)
        if places_of(old, before) != places_of(new, item):
            raise LookupError(path)
        return _Edit(stamp, (old, before), (new, item), near)

    def _frame(self, item: Item, near: msgspec.Raw, around: Around) -> Frame:
        """A site of an article and of what its page leads on to. Raises LookupError where others carry its text: their
        pages show where it is another."""
        if item.id in self.base.copies:
            raise LookupError(item.id)
        found = [one.item_id for one in read_near(near)]
        copies = {one: self._items(self.base.copies[one]) for one in found if one in self.base.copies}
        ids = {item.id, *found, *self.base.linked.get(item.id, ())} & {*self.order}
        beside = [self._item(f"{ITEMS}/{one}.md") for one in sorted(ids, key=self.order.index)]
        return lone_frame(around, item, beside, copies)

    @cached_property
    def order(self) -> list[str]:
        """Ids of all articles, in the order of the site."""
        return (self.memo.get(_KIND, "order") or b"").decode().split("\n")

    @cached_property
    def related(self) -> list[msgspec.Raw]:
        """What is near each of them."""
        return msgspec.msgpack.decode(self.recalled.last("related"), type=list[msgspec.Raw])

    def _make_pages(self, edit: _Edit, templates: Templates) -> None:
        """Its page and its data."""
        page, twin = item_page(*edit.after, edit.near), item_twin(*edit.after)
        self.files[page.path] = render(page, templates)
        self.files[twin.path] = render(twin, templates)
        before = read_plain(self.folder / twin.path)
        if before != self.files[twin.path]:
            self.pieces[sha256(before).hexdigest()] = self.files[twin.path]

    def _make_lists(self, edit: _Edit, templates: Templates, around: Around) -> None:
        """What lists, feeds and tables have of it."""
        before, after = edit.before, edit.after
        names = os.listdir(self.folder)
        lists = [*listed.in_lists(before, after, templates, names, self._parts)]
        feeds = [*listed.in_feeds(before, after, templates)]
        if (lists or feeds) and templates_hash(self.root) != listed.TEMPLATES:
            raise LookupError("a template may show it in another way")
        for path, swap in (*lists, *feeds):
            self._exchange(path, swap)
        for path, swap in listed.in_data(before, after):
            if not self._exchange(path, swap):
                raise LookupError(path)
        if (before[1].title, before[1].summary) != (after[1].title, after[1].summary):
            self.files[urls.SQLITE] = with_article(self._standing(urls.SQLITE), after[0].article(after[1]))
        for other, near in self._leading_to(after[1]) if lists else ():
            page = item_page(self._frame(other, near, around), other, near)
            self.files[page.path] = render(page, templates)

    def _make_names(self, templates: Templates) -> None:
        """The list of articles by name, where there is one."""
        if are_named(len(self.order)):
            before = [self._known(f"{ITEMS}/{one}.md") for one in self.order]
            swap = listed.by_name(before, [self._item(item.path) for item in before], templates)
            if not self._exchange(urls.SEARCH, swap):
                raise LookupError(urls.SEARCH)

    def _exchange(self, path: str, swap: listed.Swap) -> bool:
        """Have a file show the article as it is; whether it shows it at all."""
        found = swap.within(self._standing(path))
        if found is None:
            return False
        self.files[path] = found
        return True

    def _parts(self, path: str) -> Iterator[str]:
        """A page, and those on which it goes on."""
        names = chain([path], (urls.part(path, str(number)) for number in count(1)))
        return takewhile(lambda name: os.path.lexists(f"{self.folder}/{name}"), names)

    def _leading_to(self, item: Item) -> Iterator[tuple[Item, msgspec.Raw]]:
        """Articles whose pages lead on to this one, with what is near them."""
        told = item.id.encode()
        for number, near in enumerate(self.related):
            if told in bytes(near) and any(one.item_id == item.id for one in read_near(near)):
                yield self._item(f"{ITEMS}/{self.order[number]}.md"), near

    def _make_highlights(self, edit: _Edit) -> None:
        """Its part of the file that has those of all articles."""
        (before, old), (count, new) = highlighted(*edit.before), highlighted(*edit.after)
        if (before, old) == (count, new):
            return
        start, found, end = self._standing(urls.ANNOTATIONS).partition(old)
        if before != count or not found or old in end:
            raise LookupError(urls.ANNOTATIONS)
        self.files[urls.ANNOTATIONS] = b"".join((start, new, end))

    def _make_search(self, edit: _Edit) -> None:
        """Its words in the index, and what results show of it."""
        recalled, most = self.recalled, SHOWN[self.base.settings.publish_text]
        plan = msgspec.msgpack.decode(recalled.last(PLAN), type=Plan)
        item = edit.after[1]
        month = month_of(first_day(item.published))
        blocks = {number for number, _ in plan.blocks}
        block = month if month in blocks else month - month % _MONTHS
        slot = recalled.last(f"articles-{block}").decode().split("\n").index(item.id)
        doc = found_at(*edit.after)
        name = f"a{block}-{slot // plan.sizes[ARTICLE]}"
        path = urls.search_file(name)
        self.files[path] = search_part_bytes(with_shown(self._standing(path), slot % plan.sizes[ARTICLE], doc))
        measure = measured(plan, block, slot, length_of(edit.before[1], most), length_of(item, most))
        old, new = _places(found_at(*edit.before)), _places(doc)
        change = Change(block, slot, old - new, new - old)
        found = measure and edited(
            measure, change, recalled.last(f"block-{block}"), lambda number: recalled.last(f"bin-{number}").decode()
        )
        if not found:
            raise LookupError("the whole index changes")
        recalled.put(PLAN, msgspec.msgpack.encode(found.plan))
        recalled.put(f"block-{block}", found.block)
        for number, lines in found.bins.items():
            recalled.put(f"bin-{number}", lines.encode())
        for name, lines in found.files.items():
            self.files[urls.search_file(name)] = search_part_bytes(Part(name, lines))

    def _standing(self, path: str) -> bytes:
        """A file of the site as it will be, so far."""
        return self.files.get(path) or read_plain(self.folder / path)

    def _items(self, item_ids: Iterable[str]) -> tuple[Item, ...]:
        return tuple(self._item(f"{ITEMS}/{item_id}.md") for item_id in item_ids)

    def _item(self, path: str) -> Item:
        """An item as it is."""
        return self.new.get(path) or self._known(path)

    def _known(self, path: str) -> Item:
        """An item as it was read when the site was built."""
        found = remembered_item(self.memo.get("item", path), self.last.stamp_of(path), self.code)
        if found is None:
            raise LookupError(path)
        return found

    def _settled(self, path: str) -> FileStamp:
        """A file's stamp, once no change to it can go unseen."""
        for _ in range(_TRIES):
            stamp = self._stamp(path)
            if is_settled(stamp):
                return stamp
            time.sleep(_TRY_SECONDS)
        raise LookupError(path)

    def _stamp(self, path: str) -> FileStamp:
        try:
            told = os.lstat(f"{self.root}/{path}")
        except OSError:
            raise LookupError(path) from None
        if not stat.S_ISREG(told.st_mode):
            raise LookupError(path)
        return FileStamp(path, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def _places(doc: Doc) -> frozenset[Place]:
    """The words of an article, by the fields of the index."""
    fields = ((TITLES, doc.title), (TEXTS, doc.text))
    return frozenset((field, word) for field, text in fields for word in words_of(text))


def _numbers(stamp: FileStamp) -> Stamp:
    return stamp.size, stamp.mtime_ns, stamp.ctime_ns
