"""Markdown to its words: paragraphs of plain text, links and pictures by what they say, commands of other tools gone.

Not a renderer: what a reader would read is kept in order, and a mark that is doubtful stays. The rules run in their
order; each has examples, which are tests. To add a kind of mark: a row in RULES.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from msgspec import Struct


class MarkRule(Struct, frozen=True, eq=False):
    """One kind of mark and what stands instead."""

    name: str
    pattern: re.Pattern[str]
    instead: str
    examples: tuple[tuple[str, str], ...]
    """Before and after; a pair of equal texts is what must stay."""


def _rule(name: str, pattern: str, instead: str, *examples: tuple[str, str], flags: int = 0) -> MarkRule:
    return MarkRule(name, re.compile(pattern, re.MULTILINE | flags), instead, examples)


_INNER: Final = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*"
"""Words of a link, with one pair of brackets inside."""
_PLACE: Final = r"\((?:[^()\n]|\([^()\n]*\))*\)"
COMMANDS: Final = "commands"
"""Name of the rules whose matches are counted and told."""
RULES: Final[tuple[MarkRule, ...]] = (
    _rule("comment", r"<!--.*?-->|%%.*?%%|\{%-? comment -?%\}.*?\{%-? endcomment -?%\}", "",
          ("a <!-- b --> c", "a  c"), ("a %%b%% c", "a  c"), ("50% of 100%", "50% of 100%"), flags=re.DOTALL),
    _rule("hidden element", r"<(script|style|svg|iframe|video|audio)\b[^<>]*>.*?</\1\s*>", "",
          ("a<style>p {}</style>", "a"), flags=re.DOTALL | re.IGNORECASE),
    _rule(COMMANDS, r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{[^{}\n]*\}\}|"
          r"\[/?(?:caption|gallery|embed|audio|video|youtube|playlist)\b[^\[\]\n]*\]", "",
          ('a {{< figure src="x" >}} b', "a  b"), ("{{% note %}}words{{% /note %}}", "words"),
          ("{% include x.html %}", ""), ("a {{ page.title }} b", "a  b"), ("[caption id=1]words[/caption]", "words"),
          ("a {set} b", "a {set} b"), flags=re.DOTALL),
    _rule(COMMANDS, r"^[ \t]*[*+-][ \t]+\S.*\n\{:toc\}[ \t]*$|^[ \t]*\[\[?_?toc_?\]?\][ \t]*$", "",
          ("* TOC\n{:toc}", ""), ("[[_TOC_]]", ""), ("[TOC]", ""), ("* words", "* words"), flags=re.IGNORECASE),
    _rule(COMMANDS, r"^import[ \t]+(?:[\w{*][^\n]*[ \t]from[ \t]+)?[\"'][^\"'\n]+[\"'];?[ \t]*$|"
          r"^export[ \t]+(?:const|let|var|default)\b[^\n]*[=;{(][^\n]*$", "",
          ('import Chart from "../Chart"', ""), ("import './a.css';", ""), ("export const meta = {a: 1}", ""),
          ("import duties rose", "import duties rose"), ("export default of grain", "export default of grain")),
    _rule("name of a block", r"[ \t]\^[\w-]{5,}[ \t]*$", "", ("words. ^a1b2c3", "words."), ("2 ^2", "2 ^2")),
    _rule("attributes", r"\{:[^{}\n]*\}|[ \t]*\{[#.][^{}\n]*\}[ \t]*$", "",
          ("words\n{: .lead}", "words\n"), ("## Head {#id}", "## Head")),
    _rule("fence", r"^[ \t]*(?:`{3,}|~{3,}).*$", "", ("```python", ""), ("`word`", "`word`")),
    _rule("definition", r"^[ \t]{0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*\S+.*$", "",
          ('[1]: https://x.example "t"', ""), ("[1] words: more", "[1] words: more")),
    _rule("footnote", r"^[ \t]{0,3}\[\^[^\[\]\n]+\]:[ \t]*", "\n", ("[^1]: Words.", "\nWords.")),
    _rule("footnote mark", r"\[\^[^\[\]\n]+\]", "", ("words[^1].", "words.")),
    _rule("embedded", r"!\[\[[^\[\]\n]*\]\]", "", ("a ![[map.png|300]] b", "a  b")),
    _rule("picture", rf"!\[({_INNER})\](?:{_PLACE}|\[[^\[\]\n]*\])", r"\1",
          ("![A gate](gate.jpg)", "A gate"), ("![](x.jpg)", "")),
    _rule("link to a note", r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]", r"\1",
          ("[[Karsen dam]]", "Karsen dam"), ("[[dams/Karsen|the dam]]", "the dam")),
    _rule("link", rf"\[({_INNER})\](?:{_PLACE}|\[[^\[\]\n]*\])", r"\1",
          ("[the dam](https://x.example/a_(b))", "the dam"), ("[the dam][1]", "the dam"), ("[sic]", "[sic]")),
    _rule("address", r"<(https?://[^<>\s]+|[\w.+-]+@[\w.-]+)>", r"\1", ("<https://x.example>", "https://x.example")),
    _rule("break", r"<br\s*/?>[ \t]*\n?|(?: {2,}|\\)$\n", "\0", ("a<br>b", "a\0b"), ("a  \nb", "a\0b")),
    _rule("block", r"</?(?:p|div|figure|figcaption|blockquote|center|table|tr|ul|ol|li|h[1-6]|details|summary|section|"
          r"aside|hr)\b[^<>]*>", "\n\n", ("a<p>b</p>c", "a\n\nb\n\nc"), flags=re.IGNORECASE),
    _rule("element", r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>", "",
          ("a <b class=x>b</b>", "a b"), ("1 < 2 > 0", "1 < 2 > 0")),
    _rule("rule of a table", r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?$", "", ("|---|:-:|", "")),
    _rule("line below a heading", r"^[ \t]*(?:=+|-{2,}|\*(?:[ \t]*\*){2,}|_(?:[ \t]*_){2,})[ \t]*$", "",
          ("===", ""), ("---", ""), ("* * *", "")),
    _rule("quotation", r"^(?:[ \t]*>)+[ \t]?", "", ("> words", "words"), ("> > words", "words")),
    _rule("callout", r"^[ \t]*\[![\w-]+\][+-]?[ \t]*", "", ("[!quote] Said", "Said")),
    _rule("heading", r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", r"\n\1\n",
          ("## Gates ##", "\nGates\n"), ("#dam", "#dam")),
    _rule("entry", r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", "\n",
          ("- words", "\nwords"), ("1. words", "\nwords"), ("- [x] done", "\ndone"), ("2031 was dry", "2031 was dry")),
    _rule("cells", r"^[ \t]*\|[ \t]*(.*?)[ \t]*\|[ \t]*$", r"\n\1\n", ("| a | b |", "\na | b\n")),
    _rule("code", r"(?<!`)(`{1,3})(?!`)(.+?)(?<!`)\1(?!`)", r"\2", ("`a_b`", "a_b")),
    _rule("strong", r"(?<!\*)\*{2,3}(?=[^\s*])(.+?)(?<=\S)\*{2,3}(?!\*)|"
          r"(?<![\w_])_{2,3}(?=[^\s_])(.+?)(?<=\S)_{2,3}(?![\w_])",
          r"\1\2", ("**words**", "words"), ("a __b__ c", "a b c"), ("2 ** 3 ** 4", "2 ** 3 ** 4")),
    _rule("emphasis", r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])|"
          r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![\w_])",
          r"\1\2", ("*words*", "words"), ("_words_", "words"), ("snake_case_name", "snake_case_name"),
          ("2 * 3 * 4", "2 * 3 * 4")),
    _rule("marked", r"(~~|==)(?=\S)(.+?)(?<=\S)\1", r"\2", ("==words==", "words"), ("~~old~~", "old")),
)  # fmt: skip
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHIFT: Final = 0xE000
"""Escaped characters wait in the private area until all marks are gone."""
_WAITING: Final = re.compile("[\ue021-\ue07e]")


def words_of(markdown: str) -> tuple[str, int]:
    """The text as paragraphs parted by blank lines, and how many commands of other tools were left out."""
    text = _WAITING.sub("", markdown)
    text = _ESCAPED.sub(lambda found: chr(_SHIFT + ord(found[1])), text)
    commands = 0
    for rule in RULES:
        text, count = rule.pattern.subn(rule.instead, text)
        commands += count if rule.name == COMMANDS else 0
    text = _WAITING.sub(lambda found: chr(ord(found[0]) - _SHIFT), unescape(text))
    blocks = (" ".join(block.split()) if "\0" not in block else _broken(block) for block in re.split(r"\n\s*\n", text))
    return "\n\n".join(block for block in blocks if block), commands


def _broken(block: str) -> str:
    """A paragraph with breaks: each on a line of its own."""
    lines = (" ".join(line.split()) for line in block.split("\0"))
    return "\n".join(line for line in lines if line)
