"""The picture of the front page: three pages of the invented situation, as a browser shows them, beside one another.

    python tests/picture.py [docs/picture.webp]

Builds `tests/data/demo` in a temporary folder and opens its pages in Chromium; needs what the browser tests need.
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from site_gen.build import BuildOptions, build

HERE: Final = Path(__file__).parents[1]
PICTURE: Final = HERE / "docs" / "picture.webp"
PAGES: Final = ("index.html", "items/2030-06-20-haddan-speech-to-parliament.html", "timeline-2030.html")
FRAME: Final = (820, 1180)
"""Width and height of what is seen of each page, in pixels of a style sheet."""
SIZE: Final = (1600, 760)
QUALITY: Final = 60
"""At which small type is still clear and the picture below 150 kB."""
_SHEET: Final = """
body { margin: 0; background: #e9e6df; display: flex; gap: 20px; padding: 24px; box-sizing: border-box; height: 100vh }
img { width: calc((100% - 40px) / 3); object-fit: cover; object-position: top; border: 1px solid #b9b3a6; height: 100%;
      box-sizing: border-box }
"""


def picture(public: Path) -> bytes:
    """The pages of a built site in one WebP."""
    from playwright.sync_api import sync_playwright

    program = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": FRAME[0], "height": FRAME[1]}, color_scheme="light")
        seen = [_shot(page, public / name) for name in PAGES]
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        images = "".join(f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in seen)
        page.set_content(f"<style>{_SHEET}</style>{images}")
        page.wait_for_function("[...document.images].every(one => one.complete)")
        made = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        browser.close()
    return base64.b64decode(made["data"])


def _shot(page: Any, path: Path) -> bytes:
    page.goto(path.as_uri())
    shot: bytes = page.screenshot()
    return shot


def main(words: list[str]) -> int:
    """Make the picture."""
    target = Path(words[0]) if words else PICTURE
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "project"
        shutil.copytree(HERE / "tests/data/demo", root)
        build(root, BuildOptions())
        data = picture(root / "public")
    target.write_bytes(data)
    print(f"{target}: {len(data) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
