"""The verb "init": a new project that builds and passes check, with files that teach by their comments."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from site_gen.content.project import write_atomic
from site_gen.content.writer import quoted
from site_gen.errors import Problem, SiteError
from site_gen.schema import modeline, schema_files

_SITE: Final = """# The site as a whole. Every key may be left out.
title: {title}
tagline: "Who said what, and where it can be checked"
description: ""
base_url: ""          # where the site will stand, as in "https://example.org/briefing/"; empty keeps search engines out
language: en
page_size: 50         # entries on a page of a long list; 0: never parted
publish_text: excerpt # how much of an article's text is shown: none, excerpt, full
"""
_ACTORS: Final = """# Who speaks and acts. The id on the left is the address of the actor's page and never changes.
# kind: person, state, organisation, armed-force, group. A role has a title, of whom, and the time (EDTF) it was held.
river-authority:
  name: "Lower River Authority"
  kind: organisation
  aliases: ["River Authority"]
mara-lind:
  name: "Mara Lind"
  kind: person
  roles:
    - {title: "director", of: river-authority, valid: "2021/.."}
"""
_TOPICS: Final = """# What articles are about. An article gets a topic by its terms; "*" stands for any ending.
floods:
  name: "Floods"
  terms: ["flood*", "high water", "river level*"]
"""
_SOURCES: Final = """# Publishers. `home` tells the articles of a source by their address.
valley-post:
  name: "The Valley Post"
  kind: newspaper
  home: "https://valley-post.example/"
"""
_SEED: Final = """River level falls after a week of rain

The level of the Lower River fell below the flood mark on Tuesday, the River Authority said.

"We can reopen the bridges this week, but the meadows will stay under water," its director Mara Lind told reporters.

Lind said 40 households had been evacuated since Saturday. Repairs to the eastern dike are to begin on 20 March.
"""
_SIDECAR: Final = """# What the text beside this file does not say. Every key may be left out; nothing is guessed.
published: 2024-03-12
source: valley-post
url: "https://valley-post.example/2024/03/12/river-level-falls"
"""
_IGNORE: Final = ".site-gen/\npublic/*\n!public/.gitignore\n"


def init(folder: Path, title: str | None = None) -> tuple[str, ...]:
    """Make the project in a new or empty folder; the paths written. Raises SiteError when anything stands there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SiteError([Problem(str(folder), 0, 0, "not-empty", "the folder is not empty", "choose a new one")])
    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Briefing"
    files = {
        "content/site.yaml": modeline("site") + _SITE.format(title=quoted(name)),
        "content/actors.yaml": modeline("actors") + _ACTORS,
        "content/topics.yaml": modeline("topics") + _TOPICS,
        "content/sources.yaml": modeline("sources") + _SOURCES,
        **schema_files(),
        "seeds/2024-03-12_river.txt": _SEED,
        "seeds/2024-03-12_river.yaml": modeline("sidecar", "seeds") + _SIDECAR,
        ".gitignore": _IGNORE,
        "public/.gitignore": "*\n!.gitignore\n",
    }
    try:
        for path, text in files.items():
            write_atomic(folder / path, text.encode())
    except OSError as error:
        raise SiteError(
            [Problem(str(folder), 0, 0, "unwritable", f"the disk refused: {error.strerror}", "choose another folder")]
        ) from error
    return tuple(sorted(files))
