"""A small site whose every text would break a careless writer, and all its files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, Literal

from site_gen.model import (
    Actor,
    Alias,
    Correction,
    Event,
    Evidence,
    Figure,
    Item,
    PublishText,
    Registry,
    Role,
    Settings,
    Source,
    Statement,
    Topic,
)
from site_gen.site.assemble import Site, assemble
from site_gen.site.data.rows import DataSet
from site_gen.site.markdown import render_markdown
from site_gen.site.page import Frame
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates, render

BASE: Final = "https://weir.example/b/"
TEMPLATES: Final = Path(__file__).parents[1] / "templates"
HOSTILE: Final = '</script><b>&amp; "x" \\ {y} 100 % #1_a, b; c\' ]]>'
SAID: Final = "We shall open the gates on Monday, come what may"
LATER: Final = "=SUM(A1) they wrote"
WIDE: Final = "Die Talsperre hält, sagte sie – " + "größer als je, höher als je; " * 6 + "Ende."
HIDDEN: Final = "Nobody outside may read this closing line."
REGISTRY: Final = Registry(
    {
        "mayor": Actor(
            "mayor", f"Ada {HOSTILE}", "person", aliases=(Alias("Holm", valid="2020/.."),),
            roles=(Role("mayor", "town", "2020/.."),), of="town", names=(("ar", "آدا"),), wikidata="Q1", note="=1+1",
        ),
        "town": Actor("town", "Town", "state"),
        "guard": Actor("guard", "Weir Guard", "armed-force", of="town"),
        "silent": Actor("silent", "Silent", "group"),
    },
    {"water": Topic("water", f"water {HOSTILE}"), "dams": Topic("dams", "dams", broader="water", iptc="20000056")},
    {
        "post": Source("post", f"The Post {HOSTILE}", kind="newspaper", publish_text="full"),
        "wire": Source("wire", "Wire", publish_text="none"),
        "echo": Source("echo", "Echo"),
    },
)  # fmt: skip
_BODY: Final = f'"{SAID}," she said.\n\nThe guard wrote: "{LATER}".\n\n{WIDE}\n\nThree fell. {HIDDEN}'
_STATEMENTS: Final = (
    Statement("mayor", f"{SAID},", "direct", said="2022-08-07", topics=("water",)),
    Statement("guard", LATER, "direct", topics=("dams",)),
    Statement("guard", LATER, "direct", topics=("dams",)),
    Statement(None, "Die Talsperre hält […] Ende.", "indirect", named="a witness"),
)
_EVENTS: Final = (
    Event(WIDE, when="2022-08-06", actors=("mayor", "town"), topics=("dams",)),
    Event("Three fell.", when="2022-08?", actors=("guard",), state="disputed"),
    Event("Three fell.", when="2022-08-09/2022-08-11", state="cancelled"),
    Event("Three fell.", when="199X", state="scheduled"),
    Event("Three fell.", when="XXXX-09-25"),
    Event("Three fell."),
)
_FIGURES: Final = (Figure("fallen", "3", "Three fell", by="town", side="town", qualifier="about", when="2022-08-06"),)


def items() -> list[Item]:
    """Articles under three rights, one undated, one retracted, one unconfirmed, one draft."""
    return [
        Item(
            "full", f"Gates {HOSTILE}", _BODY, published="2022-08-08", updated="2022-08-09", source="post", lang="de",
            url="https://post.example/a?b=c&d=e%20f", authors=("Holm, Ada", "Eva Lind"),
            actors=("mayor", "town", "guard"), topics=("water",),
            statements=_STATEMENTS, events=_EVENTS, figures=_FIGURES,
            corrections=(Correction("2022-08-10", HOSTILE),), evidence=Evidence("seeds/full.txt", "ab" * 32),
        ),
        Item("closed", "Closed", _BODY, published="2022-08-05", source="wire", actors=("mayor",),
             statements=_STATEMENTS[:2]),
        Item("opening", "-Opening", _BODY, published="2022-08", source="echo", actors=("mayor", "town"),
             summary="=A person's words"),
        Item("waiting", "Waiting", _BODY, published="2022-08-12", status="review", statements=_STATEMENTS[:1],
             actors=("mayor",)),
        Item("undated", "Undated", _BODY, statements=_STATEMENTS[:1]),
        Item("gone", "Gone Zzyzx", "Zzyzx", published="2022-08-11", status="retracted", retracted="It was forged."),
        Item("held", "Held Xyzzy", "Xyzzy", status="draft"),
    ]  # fmt: skip


def site(
    base_url: str = BASE,
    shown: PublishText = "excerpt",
    publish: Literal["all", "confirmed"] = "all",
    feed_content: Literal["summary", "full"] = "summary",
) -> Site:
    """The site, assembled."""
    settings = Settings(
        title=f"Weir {HOSTILE}", base_url=base_url, page_size=3, publish_text=shown, publish=publish,
        feed_content=feed_content, licence="CC BY 4.0",
    )  # fmt: skip
    return assemble(items(), REGISTRY, settings, render_markdown)


def data(base_url: str = BASE, shown: PublishText = "excerpt") -> DataSet:
    """Its data set."""
    return Frame(site(base_url, shown)).data


@cache
def files(
    base_url: str = BASE,
    shown: PublishText = "excerpt",
    publish: Literal["all", "confirmed"] = "all",
    feed_content: Literal["summary", "full"] = "summary",
) -> dict[str, bytes]:
    """Every file of the site by path."""
    templates = Templates(TEMPLATES, TEMPLATES)
    return {page.path: render(page, templates) for page in plan_pages(site(base_url, shown, publish, feed_content))}
