"""Script in many disguises, made here: what acts, put behind what may end the place where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from faulty import FAULTS
from hostile_text import BODY

ACT: Final = "pwn(1)"
_LONGEST: Final = 1_800
"""Characters of one text: a title takes 2,000."""
_ROUNDS: Final = 5
_LISTS: Final[dict[str, list[str]]] = json.loads((FAULTS / "payloads.json").read_text(encoding="utf-8"))
_ENDS: Final = _LISTS["ends"]
"""What may end an attribute, an element, a comment or a string."""
_ACTS: Final = _LISTS["acts"]
"""Elements, attributes, addresses, Markdown, template languages, formulas; {} is what would be run."""


def payloads() -> tuple[str, ...]:
    """Every act behind five of the ends each."""
    return tuple(
        end + act.format(*(ACT,) * act.count("{}"))
        for turn in range(_ROUNDS)
        for number, act in enumerate(_ACTS)
        for end in [_ENDS[(number + turn * 4) % len(_ENDS)]]
    )


def texts() -> Iterator[str]:
    """All payloads in texts that a field takes."""
    held: list[str] = []
    for payload in payloads():
        if held and sum(map(len, held)) + len(held) + len(payload) > _LONGEST:
            yield " ".join(held)
            held = []
        held.append(payload)
    yield " ".join(held)


def write_payloads(root: Path) -> Path:
    """A project with all payloads in each field that takes a text: an item, actor, topic and source for each text."""
    held = [json.dumps(text, ensure_ascii=False) for text in texts()]
    first = held[0]
    files = {
        "site.yaml": "".join(
            f"{key}: {first}\n" for key in "title tagline description situation author licence".split()
        )
        + f"footer: {first}\nbase_url: https://a.example/\npublish_text: full\nfeed_content: full\n",
        "actors.yaml": "".join(
            f"a{at}: {{name: {bad}, short: {bad}, note: {bad}, wikidata: {bad}, names: {{hy: {bad}}}, "
            f"aliases: [{bad}], roles: [{{title: {bad}}}]}}\n"
            for at, bad in enumerate(held)
        ),
        "topics.yaml": "".join(
            f"t{at}: {{name: {bad}, short: {bad}, note: {bad}, terms: [{bad}], iptc: {bad}}}\n"
            for at, bad in enumerate(held)
        ),
        "sources.yaml": "".join(
            f"s{at}: {{name: {bad}, short: {bad}, note: {bad}, owner: {bad}, kind: {bad}, country: {bad}, grade: A, "
            f"grade_reason: {bad}, boilerplate: [{bad}], aliases: [{bad}]}}\n"
            for at, bad in enumerate(held)
        ),
        "items/gone.md": f"---\ntitle: {first}\nstatus: retracted\nretracted: {first}\n---\nText.\n",
    }
    for at, (text, bad) in enumerate(zip(texts(), held, strict=True)):
        files[f"items/i{at}.md"] = _item(at, text, bad)
    for path, data in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(data, encoding="utf-8")
    return root


def _item(at: int, text: str, bad: str) -> str:
    return f"""---
title: {bad}
published: 2022-08-{at % 28 + 1:02}
source: s{at}
url: "https://a.example/{at}?x=%3Cscript%3E&y=1"
authors: [{bad}]
via: [s{at}]
basis: {{title: {bad}, source: {bad}}}
actors: [a{at}]
topics: [t{at}]
summary: {bad}
statements:
  - {{speaker: a{at}, text: "He said so.", kind: direct, named: {bad}, verb: {bad}, to: {bad}, via: {bad}, words: {bad},
     rule: {bad}, said: 2022, topics: [t{at}], replies_to: {bad}}}
  - {{speaker: null, text: "He said so.", kind: indirect, named: {bad}, reviewed: {bad}}}
events:
  - {{text: "He said so.", words: {bad}, rule: {bad}, type: {bad}, named: {bad}, actors: [a{at}], when: 2022-08}}
figures:
  - {{measure: {bad}, value: 2, text: "He said so.", named: {bad}, of: {bad}, qualifier: {bad}, unit: {bad},
     words: {bad}}}
cuts: [{{reason: {bad}, words: {bad}, rule: {bad}}}]
corrections: [{{on: 2022, text: {bad}}}]
reviewed: {bad}
evidence: {{seed: {bad}, sha256: {bad}}}
---
{BODY % ((text,) * 5)}"""
