"""Where every page stands: the one room that makes addresses. All are below the site's root, "/" between segments."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

INDEX: Final = "index.html"
TIMELINE: Final = "timeline.html"
TIMELINE_SAID: Final = "timeline-said.html"
TIMELINE_PUBLISHED: Final = "timeline-published.html"
STATEMENTS: Final = "statements.html"
ACTORS: Final = "actors.html"
TOPICS: Final = "topics.html"
SOURCES: Final = "sources.html"
ITEMS: Final = "items.html"
ABOUT: Final = "about.html"
MATRIX: Final = "matrix.html"
SEARCH: Final = "search.html"
SEARCH_SCRIPT: Final = "assets/search.js"
NOT_FOUND: Final = "404.html"
FEED: Final = "feed.xml"
CORRECTIONS: Final = "corrections.html"
SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
OPENSEARCH: Final = "opensearch.xml"
DATA: Final = "data.html"
DATASET: Final = "data/site.json"
SCHEMA: Final = "data/schema.json"
SQLITE: Final = "data/site.sqlite"
TIMELINEJS: Final = "data/timeline.json"
CALENDAR: Final = "data/events.ics"
GRAPH: Final = "data/actors.gexf"
BIBTEX: Final = "data/sources.bib"
ANNOTATIONS: Final = "data/annotations.json"
MANIFEST: Final = "manifest.json"
STYLE: Final = "assets/style.css"
ICON: Final = "assets/icon.svg"
TIMELINE_SCRIPT: Final = "assets/timeline.js"


def item_page(item_id: str) -> str:
    """Page of an article."""
    return f"items/{item_id}.html"


def item_id_of(path: str) -> str:
    """The id of the article whose page this is; "" for any other path."""
    folder, _, name = path.rpartition("/")
    return name.removesuffix(".html") if folder == "items" and name.endswith(".html") else ""


def actor_page(actor_id: str) -> str:
    """Page of an actor."""
    return f"actors/{actor_id}.html"


def topic_page(topic_id: str) -> str:
    """Page of a topic."""
    return f"topics/{topic_id}.html"


def source_page(source_id: str) -> str:
    """Page of a source."""
    return f"sources/{source_id}.html"


def pair_page(actor_id: str, topic_id: str) -> str:
    """Page of what an actor says about a topic; "_" stands in no id, so that no two pairs meet."""
    return f"says/{actor_id}_{topic_id}.html"


def record_page(kind: type, record_id: str) -> str:
    """Page of an actor, topic or source, told by its type."""
    return f"{kind.__name__.lower()}s/{record_id}.html"


def table(name: str) -> str:
    """One table of the data set as CSV."""
    return f"data/{name}.csv"


def twin(page: str) -> str:
    """The same record as JSON, beside its page."""
    return f"{page.removesuffix('.html')}.json"


def feeds(page: str) -> tuple[str, str, str]:
    """Atom, RSS and JSON Feed that go with `page`: `actors/x.xml`, `actors/x.rss`, `actors/x.feed.json`.

    Those of the briefing are `feed.xml`, `feed.rss` and `feed.json`, since `index.json` would say too little.
    """
    if page == INDEX:
        return FEED, "feed.rss", "feed.json"
    stem = page.removesuffix(".html")
    return f"{stem}.xml", f"{stem}.rss", f"{stem}.feed.json"


def seen_from(page: str, target: str, base_url: str) -> str:
    """The address of `target`, absolute where the site has an address, else relative to the file `page`."""
    return base_url + target if base_url else depth_prefix(page) + target


def search_file(name: str) -> str:
    """A file of the search index; `assets/search.js` makes the same address."""
    return f"search/{name}.js"


def part(page: str, name: str) -> str:
    """A further page of a long list: `statements.html`, "2" is `statements-2.html`."""
    return f"{page.removesuffix('.html')}-{name}.html"


def timeline_index(page: str) -> str:
    """What the script of a timeline reads of all its pages: `timeline-said.html` has `timeline-said-index.js`."""
    return f"{page.removesuffix('.html')}-index.js"


def depth_prefix(page: str) -> str:
    """What leads from `page` to the site's root: "" or "../" once a folder."""
    return "../" * page.count("/")


def fragment_link(url: str, words: str, before: str = "", after: str = "") -> str:
    """`url` with a text fragment that opens the page at `words` (WICG Scroll to Text Fragment).

    Long passages are given by their first and last words; `before` and `after` are the words around, given where the
    passage stands more than once. "-", "," and "&" have a meaning in the fragment and are percent-encoded with all
    else that is not unreserved.
    """
    if not url or not words:
        return url
    tokens = words.split()
    if len(tokens) > 12:
        directive = f"{_encode(' '.join(tokens[:5]))},{_encode(' '.join(tokens[-5:]))}"
    else:
        directive = _encode(" ".join(tokens))
    prefix = f"{_encode(before)}-," if before else ""
    suffix = f",-{_encode(after)}" if after else ""
    return f"{url}{'' if '#' in url else '#'}:~:text={prefix}{directive}{suffix}"


def _encode(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
