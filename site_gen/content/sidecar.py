"""The YAML file beside a seed, in which a person tells what the seed does not say."""

from __future__ import annotations

from site_gen.content.frontmatter import read_yaml
from site_gen.content.records import SIDECAR
from site_gen.content.schema import Report, read_fields
from site_gen.incoming import Sidecar


def parse_sidecar(path: str, text: str) -> Sidecar:
    """What the sidecar at `path` says. Raises SiteError with every problem at its place."""
    report = Report(path, text)
    values = read_fields(read_yaml(path, text), SIDECAR, report)
    report.close()
    return Sidecar(**(values or {}))
