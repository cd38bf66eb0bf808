"""How the site is dressed: a bundled look and the design tokens of `site.yaml`, as one style sheet."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.colours import PAPERS, lightened
from site_gen.model import Settings


def dressed(style: bytes, look: bytes, settings: Settings) -> bytes:
    """A style sheet with a look's rules and the site's own tokens behind it; as it is where there are neither."""
    tokens = "\n".join(_rules(settings))
    return b"\n".join(part for part in (style, look, tokens.encode()) if part) if look or tokens else style


def _rules(settings: Settings) -> Iterator[str]:
    told = [("accent", settings.accent), ("serif", settings.reading_font), ("sans", settings.label_font)]
    if any(value for _, value in told):
        yield f":root {{ {' '.join(f'--{name}: {value};' for name, value in told if value)} }}"
    if settings.accent or settings.accent_dark:
        dark = settings.accent_dark or lightened(settings.accent, PAPERS[1])
        yield f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}"
        yield "@media print { :root { --accent: #000; } }"
