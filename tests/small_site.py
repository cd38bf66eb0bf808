"""A small invented project, and what a folder holds: the ground on which the tests of the rims stand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

FILES: Final = {
    "content/site.yaml": """\
title: "Weir watch"
base_url: "https://weir.example/b/"
page_size: 3
publish_text: full
""",
    "content/actors.yaml": """\
ada-holm:
  name: "Ada Holm"
  kind: person
  roles:
    - {title: mayor, of: weirtown, valid: "2020/.."}
weirtown:
  name: "Weirtown"
  kind: state
weir-guard:
  name: "Weir Guard"
  kind: armed-force
  of: weirtown
""",
    "content/topics.yaml": """\
dams:
  name: "Dams"
  terms: ["dam", "weir*"]
floods:
  name: "Floods"
  terms: ["flood*"]
""",
    "content/sources.yaml": """\
post:
  name: "The Weir Post"
  home: "https://post.example/"
  grade: B
""",
    "content/items/gates-open.md": """\
---
title: "Gates open"
published: 2022-08-04
source: post
url: "https://post.example/2022/08/04/gates"
actors: [ada-holm, weirtown]
topics: [dams]
statements:
  - speaker: ada-holm
    text: "We shall open the gates on Monday,"
    kind: direct
    named: "Ada Holm"
    said: 2022-08-03
events:
  - when: 2022-08-03
    text: "The river rose by a metre on Wednesday."
    actors: [weirtown]
figures:
  - by: ada-holm
    measure: displaced
    value: 40
    text: "Forty people had left their homes"
status: review
---

"We shall open the gates on Monday," Ada Holm said. Forty people had left their homes, she added.

The river rose by a metre on Wednesday.
""",
    "content/items/guard-answers.md": """\
---
title: "Guard answers"
published: 2022-08-05
source: post
actors: [weir-guard]
topics: [dams, floods]
statements:
  - speaker: weir-guard
    text: "the gates would stay shut"
    kind: indirect
events:
  - when: 2022-08
    text: "Talks are planned."
    state: scheduled
---

The guard said the gates would stay shut. Talks are planned.
""",
    "content/items/undated-note.md": """\
---
title: "Undated note"
---

A note with a [link](https://elsewhere.example/) and a list:

- one
- two
""",
    "content/items/withdrawn.md": """\
---
title: "Withdrawn"
status: retracted
retracted: "The letter was forged."
---

Nothing of this may be shown.
""",
}
SEEDS: Final = {
    "seeds/2022-08-06_talks.txt": """\
Talks end without a result

WEIRTOWN - Talks over the weir ended without a result on Friday, Weirtown said.

"We shall meet again on 10 August," the mayor, Ada Holm, told reporters.

Holm said 12 houses had been flooded.
""",
    "seeds/2022-08-06_talks.yaml": 'source: post\nurl: "https://post.example/2022/08/06/talks"\n',
    "seeds/2022-08-09_dam.txt": """\
Ada Holm said on Tuesday that the dam was safe. The Weir Guard denied this.
""",
}


def write_project(root: Path, *more: dict[str, str]) -> Path:
    """Write FILES and `more`, path to text, below `root`."""
    for files in (FILES, *more):
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return root


def tree(folder: Path) -> dict[str, bytes | str]:
    """Everything below a folder: path to bytes, to "dir" for an empty folder, to "-> target" for a link."""
    found: dict[str, bytes | str] = {}
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(here) / name
            told = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[told] = f"-> {os.readlink(path)}"
            elif path.is_file():
                found[told] = path.read_bytes()
            elif path.is_dir() and not any(path.iterdir()):
                found[told] = "dir"
    return found
