"""Bylines to names: of people, or of the office that signs; without roles, outlets, addresses, dates and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from site_gen.ingest.page.headline import is_site
from site_gen.ingest.page.jsonld import nodes_of, text_of, types_of
from site_gen.ingest.page.moments import is_month, read_moment
from site_gen.ingest.page.page import Page

BY: Final = re.compile(
    r"^(?:(?:post author|interview|artikel|autor/in|autor:in|редактор|пише|piše|texte?|tekst|текст)\s*[:：]\s*|"
    r"(?:(?:written|posted|reported|published|created|story|text|words|article|analysis|review|opinion|post author|"
    r"(?:mehr |ein )?artikel|erstellt|eingestellt|gepostet|veröffentlicht|geschrieben|verfasst|"
    r"pressemitteilung|im wortlaut|recueilli|écrit|publié|escrito|publicado)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|od|автор|текст|autor|autorin|autore|auteur|autor:in|author|authors|words|"
    r"reporting by|from|über|about)\b\s*[:：]?\s*|"
    r"(?:كتبت|كتب|بقلم|به قلم|نویسنده|מאת|ავტორი|Հեղինակ|Müəllif|記者|记者|文／|文/|撰文|作者)\s*[:：՝]?\s*)",
    re.IGNORECASE,
)
"""What stands before the names."""
_DATED: Final = re.compile(
    r"^(?:(?:posted|published|updated|erstellt|veröffentlicht)\b)?[^,;|]{0,40}?\b\d.{0,40}?\b(?:by|von|par|por)\s+(?=\S)",
    re.IGNORECASE,
)
"""A date that stands before "by"."""
_MADE: Final = re.compile(r"(?:developed|designed|created|powered|hosted|built)\s+(?:by|with)\b", re.IGNORECASE)
"""Who made the site, not the article."""
_SPLIT: Final = re.compile(
    r"\s*(?:[,;|/／•·\n=]|(?<=[^\W\d_]{3})\.(?=\s+[^\W\d_])|\s(?:and|und|et|y|e|en|och|og|и|і|&|with)\s)\s*",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*[;|•·／\n]\s*")
"""Between offices, which have commas and "and" in their names."""
_TAIL: Final = re.compile(
    r"(?:\s+(?:(?:is|was|for|at|in|of|on|fürs?|updated|published|posted|covers|writes|über|pour|para|special to|"
    r"publicado|publiziert|publié|pubblicato|stand:?)\b.*|am$|\d{1,2}[./]\d{1,2}[./]\d.*|\(.*|\[.*|[-–—|:].*|"
    r"(?:am|vom|vor|em|le|el|il|op|den|om|mo|di|mi|do|fr|sa|so)\.?,?\s+\d.*)|"
    r"\s*기자.*)$",
    re.IGNORECASE,
)
_OFFICE_TAIL: Final = re.compile(r"\s+(?:[([].*|[-–—:]\s.*)$")
_BESIDE: Final = re.compile(
    r"\s+(?:social|links?|weitere|search|twitter|facebook|live|archive|chefredakteur(?:in)?|\w*student(?:in)?|veröffentlicht)\b.*",
    re.IGNORECASE,
)
"""What templates put beside a name."""
_ROLE: Final = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|staff|contributor|contributing|columnist|journalist|producer|analyst|redakteur(?:in)?|"
    r"\w*redaktion|korrespondent(?:in)?|rédaction|redacción|redazione|redação|redactie|bureau|desk|team|newsroom|news|newspaper|"
    r"agency|agencies|agence|agencia|agência|admin|administrator|editorial|press|presse|media|tv|radio|"
    r"photographer|photos?|fotos?|фото|bild(?:er)?|photography|video|images|getty\w*|associated|reuters|afp|dpa|wire|wires|services?|"
    r"guest|author|autor|read|more|follow|share|email|comments?|subscribe|updated|published|min|ago|est|edt|gmt|uhr|minutes?|"
    r"inc|ltd|llc|gmbh|ag|company|verlag|online|magazine|magazin|zeitung|jornal|diario|blog|webmaster|http|https|www|com|user|"
    r"the|today|international|network|program|foundations?|stiftung|verband|institute?|university|\w*ministerium|"
    r"bundestagsfraktion|developed|erstellt|veröffentlicht|support|sponsored|gesponserte|\w*beiträge|weitere|artikel|kommentare|inhalte|teilen|mehr|"
    r"alle|links|search|twitter|facebook|social|live|archive|chefredakteur(?:in)?|\w{4,}leiter(?:in)?|\w*student(?:in)?)\b",
    re.IGNORECASE,
)
_OUTLET: Final = re.compile(
    r"\b(?:advertiser|advocate|argus|beacon|bee|bugle|bulletin|business|chronicle|citizen|city|club|council|courier|daily|"
    r"democrat|digest|dispatch|echo|enquirer|examiner|express|films?|forum|gazette|globe|group|guardian|health|herald|"
    r"independent|info|inquirer|insider|institut|journal|leader|ledger|life|local|mail|mercury|messenger|mirror|monitor|music|"
    r"network|now|observer|opinions?|outlook|phoenix|pilot|planet|post|project|radar|record|register|report|republic|"
    r"review|school|science|sentinel|society|sport|sports|standard|star|state|studio|sun|tech|telegraph|times|tribune|voice|"
    r"watch|weekly|wire|world|anzeiger|blatt|bote|kurier|nachrichten|presse|rundschau|spiegel|tageblatt|tagblatt|welt|"
    r"correo|mundo|noticias|nación|país|prensa|tiempo|actu|courrier|dépêche|écho|monde|nouvelles|corriere|giornale|"
    r"gazzetta|notizie|вести|вестник|газета|новости|правда|время|известия|курьер|труд|жизнь)\b",
    re.IGNORECASE,
)
"""Words that names of papers and sites have and names of people have not."""
_NOBODY: Final = re.compile(
    r"^(?:admin\w*|administrator|editor|user|guest|(?:no )?author|staff|webmaster|root|unknown|none|null|anonymous|by|"
    r"wordpress|follow|share|published|posted|updated|support team|artikel|alle|mehr|\d+|\w{1,2})$|"
    r"\b(?:min|read|ago|comments?|kommentare|beiträge|inhalte|teilen|subscribe|email|share|follow|cookie|https?|www|com|фото|fotos?)\b|\d",
    re.IGNORECASE,
)
_ARTICLES: Final = frozenset("the die der das les los las".split())
"""Words that names of offices begin with, and names of people do not."""
_WEEKDAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat "
    "sun montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes "
    "miércoles jueves viernes sábado domingo".split()
)
_ADDRESS: Final = re.compile(r"\S+@\S+|@\w+|https?://\S+|www\.\S+")
_PARTICLES: Final = frozenset(
    "van von de der den del di da do das dos la le el al bin ibn af av zu zur du des y e ten ter san st mc".split()
)
_INITIALS: Final = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Lt|Col|Gen)\.?\s+")
_JOINED: Final = re.compile(r"(?<=[a-zà-ÿ])\.(?=[A-ZÀ-Þ])")
"""Between the names of an address: "Anna.Berg"."""
_EDGES: Final = " .,;:|·•–—-*\"'“”→»"
_EAST: Final = re.compile("[㐀-鿿]{2,4}|[가-힣]{3}")
"""A name that is written without a blank."""
_EAST_OFFICE: Final = re.compile(
    "[社报報网網部局台室组組]$|编辑|編集|快訊|快讯|記者|记者|新聞|新闻|本报|本社|기자|뉴스|신문"
)
_STRANGE: Final = frozenset("<>{}@#/=?!©(:：")


def names_in(text: str, page: Page, person: bool = True) -> Iterator[str]:
    """Names in a byline: of people, or with `person` unset of whoever signs, the site itself left out."""
    bare = " ".join(_ADDRESS.sub(" ", text).split())
    if bare.startswith("©") or _MADE.match(bare):
        return
    bare = _DATED.sub("", bare)
    previous = ""
    while bare != previous:
        previous, bare = bare, BY.sub("", bare).strip(_EDGES)
    for part in _SPLIT.split(bare) if person else [one.partition(",")[0] for one in _PARTS.split(bare)]:
        name = (_TAIL if person else _OFFICE_TAIL).sub("", BY.sub("", part)).strip(_EDGES)
        name = _once(_without_day(_alone(_JOINED.sub(" ", _INITIALS.sub("", name)))))
        if (_is_name(name) if person else _is_office(name)) and (
            not is_site(name, page) or (person and _is_own_site(name, page))
        ):
            yield name.title() if name.isupper() and len(name) > 5 else name


def _is_own_site(name: str, page: Page) -> bool:
    """Whether a site has the name of the one person who writes it: machines are told that it is a person's, and it
    begins with a given name and has no word of an outlet, since makers of sites make a person of every account."""
    from site_gen.ingest.statements.gender import pronoun_of

    told = (one for field in ("author", "creator", "publisher") for one in nodes_of(page.node.get(field)))
    people = (node for node in (*told, *page.nodes) if isinstance(node, Mapping) and "person" in types_of(node))
    return (
        not _OUTLET.search(name)
        and any(text_of(node).casefold() == name.casefold() for node in people)
        and pronoun_of(name, "en") != ""
    )


def _without_day(name: str) -> str:
    """A name without the weekday or month that a date behind it begins with."""
    words = name.split()
    while words and (words[-1].casefold() in _WEEKDAYS or (len(words) > 2 and is_month(words[-1]))):
        words.pop()
    return " ".join(words[:-1] if words and words[-1] in ("am", "on", "le") else words)


def _alone(name: str) -> str:
    """A name without what stands behind its two words or more."""
    found = _BESIDE.search(name)
    return name[: found.start()] if found and " " in name[: found.start()].strip() else name


def _once(name: str) -> str:
    """A name that stands there twice, as in a link and beside it."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


def _is_office(name: str) -> bool:
    """Whether it may sign an article: an agency, an office, a pen name; not what templates put there."""
    words = name.split()
    if not 1 <= len(words) <= 6 or not 3 <= len(name) <= 60 or not _STRANGE.isdisjoint(name):
        return False
    return not _NOBODY.search(name) and read_moment(name) is None and (name[:1].isupper() or not name[:1].isascii())


def _is_name(name: str) -> bool:
    """Whether it can be a person's: two to five words that begin as names do, no digits, no word of an office."""
    if _EAST.fullmatch(name):
        return not _EAST_OFFICE.search(name)
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > 60 or any(char.isdigit() or char in _STRANGE for char in name):
        return False
    if _ROLE.search(name) or read_moment(name) or words[0].casefold() in _ARTICLES:
        return False
    if len(words) == 2 and words[0].casefold() in _PARTICLES:
        return False  # "Zur Person"
    if len(words[0]) > 2 and words[0].isupper() and not name.isupper() and words[0].isalpha():
        return False  # "CNN Business"
    return all(
        word.lower() in _PARTICLES or word[:1].isupper() or not word[:1].isascii() or "'" in word for word in words
    )
