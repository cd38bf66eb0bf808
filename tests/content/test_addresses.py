"""Addresses that are told for safe by their letters alone are those that the parser tells for safe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content import schema
from site_gen.content.schema import safe_url

NEVER = re.compile(r"(?!)")
_char = st.sampled_from("abz09.-:/?#[]@%&=+;,!$*'()_~ \"<>\\^`{|}\t\n\x01é\u2028AZ")
_address = st.builds(
    "{}{}{}".format, st.sampled_from(["https://", "http://", "HTTP://", "ftp://", "//", "https:/", ""]),
    st.text(_char, max_size=6),
    st.one_of(st.text(_char, max_size=8), st.text(_char, max_size=8).map("/".__add__)),
)  # fmt: skip
_host = st.lists(st.text("ab-9", min_size=1, max_size=4), min_size=1, max_size=3).map(".".join)
_common = st.builds("https://{}/{}".format, _host, st.text(_char, max_size=8))


@given(st.one_of(_address, _common))
def test_an_address_is_judged_as_its_parser_does(address: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "_ADDRESS", NEVER)
        judged = safe_url(address)
    assert safe_url(address) == judged


@pytest.mark.parametrize(
    "address", ["https://a.example/", "http://a.example/b?c=d&e#f", "https://news.example/2022/a-b_c.html"]
)
def test_common_addresses_need_no_parser(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "urlsplit", None)
    assert safe_url(address)
