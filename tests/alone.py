"""A place of its own for what is installed: all that site_gen needs, without site_gen and without a network."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path
from typing import Final

NO_NETWORK: Final = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_NO_BUILD_ISOLATION": "0"}
"""pip takes what is there and asks no index; "0" is how it spells that packages are built with what is installed."""


def libraries(folder: Path) -> Path:
    """Links in a new folder to all that is installed here but site_gen itself: a path for another environment."""
    folder.mkdir()
    for place in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(place).iterdir():
            if "site_gen" not in path.name and path.suffix != ".pth" and not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)
    return folder
