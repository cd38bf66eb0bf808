"""What stands where an actor, topic or source was before it was renamed: a page that leads on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from site_gen.model import Actor, Source, Topic
from site_gen.site import urls
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import RedirectView


def redirect_pages(frame: Frame) -> Iterator[Page]:
    """One page for each former id."""
    registry = frame.site.registry
    yield from _redirects(frame, registry.actors, urls.actor_page)
    yield from _redirects(frame, registry.topics, urls.topic_page)
    yield from _redirects(frame, registry.sources, urls.source_page)


def _redirects(
    frame: Frame,
    entries: Mapping[str, Actor] | Mapping[str, Topic] | Mapping[str, Source],
    page_of: Callable[[str], str],
) -> Iterator[Page]:
    for entry in entries.values():
        for old in entry.formerly:
            if old not in entries:
                path = page_of(old)
                shell = frame.shell(
                    path, entry.name, frame.words.say("%(name)s has moved.", name=entry.name), indexed=False
                )
                target = page_of(entry.id).rpartition("/")[2]
                view = RedirectView(shell, entry.name, target)
                yield Page(path, "redirect.html", view, frame.digests.base, hidden=True)
