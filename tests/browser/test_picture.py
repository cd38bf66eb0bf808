"""The picture of the front page can be made anew from the demo."""

from __future__ import annotations

from pathlib import Path

import pytest
from picture import PAGES, SIZE, picture


def test_the_picture_shows_three_pages_of_the_demo_and_is_light(demo: Path) -> None:
    assert [name for name in PAGES if not (demo / name).is_file()] == []
    made = picture(demo)
    assert len(made) < 150_000
    assert size(made) == SIZE


def size(webp: bytes) -> tuple[int, int]:
    """Width and height of a lossy WebP, by its VP8 frame."""
    at = webp.index(b"\x9d\x01\x2a") + 3
    return int.from_bytes(webp[at : at + 2], "little") & 0x3FFF, int.from_bytes(
        webp[at + 2 : at + 4], "little"
    ) & 0x3FFF


def test_what_is_no_picture_is_seen() -> None:
    with pytest.raises(ValueError, match="not found"):
        size(b"RIFF....WEBP")
