"""Why a page is as it is: its template with the blocks that a site can replace, its view, what it is made from."""

from __future__ import annotations

from pathlib import Path

import msgspec

from site_gen.content.project import Content, last_draft
from site_gen.site.assemble import assemble
from site_gen.site.formats.writers import WRITERS
from site_gen.site.markdown import render_markdown
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates
from site_gen.standing import default_templates


def explain_page(root: Path, content: Content, path: str) -> tuple[str, ...]:
    """Lines about the page at `path`; none when the site has no such page."""
    drafts, written = True, lambda item_id: last_draft(root, item_id)
    site = assemble(content.items, content.registry, content.settings, render_markdown, drafts, written=written)
    page = next((page for page in plan_pages(site) if page.path == path), None)
    if page is None:
        return ()
    lines = [f"page {path}"]
    if page.template not in WRITERS:
        templates = Templates(root / "templates", default_templates(), look=content.settings.look)
        for at, (file, blocks) in enumerate(templates.outline(page.template)):
            told = f"; blocks: {', '.join(blocks)}" if blocks else ""
            lines.append(f"  {'template' if at == 0 else 'uses'}: {file}{told}")
        lines.append(f'  to replace one block: {{% extends "default/{page.template}" %}} in templates/{page.template}')
    else:
        lines.append(f"  template: none, the view is written as {page.template}")
    fields = ", ".join(field.name for field in msgspec.structs.fields(type(page.view)))
    return (*lines, f"  view: {type(page.view).__name__} with {fields}")
