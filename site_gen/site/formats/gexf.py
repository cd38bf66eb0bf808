"""Who appears with whom, as a graph in GEXF 1.3 (gexf.net) for Gephi and its kin."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import combinations

from site_gen.site.data.rows import DataSet

_HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta>
<creator>{title}</creator>
<description>Who is named in the same articles; the weight of an edge is the number of articles.</description>
</meta>
<graph defaultedgetype="undirected" mode="static">
<attributes class="node">
<attribute id="kind" title="kind" type="string"/>
<attribute id="articles" title="articles" type="integer"/>
</attributes>
<nodes>
"""


def gexf_bytes(data: DataSet) -> bytes:
    """A node for each actor that is named in an article, an edge for each two that are named in one."""
    named = Counter(actor for article in data.articles for actor in article.actors)
    pairs = Counter(pair for article in data.articles for pair in combinations(sorted(set(article.actors)), 2))
    lines = [_HEAD.format(title=escape(data.title, quote=False))]
    for actor in data.actors:
        if named[actor.id]:
            lines.append(
                f'<node id="{actor.id}" label="{escape(actor.name)}"><attvalues>'
                f'<attvalue for="kind" value="{actor.kind}"/>'
                f'<attvalue for="articles" value="{named[actor.id]}"/></attvalues></node>\n'
            )
    lines.append("</nodes>\n<edges>\n")
    for number, ((one, other), weight) in enumerate(sorted(pairs.items())):
        lines.append(f'<edge id="{number}" source="{one}" target="{other}" weight="{weight}"/>\n')
    lines.append("</edges>\n</graph>\n</gexf>\n")
    return "".join(lines).encode("utf-8")
