"""Names in texts: links in HTML, and who is named."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model import Actor, Alias
from site_gen.site import marks
from site_gen.site.markdown import render_markdown
from site_gen.site.marks import NameIndex, mark_names, plain_names

NAMES = {"Ada Holm": ("../actors/ada-holm.html", "person"), "Weirtown": ("../actors/weirtown.html", "state"),
         "Weir & Co": ("../actors/weir-co.html", "organisation")}  # fmt: skip
HOLM = '<a class="actor person" href="../actors/ada-holm.html">Ada Holm</a>'


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Ada Holm spoke. Ada Holm left.", f'<p id="p1">{HOLM} spoke. Ada Holm left.</p>'),
        ("Ada Holm's dam", f'<p id="p1">{HOLM}\'s dam</p>'),
        ("Ada Holmes", '<p id="p1">Ada Holmes</p>'),
        ("Neu-Weirtown", '<p id="p1">Neu-Weirtown</p>'),
        ("`Ada Holm`", '<p id="p1"><code>Ada Holm</code></p>'),
        ("[Ada Holm](https://a.example/)", '<p id="p1"><a href="https://a.example/">Ada Holm</a></p>'),
        ("*Ada Holm*", f'<p id="p1"><em>{HOLM}</em></p>'),
    ],
)
def test_the_first_name_in_a_paragraph_is_a_link_where_a_link_may_stand(body: str, wanted: str) -> None:
    assert mark_names(render_markdown(body).html, NAMES).strip() == wanted


def test_names_with_a_word_in_common_stay_out_of_links_and_code_too() -> None:
    names = {"Ada Holm": ("../actors/ada-holm.html", "person"), "Holm": ("../actors/holm.html", "state")}
    html = mark_names(
        render_markdown("[Ada Holm](https://a.example/), `Holm` and Ada Holm of Holm").html, names
    ).strip()
    own = '<a class="actor state" href="../actors/holm.html">Holm</a>'
    told = '<a href="https://a.example/">Ada Holm</a>, <code>Holm</code>'
    assert html == f'<p id="p1">{told} and {HOLM} of {own}</p>'


def test_each_paragraph_has_its_own_first_name_and_escaped_names_are_found() -> None:
    html = mark_names(render_markdown("Ada Holm.\n\nAda Holm of Weir & Co.").html, NAMES)
    assert html.count(HOLM) == 2
    assert 'href="../actors/weir-co.html">Weir &amp; Co</a>' in html


@given(st.text(alphabet=st.sampled_from(list("Ada Holm Weirtown<>&\"'`*[]()\n#-")), max_size=80))
def test_marking_adds_links_and_changes_no_word(body: str) -> None:
    html = render_markdown(body).html
    marked = mark_names(html, NAMES)
    assert re.sub(r'<a class="actor [^>]*>(.*?)</a>', r"\1", marked) == html


def _element_by_element(html: str, names: Mapping[str, tuple[str, str]]) -> str:
    """What `mark_names` gives, found by walking through the tags."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    parts, seen, closed = [], set[str](), 0

    def link(found: re.Match[str]) -> str:
        href, kind = names[found.group()]
        if href in seen:
            return found.group()
        seen.add(href)
        return f'<a class="actor {kind}" href="{href}">{found.group()}</a>'

    for part in re.split(r"(<[^<>]*>)", html):
        if not part.startswith("<"):
            parts.append(part if closed else pattern.sub(link, part))
            continue
        name = part.strip("</>").split()[0]
        if name in ("a", "code", "pre"):
            closed += -1 if part.startswith("</") else 1
        elif name == "p" and not part.startswith("</"):
            seen.clear()
        parts.append(part)
    return "".join(parts)


_BODIES = st.text(alphabet=st.sampled_from(list("Ada Holm-Weir&<>`/\"'*[]()\n#_é1")), max_size=120)
_SOME = ("Ada", "Ada Holm", "Holm", "Weir", "Weir & A", "A", "Ad", "m-W", "é", "p", "1", "id", "e")


@given(_BODIES.map(lambda body: body.replace("#", '[Ada Holm](/m "Holm") ')), st.sets(st.sampled_from(_SOME)))
def test_places_are_those_that_reading_element_by_element_finds(body: str, chosen: set[str]) -> None:
    names = {name: (f"../actors/{name[:2].strip()}.html", "person") for name in sorted(chosen)}
    html = render_markdown(body).html
    escaped = {name.replace("&", "&amp;"): found for name, found in names.items()}
    assert mark_names(html, names) == (_element_by_element(html, escaped) if names else html)


@given(_BODIES, st.sets(st.sampled_from(("Ada", "Holm", "Weir", "m-W", "é", "Weir & A", "p", "id")), min_size=1))
def test_names_without_a_word_in_common_are_marked_as_others_are(body: str, chosen: set[str]) -> None:
    names = {name: (f"../actors/{len(name)}.html", "person") for name in sorted(chosen)}
    html = render_markdown(f"{body}\n\n{body}").html
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "_are_apart", lambda names: False)
        slowly = mark_names(html, names)
    assert mark_names(html, names) == slowly


def test_metonyms_offices_and_names_with_exceptions_are_no_plain_names() -> None:
    aliases = (Alias("Moscow", "metonym"), Alias("RF", "acronym"), Alias("the president", "role"),
               Alias("Union", "name", unless=("European Union",)))  # fmt: skip
    assert plain_names(Actor("russia", "Russia", "state", aliases)) == ("Russia", "RF")


def test_a_text_names_people_by_full_name_or_surname_and_states_by_name() -> None:
    index = NameIndex([Actor("ada-holm", "Ada Holm", "person"), Actor("weirtown", "Weirtown", "state"),
                       Actor("jo-li", "Jo Li", "person")])  # fmt: skip
    assert index.named_in("Weirtown’s mayor Holm met Li.") == ("weirtown", "ada-holm")
    assert index.named_in("Ada and Jo were not named in full.") == ()
    assert index.named_in("Jo Li met nobody in Weirtownship.") == ("jo-li",)


def test_a_name_without_a_letter_is_never_found() -> None:
    assert NameIndex([Actor("x", "!?", "organisation")]).named_in("!? said nothing.") == ()
