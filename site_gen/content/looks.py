"""How the settings of a site's looks are read: colours, type faces, files of the templates."""

from __future__ import annotations

import re

from site_gen.colours import LEAST, contrast, is_colour
from site_gen.content.forms import Form, takes
from site_gen.content.frontmatter import Node
from site_gen.content.schema import Convert, Report, short, text


def colour(paper: str) -> Convert:
    """A colour as "#a31220" that can be read on a paper of that colour; nothing is ""."""

    @takes(Form("colour", null=True, empty=True))
    def convert(node: Node, report: Report) -> str:
        value = text(node, report)
        if not value:
            return ""
        if not is_colour(value):
            report.add(node, "bad-colour", f'"{short(value)}" is no colour', 'write "#a31220", in quotation marks')
            return ""
        ratio = contrast(value, paper)
        if ratio < LEAST:
            told = f"the colour has a contrast of {ratio:.1f} to the page; text needs {LEAST}"
            deeper = "darker" if contrast("#000", paper) > contrast("#fff", paper) else "lighter"
            report.add(node, "weak-colour", told, f"take a {deeper} one")
        return value

    return convert


@takes(Form("faces", null=True, empty=True))
def faces(node: Node, report: Report) -> str:
    """Names of type faces as CSS has them: "Charter, 'Noto Serif', serif"; nothing is ""."""
    value = text(node, report)
    if value and not re.fullmatch(r"""[\w ,'"-]+""", value):
        told = f'"{short(value)}" is no list of type faces'
        report.add(node, "bad-font", told, "write names with commas between, as in  Charter, 'Noto Serif', serif")
        return ""
    return value


@takes(Form("asset", null=True, empty=True))
def asset(node: Node, report: Report) -> str:
    """A file below `templates/assets/`; nothing is ""."""
    value = text(node, report)
    parts = value.split("/")
    if value and (parts[0] != "assets" or len(parts) < 2 or not all(re.fullmatch(r"\w[\w.-]*", one) for one in parts)):
        report.add(node, "bad-asset", f'"{short(value)}" is no file of the templates', "write assets/NAME.svg")
        return ""
    return value
