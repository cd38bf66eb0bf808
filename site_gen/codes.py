"""What error codes mean: the table `codes.toml`, read when somebody asks. To add a code: one table there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert

from site_gen.errors import Problem, SiteError, did_you_mean


class Code(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of problem."""

    meaning: str
    """What is wrong, and why it matters where that is not plain."""
    remedy: str
    """What to do."""
    example: str
    """A line as the program prints it."""


@cache
def codes() -> Mapping[str, Code]:
    """Every code in the order of the alphabet."""
    return convert(tomllib.loads(files("site_gen").joinpath("codes.toml").read_text(encoding="utf-8")), dict[str, Code])


def code_in(asked: str) -> tuple[str, bool]:
    """The code in what somebody asks for, and whether it is marked as one: "error[tag]" is, "tag" alone is not."""
    marked = re.fullmatch(r"(?:error|warning)?\[([^\]]*)\]:?", asked.strip())
    return (marked[1], True) if marked else (asked.strip(), False)


def is_code(asked: str) -> bool:
    """Whether somebody asks for a code, known or not."""
    name, marked = code_in(asked)
    return marked or name in codes()


def explain_code(asked: str) -> tuple[str, ...]:
    """Lines that tell of a code. Raises SiteError when there is none of this name."""
    name, _ = code_in(asked)
    code = codes().get(name)
    if code is None:
        told = f'no error code "{name}"'
        raise SiteError([Problem("site-gen", 0, 0, "unknown-id", told, did_you_mean(name, codes()))])
    return (f"error code {name}", f"  {code.meaning}", f"  What to do: {code.remedy}", f"  Example: {code.example}")
