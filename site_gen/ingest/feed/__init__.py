"""Feeds: RSS, Atom and JSON Feed, parted into entries of their own, and an entry read. Pure."""
