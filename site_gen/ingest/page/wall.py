"""Pages that came in place of an article: a check for robots, an error, a shell that only scripts fill.

Precision first: a page is one where it has few words, and its title or those words are the very ones that such pages
have everywhere. To add one: a line in _TITLES, or a word in _SCRIPTS.
"""

from __future__ import annotations

import re
from typing import Final

_TITLES: Final = re.compile(
    r"\W*(?:[\w.-]+ [|–-] )?(?:"
    r"just a moment|one moment, please|please wait|attention required!? ?\|? ?cloudflare|"
    r"access (?:to this page has been )?denied|forbidden|(?:page|site|article) not found|bad gateway|"
    r"service unavailable|"
    r"(?:error )?(?:403|404|410|429|451|500|502|503|504)(?:[ :–-]+(?:error|forbidden|(?:page )?not found|gone|"
    r"too many requests|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error))?|"
    r"are you a robot|robot check|pardon our interruption|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"human verification|security check(?:point)?|ddos-guard|request (?:blocked|unsuccessful)|seite nicht gefunden|"
    r"page (?:non trouvée|introuvable)|página no encontrada|pagina non trovata|страница не найдена"
    r")(?: [|–-] [\w .-]{1,60})?\W*",
    re.IGNORECASE,
)
_FEW: Final = 1_500
"""Characters of text below which such a title is believed."""
_SCRIPTS: Final = re.compile(
    r"\bjava ?script\b[^.!?]{0,80}\b(?:enabled?|required|needed|disabled|turned o[nf]f?|aktivier\w+|deaktivier\w+|"
    r"benötigt|erforderlich|activ\w+|activé|désactivé|habilit\w+|deshabilit\w+|richiesto|nodig|включ\w+|отключ\w+)|"
    r"\b(?:enable|turn on|requires?|needs?|activate|allow|aktivier\w+|activez|activer|habilit\w+|active|attiva\w*|"
    r"schakel|включите|требует\w*)\b[^.!?]{0,60}\bjava ?script\b",
    re.IGNORECASE,
)
_SHELL: Final = 400
"""The same for words that ask for scripts."""


def wall_of(title: str, text: str) -> str:
    """What the page is instead of an article; "" for one that may be an article."""
    bare = " ".join(title.split())
    if len(text) < _FEW and bare and len(bare) < 120 and _TITLES.fullmatch(bare):
        return f"the page is “{bare}”, which its site shows in place of an article"
    if len(text) < _SHELL and _SCRIPTS.search(text):
        return "the page has no words but those that ask for scripts"
    return ""
